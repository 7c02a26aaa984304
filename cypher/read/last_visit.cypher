// The last entry in the trail of a workspace that tells how somebody came in.
// mode: read
// params: workspaceId, actorId, events
// returns: entry
MATCH (entry:TrailEntry)
WHERE entry.workspaceId = $workspaceId AND entry.actorId = $actorId AND entry.event IN $events AND entry.place > ''
RETURN properties(entry) AS entry
ORDER BY entry.workspaceId DESC, entry.actorId DESC, entry.place DESC
LIMIT 1
