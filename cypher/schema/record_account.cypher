// Records are found by their account.
// mode: schema
// params: none
// returns: none
CREATE INDEX record_account IF NOT EXISTS FOR (thing:Record) ON (thing.accountId)
