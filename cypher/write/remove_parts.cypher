// Remove differentiators, outcomes and regions with all that hangs on them.
// mode: write
// params: rows
// returns: none
UNWIND $rows AS row
CALL (row) {
  MATCH (node:Node {id: row.id}) RETURN node AS part
  UNION ALL
  MATCH (region:Region {id: row.id}) RETURN region AS part
}
DETACH DELETE part
