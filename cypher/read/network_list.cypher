// Networks by key, those after a key only.
// mode: read
// params: workspaceId, after, archived, limit
// returns: id, key, name, revision, changedAt, archived
MATCH (network:Network)
WHERE network.workspaceId = $workspaceId AND network.key > $after AND ($archived OR NOT network.archived)
RETURN network.id AS id, network.key AS key, network.name AS name, network.revision AS revision,
       network.changedAt AS changedAt, network.archived AS archived
ORDER BY network.workspaceId, network.key
LIMIT $limit
