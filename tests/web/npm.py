"""Programs of Node.js that tests run: their packages are installed in the test cache, which git ignores."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest


def installed(request: pytest.FixtureRequest, name: str, source: Path) -> Path:
    """A folder with the packages of a folder's `package.json` installed, and with its programs."""
    if not (shutil.which("node") and shutil.which("npm")):
        missing("no Node.js with npm on this machine: install Node.js 20 or newer")
    assert request.config.cache is not None
    folder = Path(request.config.cache.mkdir(name))
    manifest, done = source / "package.json", folder / "installed.json"
    if not (done.exists() and done.read_bytes() == manifest.read_bytes()):
        shutil.copy(manifest, folder)
        command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"]
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if ran.returncode:
            missing(f"{name} cannot be installed: {ran.stderr.strip().splitlines()[-1]}")
        shutil.copy(manifest, done)
    for program in source.glob("*.mjs"):
        shutil.copy(program, folder)
    return folder


def missing(what: str) -> NoReturn:
    """Skip on a laptop, fail in CI."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)
