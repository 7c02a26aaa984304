// Write price exceptions with all that they speak of.
// mode: write
// params: rows
// returns: none
// (exception)-[:FOR]->(:Opportunity)        (exception)-[:AT]->(:Account)        (exception)-[:IN]->(:Network)
UNWIND $rows AS row
MATCH (exception:Record {id: row.id})
SET exception:PriceException, exception = row
WITH row, exception
CALL (exception) { MATCH (exception)-[old:FOR|AT|IN]->() DELETE old }
CALL (row, exception) { MATCH (opportunity:Record {id: row.opportunityId}) CREATE (exception)-[:FOR]->(opportunity) }
CALL (row, exception) { MATCH (account:Record {id: row.accountId}) CREATE (exception)-[:AT]->(account) }
CALL (row, exception) { MATCH (network:Network {id: row.networkId}) CREATE (exception)-[:IN]->(network) }
