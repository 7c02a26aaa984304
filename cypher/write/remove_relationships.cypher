// Remove arrows, tags and comparisons.
// mode: write
// params: rows
// returns: none
UNWIND $rows AS row
MATCH (start:Node {id: row.start})-[gone:LEADS_TO|DESIRED_BY|COMPARED_WITH]->(end)
WHERE end.id = row.end
DELETE gone
