// Records are found by the network that they speak of, also when it is not there any more.
// mode: schema
// params: none
// returns: none
CREATE INDEX record_network IF NOT EXISTS FOR (thing:Record) ON (thing.networkId)
