// The store has this version now, which it comes to once: no row where it has come to it before. Locks the store, so send it first.
// mode: write
// params: version
// returns: version
MERGE (store:Store {name: 'valuenet'})
SET store.name = 'valuenet'
WITH store
WHERE coalesce(store.version, 0) < $version
SET store.version = $version
RETURN store.version AS version
ORDER BY version
