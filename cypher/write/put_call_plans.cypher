// Write call plans with all that they speak of.
// mode: write
// params: rows
// returns: written
// (plan)-[:AT]->(:Account)        (plan)-[:WITH]->(:Persona)        what `written` counts
// (plan)-[:USES]->(:Network)
UNWIND $rows AS row
MATCH (plan:Record {id: row.id})
SET plan:CallPlan, plan = row
WITH row, plan
CALL (plan) { MATCH (plan)-[old:AT|WITH|USES]->() DELETE old }
CALL (row, plan) { MATCH (account:Record {id: row.accountId}) CREATE (plan)-[:AT]->(account) }
CALL (row, plan) { UNWIND row.networkIds AS id MATCH (network:Network {id: id}) CREATE (plan)-[:USES]->(network) }
UNWIND row.personaIds AS personaId
MATCH (persona:Persona {id: personaId})
CREATE (plan)-[person:WITH]->(persona)
RETURN count(person) AS written
ORDER BY written
