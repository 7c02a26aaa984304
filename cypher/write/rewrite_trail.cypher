// Write what entries of the trail are about and say anew; apart from this, the trail is only added to.
// mode: write
// params: workspaceId, rows
// returns: none
UNWIND $rows AS row
MATCH (entry:TrailEntry {workspaceId: $workspaceId, place: row.place})
SET entry.subject = row.subject, entry.said = row.said
