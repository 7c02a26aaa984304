// Lock the root of a workspace, raise its revision, log the revisions that were made, and say where its directory was before.
// mode: write
// params: workspaceId, raised, directoryRevision, snapshot, revisions
// returns: directory
// Only a property that is really written takes the write lock; what is read after it is current, and stays so.
MATCH (workspace:Workspace {id: $workspaceId})
SET workspace.lock = true
REMOVE workspace.lock
WITH workspace, workspace.state[0] AS before, workspace.state[1] AS directory
SET workspace.state = [before + $raised, coalesce($directoryRevision, directory)],
    workspace.snapshot = coalesce($snapshot, workspace.snapshot)
WITH before, directory
CALL (before) {
  UNWIND $revisions AS entry
  CALL (entry) {
    MATCH (network:Network {id: entry.subject}) RETURN network AS root
    UNION ALL
    MATCH (home:Workspace {id: entry.subject}) RETURN home AS root
  }
  CREATE (root)-[:HAS_REVISION]->(revision:Revision)
  SET revision = entry, revision.position = before + entry.position
}
RETURN directory
ORDER BY directory
