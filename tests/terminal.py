"""The command line as tests use it: in this process through click's runner, or as the program that people run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

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
