// Take the keys from things that are renamed, so that two of them may swap theirs.
// mode: write
// params: rows
// returns: none
UNWIND $rows AS row
CALL (row) {
  MATCH (network:Network {id: row.id}) RETURN network AS thing
  UNION ALL
  MATCH (node:Node {id: row.id}) RETURN node AS thing
  UNION ALL
  MATCH (region:Region {id: row.id}) RETURN region AS thing
  UNION ALL
  MATCH (persona:Persona {id: row.id}) RETURN persona AS thing
  UNION ALL
  MATCH (alternative:Alternative {id: row.id}) RETURN alternative AS thing
  UNION ALL
  MATCH (record:Record {id: row.id}) RETURN record AS thing
}
REMOVE thing.key
