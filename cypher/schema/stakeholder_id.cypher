// No two stakeholders of an opportunity share an id.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT stakeholder_id IF NOT EXISTS FOR (thing:Stakeholder) REQUIRE (thing.opportunityId, thing.id) IS UNIQUE
