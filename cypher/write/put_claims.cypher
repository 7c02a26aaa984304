// Write the claims of opportunities with all that they speak of.
// mode: write
// params: rows
// returns: none
// (:Opportunity)-[:CLAIMS]->(claim)-[:ABOUT]->(:Outcome)        (claim)-[:OWNED_BY]->(:Stakeholder)
// (claim)-[:INTERESTS]->(:Persona)
UNWIND $rows AS row
MATCH (opportunity:Record {id: row.opportunityId})
CREATE (opportunity)-[:CLAIMS]->(claim:Claim)
SET claim = row
WITH row, claim
CALL (row, claim) { MATCH (outcome:Node {id: row.outcomeId}) CREATE (claim)-[:ABOUT]->(outcome) }
CALL (row, claim) {
  MATCH (owner:Stakeholder {opportunityId: row.opportunityId, id: row.ownerId})
  CREATE (claim)-[:OWNED_BY]->(owner)
}
CALL (row, claim) { UNWIND row.personaIds AS id MATCH (persona:Persona {id: id}) CREATE (claim)-[:INTERESTS]->(persona) }
