// Every workspace, by key.
// mode: read
// params: none
// returns: id, key, name
MATCH (workspace:Workspace)
WHERE workspace.key > ''
RETURN workspace.id AS id, workspace.key AS key, workspace.name AS name
ORDER BY key
