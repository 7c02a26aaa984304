// The token whose secret has this hash.
// mode: read
// params: hash
// returns: token
MATCH (token:Token {hash: $hash})
RETURN properties(token) AS token
ORDER BY token.id
