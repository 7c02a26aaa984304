"""Where networks are kept: one protocol, an embedded store (SQLite) and a shared one (Neo4j), one contract suite for both."""
