// Records of one kind have one namespace of keys in a workspace.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT record_key IF NOT EXISTS FOR (thing:Record) REQUIRE (thing.workspaceId, thing.kind, thing.key) IS UNIQUE
