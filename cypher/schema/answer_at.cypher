// Answers that have expired are found by their time.
// mode: schema
// params: none
// returns: none
CREATE INDEX answer_at IF NOT EXISTS FOR (thing:Answer) ON (thing.workspaceId, thing.at)
