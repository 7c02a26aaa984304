// Add arrows: (cause)-[:LEADS_TO]->(effect).
// mode: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (cause:Node {id: row.start})
MATCH (effect:Node {id: row.end})
CREATE (cause)-[arrow:LEADS_TO]->(effect)
SET arrow = row.properties
RETURN count(arrow) AS written
ORDER BY written
