// Outcomes that carried won deals, by persona: whose people owned the number, those that carried most deals first.
// mode: read
// params: workspaceId
// returns: persona, outcome, network, deals, likely
// Only money that the customer stated; a claim is about one outcome, and its number has one owner.
MATCH (deal:Opportunity {workspaceId: $workspaceId, won: true})
WITH deal
MATCH (deal)-[:CLAIMS]->(claim:Claim)-[:ABOUT]->(outcome:Outcome)<-[:CONTAINS]-(network:Network),
      (claim)-[:OWNED_BY]->(:Stakeholder)-[:IN_THE_ROLE_OF]->(persona:Persona)
WHERE claim.state IN ['valued', 'validated', 'realised'] AND claim.likely > 0
WITH persona, outcome, network, deal, sum(claim.likely) AS likely
ORDER BY deal.key
RETURN persona.name AS persona, outcome.title AS outcome, network.name AS network, collect(deal.name) AS deals, sum(likely) AS likely
ORDER BY persona, size(deals) DESC, likely DESC, outcome, network
