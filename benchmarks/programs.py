"""Programs that serve over HTTP in processes of their own: started, waited for, killed, started again, and ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.ground import Ground
from valuenet.settings import Neo4jAddress

PATIENCE = 120.0
"""Seconds that a program may take to start, to answer or to end."""

_VALUENET = Path(sys.executable).with_name("valuenet")
_TOP = Path(__file__).parents[1]


def environment(ground: Ground, **more: str) -> Mapping[str, str]:
    """The variables with which the service finds the store of a ground."""
    address = ground.settings.address
    secret = {"VALUENET_STORE_PASSWORD": address.password} if isinstance(address, Neo4jAddress) else {}
    return {**os.environ, "VALUENET_STORE": str(address), **secret, **more}


class Program:
    """A program at one port of the loopback interface, in all its lives."""

    def __init__(self, command: Sequence[str], variables: Mapping[str, str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._command = [*command, "--port", str(self.port)]
        self._variables = dict(variables)
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def start(self) -> None:
        """Begin a life; `wait` until it listens."""
        silent = subprocess.DEVNULL
        self._process = subprocess.Popen(self._command, env=self._variables, cwd=_TOP, stdout=silent, stderr=silent)

    def wait(self) -> None:
        """Wait until it listens; `AssertionError` where it ends instead."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), PATIENCE).close()
            except ConnectionRefusedError:
                assert self.runs, f"{' '.join(self._command)} has ended by itself"
                assert time.monotonic() < until, f"{' '.join(self._command)} does not listen after {PATIENCE:.0f} s"
                time.sleep(0.01)
            else:
                return

    def kill(self) -> None:
        """`kill -9`."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        self._end(signal.SIGTERM)

    def _end(self, number: int) -> None:
        self._process.send_signal(number)
        self._process.wait(PATIENCE)


@contextmanager
def started(name: str, variables: Mapping[str, str]) -> Iterator[Program]:
    """A program that was started: `serve` of valuenet, or a module of this folder; stopped in the end."""
    program = Program([str(_VALUENET), "serve"] if name == "serve" else [sys.executable, "-m", f"benchmarks.{name}"], variables)
    try:
        yield program
    finally:
        program.stop()
