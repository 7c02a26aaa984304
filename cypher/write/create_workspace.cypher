// A workspace with the status quo among its alternatives, unless it exists.
// mode: write
// params: workspaceId, name, snapshot, alternative
// returns: none
MERGE (workspace:Workspace {id: $workspaceId})
ON CREATE SET workspace.workspaceId = $workspaceId, workspace.name = $name, workspace.state = [1, 1], workspace.snapshot = $snapshot
MERGE (alternative:Alternative {id: $alternative.id})
ON CREATE SET alternative = $alternative
MERGE (workspace)-[:HAS]->(alternative)
