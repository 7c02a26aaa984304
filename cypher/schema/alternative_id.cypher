// No two alternatives share an id.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT alternative_id IF NOT EXISTS FOR (thing:Alternative) REQUIRE thing.id IS UNIQUE
