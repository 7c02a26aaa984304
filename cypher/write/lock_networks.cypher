// Lock the roots of networks in the order given, and only then read their revisions.
// mode: write
// params: workspaceId, ids
// returns: id, key, revision
// Only a property that is really written takes the write lock; removing one that is not there does not.
UNWIND $ids AS id
MATCH (network:Network {id: id})
WHERE network.workspaceId = $workspaceId
SET network.lock = true
REMOVE network.lock
RETURN id, network.key AS key, network.revision AS revision
ORDER BY id
