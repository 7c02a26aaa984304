// The trail of a workspace, or of none that is known, newest first, places below a bound only.
// mode: read
// params: workspaceId, before, limit
// returns: entry
MATCH (entry:TrailEntry)
WHERE entry.workspaceId = $workspaceId AND entry.place < $before
RETURN properties(entry) AS entry
ORDER BY entry.workspaceId DESC, entry.place DESC
LIMIT $limit
