// No two personas of a workspace share a key.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT persona_key IF NOT EXISTS FOR (thing:Persona) REQUIRE (thing.workspaceId, thing.key) IS UNIQUE
