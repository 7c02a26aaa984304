// No two differentiators or outcomes share an id.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT node_id IF NOT EXISTS FOR (thing:Node) REQUIRE thing.id IS UNIQUE
