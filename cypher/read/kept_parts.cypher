// The parts of records as they are kept, and where their relationships lead.
// mode: read
// params: ids
// returns: record, label, properties, ends
UNWIND $ids AS id
MATCH (record:Record {id: id})-[:CLAIMS|DECIDED_BY|COMPARES]->(part)
RETURN id AS record, labels(part)[0] AS label, properties(part) AS properties,
       COLLECT { MATCH (part)-[kept]->(end) RETURN [type(kept), end.id] ORDER BY type(kept), end.id } AS ends
ORDER BY record, label, part.id
