// Add comparisons: (differentiator)-[:COMPARED_WITH]->(alternative).
// mode: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (differentiator:Node {id: row.start})
MATCH (alternative:Alternative {id: row.end})
CREATE (differentiator)-[comparison:COMPARED_WITH]->(alternative)
SET comparison = row.properties
RETURN count(comparison) AS written
ORDER BY written
