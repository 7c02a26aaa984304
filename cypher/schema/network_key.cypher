// No two networks of a workspace share a key; lists of networks follow this index.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT network_key IF NOT EXISTS FOR (thing:Network) REQUIRE (thing.workspaceId, thing.key) IS UNIQUE
