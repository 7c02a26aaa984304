// All changes of a workspace after a position, oldest first.
// mode: read
// params: workspaceId, position, limit
// returns: subject, number, position, at, actorId, by, reason, changes
MATCH (revision:Revision)
WHERE revision.workspaceId = $workspaceId AND revision.position > $position
RETURN revision.subject AS subject, revision.number AS number, revision.position AS position, revision.at AS at,
       revision.actorId AS actorId, revision.by AS by, revision.reason AS reason, revision.changes AS changes
ORDER BY revision.workspaceId, revision.position
LIMIT $limit
