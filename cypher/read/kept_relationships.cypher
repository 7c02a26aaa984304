// The arrows, tags, comparisons and covered nodes of a network as they are kept.
// mode: read
// params: networkId
// returns: type, start, end, properties
MATCH (:Network {id: $networkId})-[:CONTAINS]->(start)-[kept:LEADS_TO|DESIRED_BY|COMPARED_WITH|COVERS]->(end)
RETURN type(kept) AS type, start.id AS start, end.id AS end, properties(kept) AS properties
ORDER BY type, start, end
