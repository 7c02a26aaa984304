// The ids of the networks with these keys.
// mode: read
// params: workspaceId, keys
// returns: key, id
UNWIND $keys AS key
MATCH (network:Network {workspaceId: $workspaceId, key: key})
RETURN key, network.id AS id
ORDER BY key
