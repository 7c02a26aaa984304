// No two tokens share an id.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT token_id IF NOT EXISTS FOR (thing:Token) REQUIRE thing.id IS UNIQUE
