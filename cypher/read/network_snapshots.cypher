// Whole networks, each as one property, so that a read is never torn.
// mode: read
// params: workspaceId, ids
// returns: id, snapshot
UNWIND $ids AS id
MATCH (network:Network {id: id})
WHERE network.workspaceId = $workspaceId
RETURN id, network.snapshot AS snapshot
ORDER BY id
