// Outcomes that a persona desires are found in the order of the list: the whole sort key is in this index.
// mode: schema
// params: none
// returns: none
CREATE INDEX desired_by_place IF NOT EXISTS FOR ()-[tag:DESIRED_BY]-() ON (tag.place)
