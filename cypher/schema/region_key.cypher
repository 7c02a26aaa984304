// No two regions of a network share a key.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT region_key IF NOT EXISTS FOR (thing:Region) REQUIRE (thing.networkId, thing.key) IS UNIQUE
