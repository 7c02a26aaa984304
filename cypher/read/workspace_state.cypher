// How far a workspace and its directory have come, as one property, so that the two always belong together.
// mode: read
// params: workspaceId
// returns: state
MATCH (workspace:Workspace {id: $workspaceId})
RETURN workspace.state AS state
ORDER BY workspace.id
