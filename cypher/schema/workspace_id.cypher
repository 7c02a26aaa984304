// No two workspaces share an id.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT workspace_id IF NOT EXISTS FOR (thing:Workspace) REQUIRE thing.id IS UNIQUE
