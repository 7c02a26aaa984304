// Remove personas and alternatives, and say which stay because networks or records still speak of them.
// mode: write
// params: rows
// returns: key, users
// The lock comes first: after it, no other transaction can add a relationship to what is about to go.
UNWIND $rows AS row
CALL (row) {
  MATCH (persona:Persona {id: row.id}) RETURN persona AS entry
  UNION ALL
  MATCH (alternative:Alternative {id: row.id}) RETURN alternative AS entry
}
SET entry.lock = true
WITH row.key AS key, entry, COLLECT {
  MATCH (entry)<-[:DESIRED_BY|COMPARED_WITH|DESCRIBES]-() RETURN 'network' AS user LIMIT 1
  UNION
  MATCH (entry)<-[:PUT_TO|WITH|FELT_BY]-(record:Record) RETURN DISTINCT record.kind AS user
} AS users
FOREACH (unused IN CASE users WHEN [] THEN [entry] ELSE [] END | DETACH DELETE unused)
WITH key, users
WHERE users <> []
RETURN key, users
ORDER BY key
