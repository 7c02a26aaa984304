// Entries of the trail of a workspace, or of none that is known, as they are kept, with the workspaces in whose trail they are.
// mode: read
// params: workspaceId, after, limit
// returns: properties, homes
// (workspace)-[:HAS_TRAIL]->(entry)
MATCH (entry:TrailEntry)
WHERE entry.workspaceId = $workspaceId AND entry.place > $after
RETURN properties(entry) AS properties, [(workspace:Workspace)-[:HAS_TRAIL]->(entry) | workspace.id] AS homes
ORDER BY entry.workspaceId, entry.place
LIMIT $limit
