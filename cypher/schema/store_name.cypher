// One node says which version the store has.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT store_name IF NOT EXISTS FOR (thing:Store) REQUIRE thing.name IS UNIQUE
