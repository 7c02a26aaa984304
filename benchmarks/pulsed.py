"""The service with a pulse in its event loop: how late each beat is, is how long the loop was held up.

    VALUENET_BENCH_PULSE   the file to which the lateness of every beat is written in the end, one a line, in seconds

Where other programs run too, the time in which the loop's thread was ready to go on, and another program had the processor,
is taken off (Linux counts it).
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
from pathlib import Path

import click
from starlette.types import ASGIApp, Receive, Scope, Send

from valuenet.settings import settings
from valuenet.web.metrics import Metrics
from valuenet.web.server import serve
from valuenet.wiring import build_app, open_store

INTERVAL = 0.005
"""Seconds between two beats."""


class Pulse:
    """The app, and beats from its start to its end."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.late: list[float] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return
        beating = asyncio.create_task(self._beat())
        await self._app(scope, receive, send)
        beating.cancel()

    async def _beat(self) -> None:
        ready = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        while True:
            due, waited = time.perf_counter() + INTERVAL, _waited(ready)
            await asyncio.sleep(INTERVAL)
            self.late.append(max(0.0, time.perf_counter() - due - (_waited(ready) - waited)))


def _waited(schedstat: Path) -> float:
    """For how many seconds a thread has been ready while others had the processor; 0 where nobody counts them."""
    return int(schedstat.read_text(encoding="ascii").split()[1]) / 1e9 if schedstat.exists() else 0.0


@click.command()
@click.option("--port", type=int)
def main(port: int) -> None:
    """Serve until it is interrupted, then write what was seen."""
    asked, metrics = settings(os.environ), Metrics()
    app = build_app(asked, open_store(asked.store, metrics.statement), metrics)
    pulse = Pulse(app)

    def stopping() -> None:
        Path(os.environ["VALUENET_BENCH_PULSE"]).write_text("\n".join(map(str, pulse.late)), encoding="ascii")
        app.state.streams.close()

    serve(pulse, port=port, started=lambda _: None, stopping=stopping)


if __name__ == "__main__":
    main()
