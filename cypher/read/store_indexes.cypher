// Every index with its state, and whether a uniqueness constraint owns it.
// mode: read
// params: none
// returns: name, state, owned
SHOW INDEXES YIELD name, state, owningConstraint
RETURN name, state, owningConstraint IS NOT NULL AS owned
ORDER BY name
