// The tokens of a workspace, and those of a workspace that does not exist, as they are kept, with the workspaces that they open.
// mode: read
// params: workspaceId
// returns: properties, homes
// (token)-[:OPENS]->(workspace)
MATCH (token:Token)
WHERE token.id > '' AND (token.workspaceId = $workspaceId OR NOT EXISTS { (:Workspace {id: token.workspaceId}) })
RETURN properties(token) AS properties, [(token)-[:OPENS]->(workspace:Workspace) | workspace.id] AS homes
ORDER BY token.id
