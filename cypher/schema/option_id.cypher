// No two options of an opportunity share an id.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT option_id IF NOT EXISTS FOR (thing:Option) REQUIRE (thing.opportunityId, thing.id) IS UNIQUE
