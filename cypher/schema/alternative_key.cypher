// No two alternatives of a workspace share a key.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT alternative_key IF NOT EXISTS FOR (thing:Alternative) REQUIRE (thing.workspaceId, thing.key) IS UNIQUE
