// Write value gaps with all that they speak of.
// mode: write
// params: rows
// returns: written
// (gap)-[:AT]->(:Account)           (gap)-[:FELT_BY]->(:Persona)        what `written` counts
// (gap)-[:BECAME]->(:Outcome)       (gap)-[:SAME_AS]->(:ValueGap)
// (gap)-[:IN]->(:Network)           (gap)-[:CAME_UP_IN]->(:Test)
UNWIND $rows AS row
MATCH (gap:Record {id: row.id})
SET gap:ValueGap, gap = row
WITH row, gap
CALL (gap) { MATCH (gap)-[old:AT|FELT_BY|BECAME|SAME_AS|IN|CAME_UP_IN]->() DELETE old }
CALL (row, gap) { MATCH (account:Record {id: row.accountId}) CREATE (gap)-[:AT]->(account) }
CALL (row, gap) { MATCH (outcome:Node {id: row.outcomeId}) CREATE (gap)-[:BECAME]->(outcome) }
CALL (row, gap) { MATCH (other:Record {id: row.sameAsId}) CREATE (gap)-[:SAME_AS]->(other) }
CALL (row, gap) { MATCH (network:Network {id: row.networkId}) CREATE (gap)-[:IN]->(network) }
CALL (row, gap) { MATCH (test:Record {id: row.testId}) CREATE (gap)-[:CAME_UP_IN]->(test) }
UNWIND row.personaIds AS personaId
MATCH (persona:Persona {id: personaId})
CREATE (gap)-[person:FELT_BY]->(persona)
RETURN count(person) AS written
ORDER BY written
