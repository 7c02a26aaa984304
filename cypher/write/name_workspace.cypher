// Give a workspace its key and its name.
// mode: write
// params: workspaceId, key, name
// returns: none
MATCH (workspace:Workspace {id: $workspaceId})
SET workspace.key = $key, workspace.name = $name
