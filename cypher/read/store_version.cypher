// The version of the store; no row before the first migration.
// mode: read
// params: none
// returns: version
MATCH (store:Store {name: 'valuenet'})
RETURN store.version AS version
ORDER BY version
