// Lock records in the order given, and only then read their revisions; those that are not there are made, empty.
// mode: write
// params: workspaceId, ids
// returns: id, revision
// Whoever makes the same record waits here, and then finds it made. What is refused afterwards was never there.
UNWIND $ids AS id
MERGE (record:Record {id: id, workspaceId: $workspaceId})
SET record.lock = true
REMOVE record.lock
RETURN id, coalesce(record.revision, 0) AS revision
ORDER BY id
