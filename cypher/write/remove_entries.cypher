// Remove personas and alternatives, and say which stay because a network still speaks of them.
// mode: write
// params: rows
// returns: key
// The lock comes first: after it, no other transaction can add a relationship to what is about to go.
UNWIND $rows AS row
CALL (row) {
  MATCH (persona:Persona {id: row.id}) RETURN persona AS entry
  UNION ALL
  MATCH (alternative:Alternative {id: row.id}) RETURN alternative AS entry
}
SET entry.lock = true
WITH row.key AS key, entry, EXISTS { (entry)<-[:DESIRED_BY|COMPARED_WITH|DESCRIBES]-() } AS used
FOREACH (unused IN CASE WHEN used THEN [] ELSE [entry] END | DETACH DELETE unused)
WITH key, used
WHERE used
RETURN key
ORDER BY key
