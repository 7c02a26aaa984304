// Networks that describe an alternative, or compare a differentiator with it, by key.
// mode: read
// params: workspaceId, alternativeId, limit
// returns: id, key, name, revision, changedAt, archived
MATCH (alternative:Alternative {id: $alternativeId})
WHERE alternative.workspaceId = $workspaceId
CALL (alternative) {
  MATCH (network:Network)-[:DESCRIBES]->(alternative) RETURN network
  UNION
  MATCH (network:Network)-[:CONTAINS]->(:Differentiator)-[:COMPARED_WITH]->(alternative) RETURN network
}
RETURN network.id AS id, network.key AS key, network.name AS name, network.revision AS revision,
       network.changedAt AS changedAt, network.archived AS archived
ORDER BY key
LIMIT $limit
