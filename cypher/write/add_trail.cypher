// Add an entry to the trail, which nothing is ever taken from.
// mode: write
// params: entry
// returns: none
// (workspace)-[:HAS_TRAIL]->(entry), where it is about one that is known
CREATE (entry:TrailEntry)
SET entry = $entry
WITH entry
MATCH (workspace:Workspace {id: entry.workspaceId})
CREATE (workspace)-[:HAS_TRAIL]->(entry)
