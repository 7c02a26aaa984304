// The store has this version now.
// mode: write
// params: version
// returns: none
MERGE (store:Store {name: 'valuenet'})
SET store.version = $version
