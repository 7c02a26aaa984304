// Records of every kind by id, those after an id only, with the networks that they speak of.
// mode: read
// params: workspaceId, after, limit
// returns: id, networkIds
MATCH (record:Record)
WHERE record.id > $after AND record.workspaceId = $workspaceId
RETURN record.id AS id, coalesce(record.networkIds, [record.networkId]) AS networkIds
ORDER BY record.id
LIMIT $limit
