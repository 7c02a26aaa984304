// A network, or the directory of a workspace, has each revision once.
// mode: schema
// params: none
// returns: none
CREATE CONSTRAINT revision_number IF NOT EXISTS FOR (thing:Revision) REQUIRE (thing.subject, thing.number) IS UNIQUE
