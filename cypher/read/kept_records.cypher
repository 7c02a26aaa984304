// Records as they are kept, where their relationships lead, and where their logs end.
// mode: read
// params: ids
// returns: id, label, properties, ends, last
UNWIND $ids AS id
MATCH (record:Record {id: id})
RETURN id, [label IN labels(record) WHERE label <> 'Record'][0] AS label, properties(record) AS properties,
       COLLECT { MATCH (record)-[kept]->(end) WHERE NOT end:Revision RETURN [type(kept), end.id] ORDER BY type(kept), end.id } AS ends,
       COLLECT { MATCH (record)-[:HAS_REVISION]->(revision) RETURN revision.number ORDER BY revision.number DESC LIMIT 1 }[0] AS last
ORDER BY id
