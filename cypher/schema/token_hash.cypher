// A token is found by the hash of its secret, which no two share.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT token_hash IF NOT EXISTS FOR (thing:Token) REQUIRE thing.hash IS UNIQUE
