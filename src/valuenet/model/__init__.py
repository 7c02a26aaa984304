"""The domain as frozen values, and pure edits that give a new value. Knows nothing of stores, files or the web."""
