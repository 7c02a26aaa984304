// Differentiators and outcomes of a network have one namespace of keys.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT node_key IF NOT EXISTS FOR (thing:Node) REQUIRE (thing.networkId, thing.key) IS UNIQUE
