// What the trail of a workspace tells of one person is found in its order.
// mode: schema
// params: none
// returns: none
CREATE INDEX trail_visitor IF NOT EXISTS FOR (thing:TrailEntry) ON (thing.workspaceId, thing.actorId, thing.place)
