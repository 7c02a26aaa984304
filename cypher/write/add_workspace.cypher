// A new workspace, with the status quo among its alternatives.
// mode: write
// params: workspaceId, key, name, snapshot, alternative
// returns: none
CREATE (workspace:Workspace {id: $workspaceId, workspaceId: $workspaceId, key: $key, name: $name, state: [1, 1], snapshot: $snapshot})
CREATE (workspace)-[:HAS]->(alternative:Alternative)
SET alternative = $alternative
