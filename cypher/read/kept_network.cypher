// A network as it is kept, what it describes, and where its log ends.
// mode: read
// params: networkId
// returns: properties, described, last
MATCH (network:Network {id: $networkId})
RETURN properties(network) AS properties,
       COLLECT { MATCH (network)-[:DESCRIBES]->(alternative) RETURN alternative.id ORDER BY alternative.id } AS described,
       COLLECT { MATCH (network)-[:HAS_REVISION]->(revision) RETURN revision.number ORDER BY revision.number DESC LIMIT 1 }[0] AS last
ORDER BY network.id
