// Add differentiators to their networks. The remarks on one that comes back speak of it again.
// mode: write
// params: rows
// returns: none
// (network)-[:CONTAINS]->(differentiator)<-[:ABOUT]-(:Remark)
UNWIND $rows AS row
MATCH (network:Network {id: row.networkId})
CREATE (network)-[:CONTAINS]->(differentiator:Node:Differentiator)
SET differentiator = row
WITH row, differentiator
MATCH (remark:Record {outcomeId: row.id})
CREATE (remark)-[:ABOUT]->(differentiator)
