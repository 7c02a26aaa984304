// Remember when a token was last used, unless a later use is known.
// mode: write
// params: id, at
// returns: none
MATCH (token:Token {id: $id})
WHERE coalesce(token.usedAt, '') < $at
SET token.usedAt = $at
