// Add tags: (outcome)-[:DESIRED_BY]->(persona).
// mode: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (outcome:Node {id: row.start})
MATCH (persona:Persona {id: row.end})
CREATE (outcome)-[tag:DESIRED_BY]->(persona)
SET tag = row.properties
RETURN count(tag) AS written
ORDER BY written
