// No two networks share an id.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT network_id IF NOT EXISTS FOR (thing:Network) REQUIRE thing.id IS UNIQUE
