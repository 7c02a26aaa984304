// Write remarks with all that they speak of.
// mode: write
// params: rows
// returns: none
// (remark)-[:ABOUT]->(:Node)        (remark)-[:IN]->(:Network)
UNWIND $rows AS row
MATCH (remark:Record {id: row.id})
SET remark:Remark, remark = row
WITH row, remark
CALL (remark) { MATCH (remark)-[old:ABOUT|IN]->() DELETE old }
CALL (row, remark) { MATCH (node:Node {id: row.outcomeId}) CREATE (remark)-[:ABOUT]->(node) }
CALL (row, remark) { MATCH (network:Network {id: row.networkId}) CREATE (remark)-[:IN]->(network) }
