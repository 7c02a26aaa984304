"""Progress on long work: seen by people, never written into a file."""

import os
import pty
import subprocess
import sys

CODE = """
import time
from valuenet.cli.progress import Progress
progress = Progress("statements sent")
progress.statement("one", 0.0)
time.sleep(0.25)
progress.statement("two", 0.0)
progress.clear()
"""


def test_a_person_sees_how_far_it_is_and_the_line_goes_away() -> None:
    reader, writer = pty.openpty()
    subprocess.run([sys.executable, "-c", CODE], stderr=writer, check=True)
    os.close(writer)
    shown = os.read(reader, 1_000).decode()
    os.close(reader)
    assert shown == "\r2 statements sent, 0 s\r\033[K"


def test_a_file_gets_nothing() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, check=True)
    assert done.stderr == b""
