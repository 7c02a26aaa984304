"""The watchtower: it rings for those whose network has moved, and looks at the store only while somebody listens."""

from __future__ import annotations

import asyncio
from functools import partial

from conftest import Sent
from valuenet.api.listening import Places, Watchtower
from valuenet.errors import StoreUnavailable
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


def test_so_much_is_done_at_a_time_and_what_has_begun_keeps_its_place_to_its_end() -> None:
    async def seen() -> list[int]:
        places, go, done = Places(2), asyncio.Event(), []

        async def work(number: int) -> None:
            begun.append(number)
            await go.wait()
            done.append(number)

        begun: list[int] = []
        doing = [asyncio.create_task(places.do(partial(work, number))) for number in range(6)]
        await asyncio.sleep(0.01)
        doing[0].cancel()
        doing[2].cancel()
        await asyncio.sleep(0.01)
        assert begun == [0, 1], "whoever leaves makes no room"
        go.set()
        await asyncio.wait(doing)
        return done

    assert sorted(asyncio.run(seen())) == [0, 1, 3, 4, 5]


def test_work_that_fails_gives_its_place_back() -> None:
    async def fails() -> None:
        raise StoreUnavailable("gone")

    async def seen() -> list[BaseException | None]:
        places = Places(1)
        return await asyncio.gather(*(places.do(fails) for _ in range(3)), return_exceptions=True)

    assert [type(one) for one in asyncio.run(seen())] == [StoreUnavailable] * 3
