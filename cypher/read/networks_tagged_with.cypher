// Networks with an outcome that a persona desires, by key.
// mode: read
// params: workspaceId, personaId, limit
// returns: id, key, name, revision, changedAt, archived
MATCH (:Outcome)-[tag:DESIRED_BY]->(persona:Persona {id: $personaId})
WHERE persona.workspaceId = $workspaceId
WITH DISTINCT tag.networkId AS networkId
MATCH (network:Network {id: networkId})
RETURN network.id AS id, network.key AS key, network.name AS name, network.revision AS revision,
       network.changedAt AS changedAt, network.archived AS archived
ORDER BY key
LIMIT $limit
