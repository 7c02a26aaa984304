// The answer to a request with an idempotency key, unless it has expired.
// mode: read
// params: workspaceId, actorId, key, expired
// returns: request, body
MATCH (answer:Answer {workspaceId: $workspaceId, actorId: $actorId, key: $key})
WHERE answer.at >= $expired
RETURN answer.request AS request, answer.body AS body
ORDER BY answer.key
