// Write accounts.
// mode: write
// params: rows
// returns: none
UNWIND $rows AS row
MATCH (account:Record {id: row.id})
SET account:Account, account = row
