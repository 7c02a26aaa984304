// Write opportunities with all that they speak of; their parts go, and are written anew after this.
// mode: write
// params: rows
// returns: written
// (opportunity)-[:AT]->(:Account)              (opportunity)-[:INVOLVES]->(:Persona)        what `written` counts
// (opportunity)-[:RESTS_ON]->(:Network)        (opportunity)-[:CLAIMS|DECIDED_BY|COMPARES]->(old)
UNWIND $rows AS row
MATCH (opportunity:Record {id: row.id})
SET opportunity:Opportunity, opportunity = row
WITH row, opportunity
CALL (opportunity) { MATCH (opportunity)-[:CLAIMS|DECIDED_BY|COMPARES]->(old) DETACH DELETE old }
CALL (opportunity) { MATCH (opportunity)-[old:AT|RESTS_ON|INVOLVES]->() DELETE old }
CALL (row, opportunity) { MATCH (account:Record {id: row.accountId}) CREATE (opportunity)-[:AT]->(account) }
CALL (row, opportunity) { MATCH (network:Network {id: row.networkId}) CREATE (opportunity)-[:RESTS_ON]->(network) }
UNWIND row.personaIds AS personaId
MATCH (persona:Persona {id: personaId})
CREATE (opportunity)-[person:INVOLVES]->(persona)
RETURN count(person) AS written
ORDER BY written
