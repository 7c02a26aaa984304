// Write the people of opportunities.
// mode: write
// params: rows
// returns: written
// (:Opportunity)-[:DECIDED_BY]->(person)-[:IN_THE_ROLE_OF]->(:Persona)        what `written` counts
UNWIND $rows AS row
MATCH (opportunity:Record {id: row.opportunityId})
MATCH (persona:Persona {id: row.personaId})
CREATE (opportunity)-[:DECIDED_BY]->(person:Stakeholder)-[role:IN_THE_ROLE_OF]->(persona)
SET person = row
RETURN count(role) AS written
ORDER BY written
