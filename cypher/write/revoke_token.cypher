// Revoke a token, unless it was before.
// mode: write
// params: workspaceId, id, at
// returns: token
MATCH (token:Token {id: $id})
WHERE token.workspaceId = $workspaceId
SET token.revokedAt = coalesce(token.revokedAt, $at)
RETURN properties(token) AS token
ORDER BY token.id
