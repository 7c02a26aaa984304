// The tokens of a workspace are found in the order of their making.
// mode: schema
// params: none
// returns: none
CREATE INDEX token_workspace IF NOT EXISTS FOR (thing:Token) ON (thing.workspaceId, thing.id)
