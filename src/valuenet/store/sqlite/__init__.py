"""The embedded store: one SQLite file in WAL mode, which several processes may use at once."""
