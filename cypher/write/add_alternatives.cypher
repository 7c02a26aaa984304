// Add alternatives; `enter_workspace` gives them to the workspace.
// mode: write
// params: rows
// returns: none
UNWIND $rows AS row
CREATE (alternative:Alternative)
SET alternative = row
