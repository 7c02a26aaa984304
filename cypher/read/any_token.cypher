// One of the tokens of all workspaces, where there is any.
// mode: read
// params: none
// returns: id
MATCH (token:Token)
WHERE token.hash > ''
RETURN token.id AS id
ORDER BY token.hash
LIMIT 1
