// Add regions to their networks.
// mode: write
// params: rows
// returns: none
UNWIND $rows AS row
MATCH (network:Network {id: row.networkId})
CREATE (network)-[:CONTAINS]->(region:Region)
SET region = row
