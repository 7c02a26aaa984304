// No two regions share an id.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT region_id IF NOT EXISTS FOR (thing:Region) REQUIRE thing.id IS UNIQUE
