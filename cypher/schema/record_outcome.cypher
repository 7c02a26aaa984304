// Records are found by the outcome that they speak of, also while it is not there.
// mode: schema
// params: none
// returns: none
CREATE INDEX record_outcome IF NOT EXISTS FOR (thing:Record) ON (thing.outcomeId)
