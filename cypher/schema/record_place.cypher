// Records of one kind are found in the order of their list.
// mode: schema
// params: none
// returns: none
CREATE INDEX record_place IF NOT EXISTS FOR (thing:Record) ON (thing.workspaceId, thing.kind, thing.place)
