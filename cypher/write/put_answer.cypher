// Keep the answer to a request, and forget some that have expired.
// mode: write
// params: workspaceId, actorId, key, request, body, at, expired
// returns: none
CALL () {
  MATCH (old:Answer)
  WHERE old.workspaceId = $workspaceId AND old.at < $expired
  WITH old ORDER BY old.at LIMIT 1000
  DELETE old
}
CREATE (:Answer {workspaceId: $workspaceId, actorId: $actorId, key: $key, request: $request, body: $body, at: $at})
