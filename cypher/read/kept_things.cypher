// The differentiators, outcomes and regions of a network as they are kept.
// mode: read
// params: networkId
// returns: label, properties
MATCH (:Network {id: $networkId})-[:CONTAINS]->(thing)
RETURN [label IN labels(thing) WHERE label <> 'Node'][0] AS label, properties(thing) AS properties
ORDER BY thing.id
