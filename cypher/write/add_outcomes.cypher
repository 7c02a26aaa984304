// Add outcomes to their networks. The records and claims of one that comes back speak of it again.
// mode: write
// params: rows
// returns: none
// (network)-[:CONTAINS]->(outcome)<-[:ABOUT]-(:Message|Test|Claim|Remark)        (outcome)<-[:BECAME]-(:ValueGap)
UNWIND $rows AS row
MATCH (network:Network {id: row.networkId})
CREATE (network)-[:CONTAINS]->(outcome:Node:Outcome)
SET outcome = row
WITH row, outcome
CALL (row, outcome) { MATCH (claim:Claim {outcomeId: row.id}) CREATE (claim)-[:ABOUT]->(outcome) }
WITH row, outcome
MATCH (record:Record {outcomeId: row.id})
FOREACH (became IN CASE WHEN record:ValueGap THEN [outcome] ELSE [] END | CREATE (record)-[:BECAME]->(became))
FOREACH (spoken IN CASE WHEN record:ValueGap THEN [] ELSE [outcome] END | CREATE (record)-[:ABOUT]->(spoken))
