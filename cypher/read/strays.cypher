// Differentiators, outcomes and regions that no network contains, at most a hundred.
// mode: read
// params: workspaceId
// returns: id
MATCH (thing:Node|Region)
WHERE thing.workspaceId = $workspaceId AND NOT EXISTS { (:Network)-[:CONTAINS]->(thing) }
RETURN thing.id AS id
ORDER BY id
LIMIT 100
