// No two records share an id.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (thing:Record) REQUIRE thing.id IS UNIQUE
