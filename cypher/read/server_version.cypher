// The version of the server.
// mode: read
// params: none
// returns: version
CALL dbms.components() YIELD name, versions
WHERE name = 'Neo4j Kernel'
RETURN versions[0] AS version
ORDER BY version
