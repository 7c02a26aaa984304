// Say of networks which alternative they describe, if any.
// mode: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (network:Network {id: row.networkId})
OPTIONAL MATCH (network)-[old:DESCRIBES]->()
DELETE old
WITH row, network
WHERE row.alternativeId IS NOT NULL
MATCH (alternative:Alternative {id: row.alternativeId})
CREATE (network)-[described:DESCRIBES]->(alternative)
RETURN count(described) AS written
ORDER BY written
