// Write what the customers of opportunities could do instead.
// mode: write
// params: rows
// returns: none
// (:Opportunity)-[:COMPARES]->(option)-[:IS]->(:Alternative)
UNWIND $rows AS row
MATCH (opportunity:Record {id: row.opportunityId})
CREATE (opportunity)-[:COMPARES]->(option:Option)
SET option = row
WITH row, option
MATCH (alternative:Alternative {id: row.alternativeId})
CREATE (option)-[:IS]->(alternative)
