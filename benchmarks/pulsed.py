"""The service with a pulse in its event loop: how late each beat is, is how long the loop was held up.

    VALUENET_BENCH_PULSE   the file to which the lateness of every beat is written in the end, one a line, in seconds

Where other programs run too, the time in which one of its threads was ready to go on, and another program had the processor, is
taken off (Linux counts it): while such a thread holds the interpreter, the loop waits for it.
"""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

import click
from starlette.types import ASGIApp, Receive, Scope, Send

from benchmarks.processor import waited, waits
from valuenet.settings import settings
from valuenet.web.metrics import Metrics
from valuenet.web.server import serve
from valuenet.wiring import build_app, open_store

FILE = "VALUENET_BENCH_PULSE"
INTERVAL = 0.02
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
        while True:
            before, due = waits(), time.perf_counter() + INTERVAL
            await asyncio.sleep(INTERVAL)
            late = time.perf_counter() - due
            self.late.append(max(0.0, late - waited(before, waits())))


@click.command()
@click.option("--port", type=int)
def main(port: int) -> None:
    """Serve until it is interrupted, then write what was seen."""
    asked, metrics = settings(os.environ), Metrics()
    app = build_app(asked, open_store(asked.store, metrics.statement), metrics)
    pulse = Pulse(app)

    def stopping() -> None:
        Path(os.environ[FILE]).write_text("\n".join(map(str, pulse.late)), encoding="ascii")
        app.state.streams.close()

    serve(pulse, port=port, started=lambda _: None, stopping=stopping)


if __name__ == "__main__":
    main()
