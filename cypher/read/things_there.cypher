// Which of these nodes, networks, personas and records are there.
// mode: read
// params: ids
// returns: id
UNWIND $ids AS id
CALL (id) {
  MATCH (node:Node {id: id}) RETURN node AS thing
  UNION ALL
  MATCH (network:Network {id: id}) RETURN network AS thing
  UNION ALL
  MATCH (persona:Persona {id: id}) RETURN persona AS thing
  UNION ALL
  MATCH (record:Record {id: id}) RETURN record AS thing
}
RETURN thing.id AS id
ORDER BY id
