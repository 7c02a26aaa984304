"""DOT text → SVG, PNG or PDF: the one place where another program runs, confined, with a hard stop.

The program gets the text on its standard input and answers on its standard output. It runs in an empty directory with an
empty environment and, where the system can, under limits of memory, time, output and open files; the one from our wheel may
open no file at all. Pictures wait for their turn in a short queue.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from threading import BoundedSemaphore
from typing import IO

from valuenet.diagram.glyphs import missing_glyphs
from valuenet.diagram.program import Picture, Program, program_for
from valuenet.errors import NotDrawable, RendererBusy, RendererError, RendererMissing
from valuenet.settings import RendererSettings

SCALES = (0.1, 10.0)
"""The least and the greatest scale of a PNG."""

_DPI = 96
_POSIX = os.name == "posix"
_NARROWER = "ask for a narrower view, such as one persona, one differentiator or the top 12 outcomes"
# A shell applies the limits to itself and becomes the renderer, so that not one of its instructions runs without them.
_CONFINE = '{ ulimit -c 0; ulimit -t "$1"; ulimit -f "$2"; ulimit -n "$3"; ulimit -v "$4"; } 2>/dev/null; shift 4; exec "$@"'


class Renderer:
    """Draws DOT text, a few pictures at a time; safe to use from several threads."""

    def __init__(self, settings: RendererSettings | None = None) -> None:
        self.settings = settings or RendererSettings()
        self._turns = BoundedSemaphore(self.settings.at_once)
        self._places = BoundedSemaphore(self.settings.at_once + self.settings.waiting)

    def identity(self, picture: Picture) -> str:
        """The name and version of the program that makes such pictures; a new one may draw differently."""
        return _version(program_for(picture, self.settings.dot))

    def render(self, text: str, picture: Picture, *, scale: float = 1.0) -> bytes:
        """The picture of a DOT text; a PNG has 96 pixels an inch times `scale`.

        Raises `RendererMissing`, `RendererBusy`, `NotDrawable` where it cannot be drawn within the limits or the fonts,
        and `RendererError` where the program fails.
        """
        program = program_for(picture, self.settings.dot)
        options = [f"-T{picture}"]
        if picture is Picture.PNG:
            if not SCALES[0] <= scale <= SCALES[1]:
                raise NotDrawable(f"a PNG cannot be {scale:g} times as large: ask for a scale from {SCALES[0]:g} to {SCALES[1]:g}")
            if program.sealed and (strange := missing_glyphs(text)):
                raise NotDrawable(_without_glyphs(strange))
            options.append(f"-Gdpi={round(_DPI * scale, 3):g}")
        with self._turn():
            return _drawn(program, options, text.encode(), self.settings)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """A turn to draw; `RendererBusy` where the queue is full, or where no turn comes within a deadline."""
        busy = "enough pictures are waiting to be drawn already: try again in a few seconds"
        if not self._places.acquire(blocking=False):
            raise RendererBusy(busy)
        try:
            if not self._turns.acquire(timeout=self.settings.deadline):
                raise RendererBusy(busy)
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._places.release()


def _without_glyphs(strange: str) -> str:
    some = ", ".join(f"{character} (U+{ord(character):04X})" for character in strange[:5])
    more = f" and {len(strange) - 5} more" if len(strange) > 5 else ""
    return (
        f"the fonts of the renderer lack {some}{more}, so a PNG would show empty boxes: ask for SVG, "
        "or install Graphviz and set VALUENET_DOT to its program `dot`"
    )


@lru_cache(maxsize=8)
def _version(program: Program) -> str:
    """What the program says of itself when asked for its version."""
    try:
        told = subprocess.run([program.path, "-V"], stdin=subprocess.DEVNULL, capture_output=True, timeout=10, check=True)  # noqa: S603  # a program that we found, and no text of a user's
    except (OSError, subprocess.SubprocessError) as error:
        raise RendererMissing(f"{program.path} does not tell its version, so it is no Graphviz: {error}") from error
    return (told.stderr or told.stdout).decode(errors="replace").strip()


def _drawn(program: Program, options: list[str], text: bytes, settings: RendererSettings) -> bytes:
    """What the program answers, or the error that tells why it does not."""
    # Files stand at its ends, not pipes: nobody has to pump, nothing can block, and the system bounds what is written.
    with (
        tempfile.TemporaryDirectory(prefix="valuenet-") as empty,
        tempfile.TemporaryFile() as question,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryFile() as complaint,
    ):
        question.write(text)
        question.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603  # our own command line; the text goes to standard input
                _command(program, options, settings),
                stdin=question,
                stdout=answer,
                stderr=complaint,
                cwd=empty,
                env={},
                process_group=0 if _POSIX else None,
            )
        except OSError as error:
            raise RendererMissing(f"{program.path} cannot be run: {error.strerror}") from error
        try:
            in_time = _ended(process, settings.deadline)
        finally:
            _end(process)
        _judge(process.returncode, in_time, complaint, settings)
        answer.seek(0)
        return answer.read()


def _command(program: Program, options: list[str], settings: RendererSettings) -> list[str]:
    """The command line, behind a shell that sets the limits where there is one."""
    if not _POSIX:
        return [program.path, *options]
    seconds, blocks, kibibytes = int(settings.deadline) + 1, settings.output // 512, settings.memory // 1024
    files = 3 if program.sealed and sys.platform == "linux" else 256
    return ["/bin/sh", "-c", _CONFINE, "sh", str(seconds), str(blocks), str(files), str(kibibytes), program.path, *options]


def _ended(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether the process ends by itself in time; where the system tells at once, without the pauses of polling."""
    if hasattr(os, "pidfd_open"):
        with suppress(OSError):
            watched = os.pidfd_open(process.pid)
            try:
                end = select.poll()
                end.register(watched, select.POLLIN)
                return bool(end.poll(seconds * 1000))
            finally:
                os.close(watched)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """Nothing of the process and what it started is left."""
    if _POSIX:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _judge(status: int, in_time: bool, complaint: IO[bytes], settings: RendererSettings) -> None:
    """Raise what the end of a process means, unless it means success."""
    if not in_time:
        raise NotDrawable(f"drawing this took longer than {settings.deadline:g} s and was stopped: {_NARROWER}")
    if status < 0:
        raise NotDrawable(f"drawing this needs more memory, time or room than it may have: {_NARROWER}")
    if status:
        complaint.seek(0)
        said = complaint.read(300).decode(errors="replace").strip().partition("\n")[0]
        raise RendererError(f"the renderer failed with status {status}: {said}")
