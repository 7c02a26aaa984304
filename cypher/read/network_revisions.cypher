// The revisions of networks.
// mode: read
// params: workspaceId, ids
// returns: id, revision
UNWIND $ids AS id
MATCH (network:Network {id: id})
WHERE network.workspaceId = $workspaceId
RETURN id, network.revision AS revision
ORDER BY id
