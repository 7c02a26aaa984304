// The tokens of a workspace, in the order of their making.
// mode: read
// params: workspaceId
// returns: token
MATCH (token:Token)
WHERE token.workspaceId = $workspaceId AND token.id > ''
RETURN properties(token) AS token
ORDER BY token.id
