// The ids of the records of one kind with these keys.
// mode: read
// params: workspaceId, kind, keys
// returns: key, id
UNWIND $keys AS key
MATCH (record:Record {workspaceId: $workspaceId, kind: $kind, key: key})
RETURN key, record.id AS id
ORDER BY key
