// Write the roots of networks: what they say of themselves, their revision and their snapshot.
// mode: write
// params: rows
// returns: none
UNWIND $rows AS row
MERGE (network:Network {id: row.id, workspaceId: row.workspaceId})
SET network = row
