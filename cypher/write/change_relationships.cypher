// Give arrows, tags and comparisons their new properties.
// mode: write
// params: rows
// returns: none
UNWIND $rows AS row
MATCH (start:Node {id: row.start})-[changed:LEADS_TO|DESIRED_BY|COMPARED_WITH]->(end)
WHERE end.id = row.end
SET changed = row.properties
