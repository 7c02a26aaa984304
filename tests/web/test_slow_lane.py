"""What keeps an event loop busy for long is done beside the one that takes the requests."""

from __future__ import annotations

import asyncio
import threading
import time
from contextvars import ContextVar

import pytest

from valuenet.errors import StoreUnavailable
from valuenet.web.slow_lane import SLOW_LANE

WORD: ContextVar[str] = ContextVar("word", default="")


async def busy() -> tuple[str, str]:
    """Keeps its loop busy; the thread that it is in, and the word that was given before."""
    time.sleep(0.2)
    return threading.current_thread().name, WORD.get()


def test_the_loop_goes_on_meanwhile_and_what_a_request_knows_goes_along() -> None:
    async def both() -> tuple[tuple[str, str], int]:
        WORD.set("here")
        doing, turns = asyncio.ensure_future(SLOW_LANE.run(busy())), 0
        while not doing.done():
            await asyncio.sleep(0.001)
            turns += 1
        return await doing, turns

    (thread, word), turns = asyncio.run(both())
    assert (thread, word) == ("slow lane", "here")
    assert turns > 5


def test_what_nobody_waits_for_any_more_is_ended_over_there() -> None:
    began, ended = threading.Event(), threading.Event()

    async def goes_on() -> None:
        began.set()
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    async def leave() -> bool:
        going = asyncio.ensure_future(SLOW_LANE.run(goes_on()))
        await asyncio.to_thread(began.wait, 5)
        going.cancel()
        return await asyncio.to_thread(ended.wait, 5)

    assert asyncio.run(leave())


def test_what_fails_over_there_fails_here() -> None:
    async def fails() -> None:
        raise StoreUnavailable("gone")

    with pytest.raises(StoreUnavailable, match="gone"):
        asyncio.run(SLOW_LANE.run(fails()))
