// Lock the root of a workspace, and only then read the snapshot of its directory.
// mode: write
// params: workspaceId
// returns: snapshot
MATCH (workspace:Workspace {id: $workspaceId})
SET workspace.lock = true
REMOVE workspace.lock
RETURN workspace.snapshot AS snapshot
ORDER BY workspace.id
