// Write the snapshot of a directory anew, at the revision that it has.
// mode: write
// params: workspaceId, snapshot
// returns: none
MATCH (workspace:Workspace {id: $workspaceId})
SET workspace.snapshot = $snapshot
