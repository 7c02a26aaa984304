// Remove a network with everything in it and its log.
// mode: write
// params: networkId
// returns: none
MATCH (network:Network {id: $networkId})
CALL (network) {
  MATCH (network)-[:CONTAINS|HAS_REVISION]->(part)
  DETACH DELETE part
}
DETACH DELETE network
