// Entries of trails of workspaces that do not exist, as they are kept, at most a hundred.
// mode: read
// params: none
// returns: properties, homes
// (workspace)-[:HAS_TRAIL]->(entry)
MATCH (entry:TrailEntry)
WHERE entry.workspaceId > '' AND entry.place > '' AND NOT EXISTS { (:Workspace {id: entry.workspaceId}) }
RETURN properties(entry) AS properties, [(workspace:Workspace)-[:HAS_TRAIL]->(entry) | workspace.id] AS homes
ORDER BY entry.workspaceId, entry.place
LIMIT 100
