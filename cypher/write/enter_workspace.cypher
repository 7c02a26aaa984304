// Give new networks, personas and alternatives to their workspace.
// mode: write
// params: workspaceId, rows
// returns: none
MATCH (workspace:Workspace {id: $workspaceId})
UNWIND $rows AS row
CALL (row) {
  MATCH (network:Network {id: row.id}) RETURN network AS thing
  UNION ALL
  MATCH (persona:Persona {id: row.id}) RETURN persona AS thing
  UNION ALL
  MATCH (alternative:Alternative {id: row.id}) RETURN alternative AS thing
}
CREATE (workspace)-[:HAS]->(thing)
