// The networks in which differentiators, outcomes and regions live.
// mode: read
// params: workspaceId, ids
// returns: id, networkId
UNWIND $ids AS id
CALL (id) {
  MATCH (node:Node {id: id}) RETURN node AS thing
  UNION ALL
  MATCH (region:Region {id: id}) RETURN region AS thing
}
WITH id, thing
WHERE thing.workspaceId = $workspaceId
RETURN id, thing.networkId AS networkId
ORDER BY id
