// All personas and alternatives of a workspace as one property, so that a read is never torn.
// mode: read
// params: workspaceId
// returns: snapshot
MATCH (workspace:Workspace {id: $workspaceId})
RETURN workspace.snapshot AS snapshot
ORDER BY workspace.id
