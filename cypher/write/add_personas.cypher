// Add personas; `enter_workspace` gives them to the workspace.
// mode: write
// params: rows
// returns: none
UNWIND $rows AS row
CREATE (persona:Persona)
SET persona = row
