// Write messages with all that they speak of.
// mode: write
// params: rows
// returns: written
// (message)-[:ABOUT]->(:Outcome)        (message)-[:PUT_TO]->(:Persona)        what `written` counts
// (message)-[:IN]->(:Network)           (message)-[:BECAUSE_OF]->(:Test)
UNWIND $rows AS row
MATCH (message:Record {id: row.id})
SET message:Message, message = row
WITH row, message
CALL (message) { MATCH (message)-[old:ABOUT|PUT_TO|IN|BECAUSE_OF]->() DELETE old }
CALL (row, message) { MATCH (outcome:Node {id: row.outcomeId}) CREATE (message)-[:ABOUT]->(outcome) }
CALL (row, message) { MATCH (network:Network {id: row.networkId}) CREATE (message)-[:IN]->(network) }
CALL (row, message) { UNWIND row.testIds AS id MATCH (test:Record {id: id}) CREATE (message)-[:BECAUSE_OF]->(test) }
UNWIND row.personaIds AS personaId
MATCH (persona:Persona {id: personaId})
CREATE (message)-[person:PUT_TO]->(persona)
RETURN count(person) AS written
ORDER BY written
