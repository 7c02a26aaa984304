// An idempotency key of an actor is answered once.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT answer_key IF NOT EXISTS FOR (thing:Answer) REQUIRE (thing.workspaceId, thing.actorId, thing.key) IS UNIQUE
