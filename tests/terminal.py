"""The command line as tests use it: in this process through click's runner, or as the program that people run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from click.testing import CliRunner, Result

from valuenet.cli.main import cli
from valuenet.settings import Neo4jAddress, StoreSettings

TOP = Path(__file__).parent.parent
EXAMPLES = TOP / "examples"
PROGRAM = Path(sys.executable).parent / "valuenet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """A terminal of 80 columns in a directory, whose environment names a store."""

    store: str
    directory: Path
    password: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        own = {"VALUENET_STORE": self.store, "VALUENET_STORE_PASSWORD": self.password, "COLUMNS": "80", "LINES": "24", **self.more}
        return {name: value for name, value in os.environ.items() if not name.startswith("VALUENET_")} | own

    def run(self, *arguments: str | Path, input: str | bytes | None = None) -> Result:
        """What a command prints and returns; the arguments are those after `valuenet`."""
        here = Path.cwd()
        os.chdir(self.directory)
        try:
            return CliRunner(env=self.environment).invoke(
                cli, [str(argument) for argument in arguments], input=input, catch_exceptions=False, prog_name="valuenet"
            )
        finally:
            os.chdir(here)

    def done(self, *arguments: str | Path, input: str | bytes | None = None) -> str:
        """What a command prints that must succeed."""
        result = self.run(*arguments, input=input)
        assert result.exit_code == 0, result.output
        return result.stdout

    def program(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """The same, through the program that is installed."""
        command = [str(PROGRAM), *map(str, arguments)]
        return subprocess.run(
            command, cwd=self.directory, env=self.environment, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
        )


def terminal_at(settings: StoreSettings, directory: Path) -> Terminal:
    """A terminal whose environment names the store at these settings."""
    password = settings.address.password if isinstance(settings.address, Neo4jAddress) else ""
    return Terminal(store=str(settings.address), directory=directory, password=password)


@contextmanager
def served(terminal: Terminal, *options: str) -> Iterator[str]:
    """What `valuenet serve` prints when it takes requests; it must end with status 0 when it is interrupted."""
    command = [str(PROGRAM), "serve", "--port", "0", *options]
    with TemporaryFile("w+") as log, subprocess.Popen(command, env=terminal.environment, stdout=subprocess.PIPE, stderr=log) as process:
        assert process.stdout is not None
        try:
            yield _until_ready(process.stdout)
        finally:
            process.send_signal(signal.SIGINT)
            status = process.wait(15)
        log.seek(0)
        lines = log.read().strip().split("\n")
    assert status == 0, lines
    assert all(json.loads(line)["at"] for line in lines if not line.startswith("a new store"))


def _until_ready(output: IO[bytes]) -> str:
    lines: list[str] = []
    while not lines or not lines[-1].startswith("Ctrl-C"):
        line = output.readline().decode()
        assert line, lines
        lines.append(line)
    return "".join(lines)
