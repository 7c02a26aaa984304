// Write the settings of value models.
// mode: write
// params: rows
// returns: none
UNWIND $rows AS row
MATCH (settings:Record {id: row.id})
SET settings:WorkspaceSettings, settings = row
