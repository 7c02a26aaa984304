// Records of one kind in the order of their list, the first first; with networks, those that use one of them.
// mode: read
// params: workspaceId, kind, networks, after, limit
// returns: kind, snapshot
MATCH (record:Record)
WHERE record.workspaceId = $workspaceId AND record.kind = $kind AND record.place > $after
  AND ($networks IS NULL OR any(id IN record.networkIds WHERE id IN $networks))
RETURN record.kind AS kind, record.snapshot AS snapshot
ORDER BY record.workspaceId, record.kind, record.place
LIMIT $limit
