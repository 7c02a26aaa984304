// Say of regions which nodes they cover.
// mode: write
// params: rows
// returns: none
UNWIND $rows AS row
MATCH (region:Region {id: row.id})
CALL (region) {
  MATCH (region)-[old:COVERS]->()
  DELETE old
}
WITH row, region
UNWIND row.nodes AS nodeId
MATCH (node:Node {id: nodeId})
CREATE (region)-[:COVERS]->(node)
