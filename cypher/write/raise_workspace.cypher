// Lock the root of a workspace, raise its revision, log the revisions that were made; say where it is now, and where its directory was.
// mode: write
// params: workspaceId, raised, expectedDirectory, directoryRevision, snapshot, revisions
// returns: revision, directory
// Only a property that is really written takes the write lock; what is read after it is current, and stays so.
// Nothing is logged where the directory is not the expected one: the change is refused then, and its numbers may be taken.
MATCH (workspace:Workspace {id: $workspaceId})
SET workspace.lock = true
REMOVE workspace.lock
WITH workspace, workspace.state[0] AS before, workspace.state[1] AS directory
SET workspace.state = [before + $raised, coalesce($directoryRevision, directory)],
    workspace.snapshot = coalesce($snapshot, workspace.snapshot)
WITH before, directory, CASE directory WHEN $expectedDirectory THEN $revisions ELSE [] END AS revisions
CALL (before, revisions) {
  UNWIND revisions AS entry
  CALL (entry) {
    MATCH (network:Network {id: entry.subject}) RETURN network AS root
    UNION ALL
    MATCH (record:Record {id: entry.subject}) RETURN record AS root
    UNION ALL
    MATCH (home:Workspace {id: entry.subject}) RETURN home AS root
  }
  CREATE (root)-[:HAS_REVISION]->(revision:Revision)
  SET revision = entry, revision.position = before + entry.position
}
RETURN before + $raised AS revision, directory
ORDER BY directory
