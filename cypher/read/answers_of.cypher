// Every answer that a workspace keeps for requests that come again.
// mode: read
// params: workspaceId
// returns: actorId, key, body
MATCH (answer:Answer)
WHERE answer.workspaceId = $workspaceId AND answer.at >= ''
RETURN answer.actorId AS actorId, answer.key AS key, answer.body AS body
ORDER BY answer.workspaceId, answer.at, actorId, key
