"""The way to one Neo4j: the driver on its loop thread, statements by their names, deadlines, repetition, and nobody else's errors."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from time import monotonic, perf_counter
from typing import Any, TypeVar

from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncSession, AsyncTransaction, Query
from neo4j.exceptions import IncompleteCommit, Neo4jError, ServiceUnavailable, SessionExpired

from valuenet.errors import StoreUnavailable
from valuenet.settings import Neo4jAddress, StoreSettings
from valuenet.store.neo4j.faults import FOREIGN, translated
from valuenet.store.neo4j.loop import LoopThread
from valuenet.store.protocol import Observer
from valuenet.store.statements import catalogue

T = TypeVar("T")
Rows = list[dict[str, Any]]

_FIRST_PAUSE, _LONGEST_PAUSE = 0.01, 0.5
_GONE = "Neo.ClientError.Statement.EntityNotFound"  # another transaction has just removed what this one had found: look again
_IDLE_SECONDS = 30  # a connection that was idle for longer is tried before it is used

# Without a handler of its own, Python prints the driver's warnings on the terminal of a person who did not ask for them.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Work:
    """Sends statements by their names, in one transaction or each in its own, and tells the observer of each."""

    def __init__(self, runner: AsyncSession | AsyncTransaction, seconds: float, observer: Observer | None) -> None:
        self._runner = runner
        self._seconds = seconds
        self._observer = observer

    async def run(self, name: str, /, **params: object) -> Rows:
        """The rows that a statement of the catalogue returns."""
        text = catalogue()[name].text
        started = perf_counter()
        try:
            if isinstance(self._runner, AsyncSession):
                result = await self._runner.run(Query(text, timeout=self._seconds), params)
            else:
                result = await self._runner.run(text, params)
            return [dict(zip(record.keys(), record.values(), strict=True)) async for record in result]
        finally:
            if self._observer is not None:
                self._observer(name, perf_counter() - started)


class Connection:
    """One driver, opened when it is first needed, and the synchronous way to it."""

    def __init__(self, settings: StoreSettings, address: Neo4jAddress, observer: Observer | None) -> None:
        self._settings = settings
        self._address = address
        self._observer = observer
        self._loop = LoopThread("valuenet-neo4j")
        self._driver: AsyncDriver | None = None
        self._closed = False

    def read(self, name: str, /, **params: object) -> Rows:
        """The rows that one statement returns, in a transaction of its own: one round trip."""
        seconds = self._settings.deadline

        async def alone() -> Rows:
            async with self._session() as session:
                return await Work(session, seconds, self._observer).run(name, **params)

        return self._call(alone, seconds)

    def transaction(self, work: Callable[[Work], Awaitable[T]], *, deadline: float | None = None, keep: bool = True) -> T:
        """What the work returns after its statements were committed together; without `keep`, taken back."""
        seconds = deadline or self._settings.deadline

        async def together() -> T:
            async with self._session() as session, await session.begin_transaction(timeout=seconds) as transaction:
                outcome = await work(Work(transaction, seconds, self._observer))
                if keep:
                    await transaction.commit()
                else:
                    await transaction.rollback()
                return outcome

        return self._call(together, seconds)

    def close(self) -> None:
        """Close every connection and end the thread; to close twice is to close once."""
        if self._closed:
            return
        self._closed = True
        if self._driver is not None:
            with suppress(*FOREIGN):  # nobody is left to tell, and the sockets are gone either way
                self._loop.call(self._driver.close, self._settings.deadline)
        self._loop.close()

    def _call(self, attempt: Callable[[], Awaitable[T]], seconds: float) -> T:
        if self._closed:
            raise StoreUnavailable(f"{self._address}: this store has been closed: open it again")
        try:
            return self._loop.call(lambda: self._repeated(attempt), seconds)
        except FOREIGN as error:
            raise translated(error, self._address) from error

    async def _repeated(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Make an attempt again when its error passes: a lost connection once, at once; transactions that met, after a pause.

        A commit whose answer was lost (`IncompleteCommit`) is never repeated here. When the caller repeats it, it cannot be
        applied twice: the expected revision is stale then, and under an idempotency key the answer is found first.
        """
        until, pause, lost = monotonic() + self._settings.retry, _FIRST_PAUSE, False
        while True:
            try:
                return await attempt()
            except (ServiceUnavailable, SessionExpired) as error:
                if lost or isinstance(error, IncompleteCommit):
                    raise
                lost = True
            except Neo4jError as error:
                if not (error.is_retryable() or error.code == _GONE) or monotonic() + pause > until:
                    raise
                await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311  # spreads out contenders, hides nothing
                pause = min(pause * 2, _LONGEST_PAUSE)

    def _session(self) -> AsyncSession:
        """A session that writes: on a cluster, reads too must see what other processes have just committed."""
        if self._driver is None:
            self._driver = AsyncGraphDatabase.driver(self._address.uri, auth=(self._address.user, self._address.password), **self._config())
        return self._driver.session(database=self._address.database)

    def _config(self) -> Mapping[str, Any]:
        deadline = self._settings.deadline
        return {
            "max_connection_pool_size": self._settings.pool,
            "connection_acquisition_timeout": deadline * 0.8,  # so that a full pool is told from a slow answer
            "connection_timeout": deadline,
            "connection_write_timeout": deadline,
            "liveness_check_timeout": _IDLE_SECONDS,
            "keep_alive": True,
            "notifications_min_severity": "OFF",
            "warn_notification_severity": "OFF",
            "telemetry_disabled": True,
        }
