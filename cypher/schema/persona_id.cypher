// No two personas share an id.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT persona_id IF NOT EXISTS FOR (thing:Persona) REQUIRE thing.id IS UNIQUE
