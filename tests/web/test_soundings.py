"""The store is asked once for all who want to know at the same time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Hashable

import pytest

from valuenet.errors import StoreUnavailable
from valuenet.web.soundings import Soundings


class Depth:
    """A place whose state is how often it was asked for; asking waits until it is let go."""

    def __init__(self) -> None:
        self.asked = 0
        self.go = threading.Event()
        self.fails = False

    def __call__(self) -> Hashable:
        self.asked += 1
        told = self.asked
        assert self.go.wait(5)
        if self.fails:
            raise StoreUnavailable("gone")
        return told


async def waiting(soundings: Soundings, depth: Depth, count: int, place: str = "here") -> list[asyncio.Task[Hashable]]:
    """So many who want to know, all of whom wait by now."""
    tasks = [asyncio.create_task(soundings.sound(place, depth)) for _ in range(count)]
    while not depth.asked:
        await asyncio.sleep(0.001)
    return tasks


def test_whoever_comes_while_it_is_asked_shares_the_next_and_is_never_told_of_before() -> None:
    async def told() -> list[Hashable]:
        soundings, depth = Soundings(), Depth()
        first = await waiting(soundings, depth, 1)
        later = [asyncio.create_task(soundings.sound("here", depth)) for _ in range(20)]
        await asyncio.sleep(0.01)
        assert depth.asked == 1
        depth.go.set()
        return await asyncio.gather(*first, *later, soundings.sound("here", depth))

    found = asyncio.run(told())
    assert found[0] == 1
    assert set(found[1:]) == {2}


def test_it_is_asked_again_for_whoever_comes_afterwards() -> None:
    async def told() -> list[Hashable]:
        soundings, depth = Soundings(), Depth()
        depth.go.set()
        return [await soundings.sound("here", depth) for _ in range(3)]

    assert asyncio.run(told()) == [1, 2, 3]


def test_those_who_wait_for_the_next_are_told_at_once_when_asking_fails_and_the_one_after_asks_again() -> None:
    async def told() -> tuple[list[Hashable | BaseException], Hashable, int]:
        soundings, depth = Soundings(), Depth()
        tasks = await waiting(soundings, depth, 1) + [asyncio.create_task(soundings.sound("here", depth)) for _ in range(3)]
        await asyncio.sleep(0.01)
        depth.fails = True
        depth.go.set()
        failed = await asyncio.gather(*tasks, return_exceptions=True)
        asked, depth.fails = depth.asked, False
        return failed, await soundings.sound("here", depth), asked

    failed, after, asked = asyncio.run(told())
    assert [type(one) for one in failed] == [StoreUnavailable] * 4
    assert (after, asked) == (2, 1)


def test_who_goes_away_takes_nobodys_answer_along() -> None:
    async def told() -> Hashable:
        soundings, depth = Soundings(), Depth()
        (first,) = await waiting(soundings, depth, 1)
        second, third = (asyncio.create_task(soundings.sound("here", depth)) for _ in range(2))
        await asyncio.sleep(0.01)
        first.cancel()
        second.cancel()
        depth.go.set()
        with pytest.raises(asyncio.CancelledError):
            await first
        return await third

    assert asyncio.run(told()) == 2


def test_places_do_not_wait_for_each_other() -> None:
    async def told() -> Hashable:
        soundings, slow, quick = Soundings(), Depth(), Depth()
        quick.go.set()
        (first,) = await waiting(soundings, slow, 1)
        found = await asyncio.wait_for(soundings.sound("there", quick), 5)
        slow.go.set()
        await first
        return found

    assert asyncio.run(told()) == 1
