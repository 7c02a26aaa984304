"""The watchtower: it rings for those whose network has moved, and looks at the store only while somebody listens."""

from __future__ import annotations

import asyncio

from conftest import Sent
from valuenet.api.listening import Watchtower
from valuenet.model.ids import LOCAL, NetworkId
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import Library
from valuenet.service.networks import NewNetwork, network_create
from valuenet.store.protocol import Store

PAUSE = 0.02


def create(library: Library, key: str) -> NetworkId:
    return network_create(library, LOCAL_CALLER, NewNetwork(key=key, name=key)).reading.network.id


def test_the_store_is_looked_at_by_one_task_and_only_while_somebody_listens(store: Store, sent: Sent) -> None:
    library = Library(store)
    one, other = create(library, "one"), create(library, "other")

    async def listen() -> None:
        tower = Watchtower(library, pause=PAUSE)
        await asyncio.sleep(3 * PAUSE)
        sent.clear()
        with tower.bell(LOCAL, one), tower.bell(LOCAL, one), tower.bell(LOCAL, other):
            watching = [task for task in asyncio.all_tasks() if task.get_name().startswith("watching")]
            assert len(watching) == 1
            while not sent:
                await asyncio.sleep(PAUSE)
        await asyncio.wait(watching)
        await asyncio.sleep(3 * PAUSE)
        sent.clear()
        await asyncio.sleep(5 * PAUSE)
        assert sent == []

    asyncio.run(listen())
