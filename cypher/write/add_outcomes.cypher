// Add outcomes to their networks.
// mode: write
// params: rows
// returns: none
UNWIND $rows AS row
MATCH (network:Network {id: row.networkId})
CREATE (network)-[:CONTAINS]->(outcome:Node:Outcome)
SET outcome = row
