// The trail of a workspace is read in the order in which things were done.
// mode: schema
// params: none
// returns: none
CREATE INDEX trail_place IF NOT EXISTS FOR (thing:TrailEntry) ON (thing.workspaceId, thing.place)
