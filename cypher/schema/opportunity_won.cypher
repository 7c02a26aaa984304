// Opportunities are found by how they ended.
// mode: schema
// params: none
// returns: none
CREATE INDEX opportunity_won IF NOT EXISTS FOR (thing:Opportunity) ON (thing.workspaceId, thing.won)
