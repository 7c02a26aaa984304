// Entries of the log, each by its subject and number; those that are not there are left out.
// mode: read
// params: places
// returns: subject, number, position, at, actorId, by, reason, changes
UNWIND $places AS place
MATCH (revision:Revision {subject: place.subject, number: place.number})
RETURN revision.subject AS subject, revision.number AS number, revision.position AS position, revision.at AS at,
       revision.actorId AS actorId, revision.by AS by, revision.reason AS reason, revision.changes AS changes
ORDER BY revision.position
