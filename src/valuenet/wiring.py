"""Where everything meets: the store that the settings ask for. Loads the heavy libraries only when they are needed."""

from __future__ import annotations

from valuenet.settings import SqliteAddress, StoreSettings
from valuenet.store.protocol import Observer, Store


def open_store(settings: StoreSettings, observer: Observer | None = None) -> Store:
    """The store at the address, not yet migrated or checked."""
    if isinstance(settings.address, SqliteAddress):
        from valuenet.store.sqlite.store import SqliteStore

        return SqliteStore(settings, settings.address, observer=observer)
    from valuenet.store.neo4j.store import Neo4jStore

    return Neo4jStore(settings, settings.address, observer=observer)
