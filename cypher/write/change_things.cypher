// Give differentiators, outcomes, regions, personas and alternatives their new properties.
// mode: write
// params: rows
// returns: none
UNWIND $rows AS row
CALL (row) {
  MATCH (node:Node {id: row.id}) RETURN node AS thing
  UNION ALL
  MATCH (region:Region {id: row.id}) RETURN region AS thing
  UNION ALL
  MATCH (persona:Persona {id: row.id}) RETURN persona AS thing
  UNION ALL
  MATCH (alternative:Alternative {id: row.id}) RETURN alternative AS thing
}
SET thing = row
