// Write tests with all that they speak of.
// mode: write
// params: rows
// returns: written
// (test)-[:ABOUT]->(:Outcome)        (test)-[:WITH]->(:Persona)        what `written` counts
// (test)-[:AT]->(:Account)           (test)-[:OF]->(:Message)
// (test)-[:IN]->(:Network)           (test)-[:RECORDED_FOR]->(:CallPlan)
UNWIND $rows AS row
MATCH (test:Record {id: row.id})
SET test:Test, test = row
WITH row, test
CALL (test) { MATCH (test)-[old:ABOUT|WITH|AT|OF|IN|RECORDED_FOR]->() DELETE old }
CALL (row, test) { MATCH (outcome:Node {id: row.outcomeId}) CREATE (test)-[:ABOUT]->(outcome) }
CALL (row, test) { MATCH (account:Record {id: row.accountId}) CREATE (test)-[:AT]->(account) }
CALL (row, test) { MATCH (message:Record {id: row.messageId}) CREATE (test)-[:OF]->(message) }
CALL (row, test) { MATCH (network:Network {id: row.networkId}) CREATE (test)-[:IN]->(network) }
CALL (row, test) { MATCH (plan:Record {id: row.planId}) CREATE (test)-[:RECORDED_FOR]->(plan) }
UNWIND row.personaIds AS personaId
MATCH (persona:Persona {id: personaId})
CREATE (test)-[person:WITH]->(persona)
RETURN count(person) AS written
ORDER BY written
