// The log of a network or of a directory, newest first, numbers below a bound only.
// mode: read
// params: workspaceId, subject, before, limit
// returns: subject, number, position, at, actorId, by, reason, changes
MATCH (revision:Revision)
WHERE revision.subject = $subject AND revision.number < $before AND revision.workspaceId = $workspaceId
RETURN revision.subject AS subject, revision.number AS number, revision.position AS position, revision.at AS at,
       revision.actorId AS actorId, revision.by AS by, revision.reason AS reason, revision.changes AS changes
ORDER BY revision.subject DESC, revision.number DESC
LIMIT $limit
