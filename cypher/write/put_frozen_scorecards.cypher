// Write frozen scorecards with all that they speak of.
// mode: write
// params: rows
// returns: none
// (frozen)-[:OF]->(:Opportunity)        (frozen)-[:AT]->(:Account)        (frozen)-[:IN]->(:Network)
UNWIND $rows AS row
MATCH (frozen:Record {id: row.id})
SET frozen:FrozenScorecard, frozen = row
WITH row, frozen
CALL (frozen) { MATCH (frozen)-[old:OF|AT|IN]->() DELETE old }
CALL (row, frozen) { MATCH (opportunity:Record {id: row.opportunityId}) CREATE (frozen)-[:OF]->(opportunity) }
CALL (row, frozen) { MATCH (account:Record {id: row.accountId}) CREATE (frozen)-[:AT]->(account) }
CALL (row, frozen) { MATCH (network:Network {id: row.networkId}) CREATE (frozen)-[:IN]->(network) }
