// Keep a new token; no row where there is no such workspace.
// mode: write
// params: token
// returns: id
MATCH (workspace:Workspace {id: $token.workspaceId})
CREATE (token:Token)-[:OPENS]->(workspace)
SET token = $token
RETURN token.id AS id
ORDER BY id
