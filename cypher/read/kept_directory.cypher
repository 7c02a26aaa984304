// The personas and alternatives of a workspace as they are kept.
// mode: read
// params: workspaceId
// returns: label, properties
MATCH (:Workspace {id: $workspaceId})-[:HAS]->(thing:Persona|Alternative)
RETURN labels(thing)[0] AS label, properties(thing) AS properties
ORDER BY thing.id
