// Records, each as one property, so that a read is never torn.
// mode: read
// params: workspaceId, ids
// returns: id, kind, snapshot
UNWIND $ids AS id
MATCH (record:Record {id: id})
WHERE record.workspaceId = $workspaceId
RETURN id, record.kind AS kind, record.snapshot AS snapshot
ORDER BY id
