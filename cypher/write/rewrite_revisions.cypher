// Write entries of the log anew, without a trace of what was in them.
// mode: write
// params: rows
// returns: none
UNWIND $rows AS row
MATCH (revision:Revision {subject: row.subject, number: row.number})
SET revision.changes = row.changes, revision.reason = row.reason, revision.touched = row.touched
