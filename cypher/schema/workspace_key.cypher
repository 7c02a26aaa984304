// No two workspaces share a key.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT workspace_key IF NOT EXISTS FOR (thing:Workspace) REQUIRE thing.key IS UNIQUE
