// Claims are found by their outcome.
// mode: schema
// params: none
// returns: none
CREATE INDEX claim_outcome IF NOT EXISTS FOR (thing:Claim) ON (thing.outcomeId)
