// Changes of a workspace are found by their position.
// mode: schema
// params: none
// returns: none
CREATE INDEX revision_position IF NOT EXISTS FOR (thing:Revision) ON (thing.workspaceId, thing.position)
