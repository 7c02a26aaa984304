// Write answers anew; those without a body go.
// mode: write
// params: workspaceId, rows
// returns: none
UNWIND $rows AS row
MATCH (answer:Answer {workspaceId: $workspaceId, actorId: row.actorId, key: row.key})
SET answer.body = row.body
WITH answer
WHERE answer.body IS NULL
DELETE answer
