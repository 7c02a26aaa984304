// No two claims of an opportunity share an id.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (thing:Claim) REQUIRE (thing.opportunityId, thing.id) IS UNIQUE
