"""The renderer: real programs, confined, with a hard stop and a short queue."""

from __future__ import annotations

import os
import stat
import sys
import threading
import time
from pathlib import Path

import pytest

from valuenet.diagram.program import Picture, program_for
from valuenet.diagram.render import Renderer
from valuenet.errors import NotDrawable, RendererBusy, RendererError, RendererMissing
from valuenet.settings import RendererSettings

SMALL = 'digraph { a [label="Less rework"]; a -> b }'
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory and open files as these tests expect")


def endless(nodes: int = 400) -> str:
    """A text that takes minutes: everything leads to everything."""
    return "digraph {" + "".join(f"n{a} -> n{b};" for a in range(nodes) for b in range(nodes) if a != b) + "}"


def program(folder: Path, script: str) -> str:
    """A program that behaves like no Graphviz should, as `VALUENET_DOT` could name one."""
    path = folder / "dot"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z" if sys.platform == "linux" else True


def test_a_pip_install_alone_draws_svg_and_png() -> None:
    renderer = Renderer()
    assert "graphviz-pure" in renderer.identity(Picture.SVG)
    assert b"Less rework" in renderer.render(SMALL, Picture.SVG)
    assert renderer.render(SMALL, Picture.PNG).startswith(b"\x89PNG\r\n")


def test_the_same_text_gives_the_same_bytes() -> None:
    renderer = Renderer()
    assert renderer.render(SMALL, Picture.SVG) == renderer.render(SMALL, Picture.SVG)


def test_a_png_is_as_large_as_its_scale_says() -> None:
    def width(scale: float) -> int:
        return int.from_bytes(Renderer().render(SMALL, Picture.PNG, scale=scale)[16:20])

    assert abs(width(3.0) - 3 * width(1.0)) <= 3


@pytest.mark.parametrize("scale", [0.0, -1.0, 11.0, float("nan"), float("inf")])
def test_a_png_of_an_impossible_scale_is_refused_with_the_possible_ones(scale: float) -> None:
    with pytest.raises(NotDrawable, match=r"from 0\.1 to 10"):
        Renderer().render(SMALL, Picture.PNG, scale=scale)


def test_pdf_is_drawn_by_a_system_graphviz(dot: str) -> None:
    renderer = Renderer(RendererSettings(dot=dot))
    assert renderer.render(SMALL, Picture.PDF).startswith(b"%PDF-")


def test_pdf_without_a_system_graphviz_is_refused_with_the_way_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RendererMissing, match="apt install graphviz"):
        Renderer().render(SMALL, Picture.PDF)


def test_a_configured_program_draws_everything(dot: str) -> None:
    renderer = Renderer(RendererSettings(dot=dot))
    assert "graphviz-pure" not in renderer.identity(Picture.SVG)
    assert b"Less rework" in renderer.render(SMALL, Picture.SVG)


def test_a_configured_program_that_is_not_there_is_named() -> None:
    with pytest.raises(RendererMissing, match="VALUENET_DOT names '/nowhere/dot'"):
        Renderer(RendererSettings(dot="/nowhere/dot")).render(SMALL, Picture.SVG)


def test_a_program_that_fails_is_told_with_what_it_said() -> None:
    with pytest.raises(RendererError, match=r"status 1: .*syntax error"):
        Renderer().render("digraph {", Picture.SVG)


def test_drawing_stops_at_the_deadline_and_a_narrower_view_is_proposed() -> None:
    started = time.monotonic()
    with pytest.raises(NotDrawable, match=r"longer than 0\.5 s .* narrower view"):
        Renderer(RendererSettings(deadline=0.5)).render(endless(), Picture.SVG)
    assert time.monotonic() - started < 5


@LINUX
def test_drawing_gets_no_more_memory_than_its_limit() -> None:
    with pytest.raises(NotDrawable, match=r"more memory, time or room .* narrower view"):
        Renderer(RendererSettings(memory=64 << 20)).render(endless(), Picture.SVG)


@LINUX
def test_whatever_draws_runs_under_limits_of_time_memory_output_and_files(tmp_path: Path) -> None:
    asked = program(tmp_path, "ulimit -t; ulimit -v; ulimit -f; ulimit -c; ulimit -n")
    limits = RendererSettings(dot=asked, deadline=7, memory=512 << 20, output=1 << 20)
    seconds, kibibytes, blocks, core, files = map(int, Renderer(limits).render(SMALL, Picture.SVG).split())
    assert (seconds, kibibytes, blocks, core) == (8, 512 * 1024, 2048, 0)
    assert files <= 256


@LINUX
def test_a_picture_gets_no_more_room_than_its_limit() -> None:
    with pytest.raises(NotDrawable, match="more memory, time or room"):
        Renderer(RendererSettings(output=1024)).render(SMALL, Picture.SVG)


@LINUX
def test_the_renderer_opens_no_file(tmp_path: Path) -> None:
    image = tmp_path / "secret.png"
    image.write_bytes(Renderer().render(SMALL, Picture.PNG, scale=5))
    shown = Renderer().render(f'digraph {{ a [shape=none label="" image="{image}"] }}', Picture.PNG)
    empty = Renderer().render('digraph { a [shape=none label=""] }', Picture.PNG)
    assert shown == empty


def test_the_renderer_runs_in_an_empty_directory_without_an_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VALUENET_STORE_PASSWORD", "swordfish")
    curious = program(tmp_path, "ls -A; echo here; /usr/bin/env")
    told = Renderer(RendererSettings(dot=curious)).render(SMALL, Picture.SVG).decode()
    assert told.startswith("here\n")
    assert "swordfish" not in told
    assert str(tmp_path) not in told.replace(curious, "")


def test_the_whole_group_of_processes_ends_with_the_deadline(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    parent = program(tmp_path, f'sleep 60 & echo $! > "{pids}"; echo $$ >> "{pids}"; wait')
    with pytest.raises(NotDrawable):
        Renderer(RendererSettings(dot=parent, deadline=0.5)).render(SMALL, Picture.SVG)
    started = [int(line) for line in pids.read_text().split()]
    assert len(started) == 2
    waiting = time.monotonic() + 5
    while any(map(alive, started)) and time.monotonic() < waiting:
        time.sleep(0.01)
    assert not any(map(alive, started))


def test_what_a_renderer_leaves_behind_ends_with_it(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    parent = program(tmp_path, f'sleep 60 & echo $! > "{pids}"; echo done')
    assert Renderer(RendererSettings(dot=parent)).render(SMALL, Picture.SVG) == b"done\n"
    left = int(pids.read_text())
    waiting = time.monotonic() + 5
    while alive(left) and time.monotonic() < waiting:
        time.sleep(0.01)
    assert not alive(left)


def test_two_draw_at_once_a_few_wait_and_the_next_is_told_to_come_again(tmp_path: Path) -> None:
    log = tmp_path / "log"
    slow = program(tmp_path, f'echo in >> "{log}"; sleep 0.4; echo out >> "{log}"; echo drawn')
    renderer = Renderer(RendererSettings(dot=slow, at_once=2, waiting=2))
    answers: list[str] = []

    def draw() -> None:
        try:
            answers.append(renderer.render(SMALL, Picture.SVG).decode())
        except RendererBusy as busy:
            answers.append(busy.code)

    threads = [threading.Thread(target=draw) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(answers) == ["RENDERER_BUSY"] * 2 + ["drawn\n"] * 4
    inside = most = 0
    for line in log.read_text().split():
        inside += 1 if line == "in" else -1
        most = max(most, inside)
    assert most == 2


def test_after_a_failure_the_next_picture_has_its_turn() -> None:
    renderer = Renderer(RendererSettings(at_once=1, waiting=0))
    for _ in range(3):
        with pytest.raises(RendererError):
            renderer.render("digraph {", Picture.SVG)
    assert renderer.render(SMALL, Picture.SVG)


@pytest.mark.parametrize("text", ["日本", "مرحبا", "😀"])
def test_a_png_of_characters_that_the_fonts_lack_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(NotDrawable, match="ask for SVG, or install Graphviz") as refused:
        Renderer().render(f'digraph {{ a [label="{text}"] }}', Picture.PNG)
    assert text[0] in str(refused.value)
    assert text.encode() in Renderer().render(f'digraph {{ a [label="{text}"] }}', Picture.SVG)


def test_the_table_of_glyphs_is_that_of_the_fonts() -> None:
    unchecked = Renderer(RendererSettings(dot=program_for(Picture.PNG).path))

    def png(text: str) -> bytes:
        return unchecked.render(f'graph {{ a [fontname="Arial" shape=plain label="{text}"] }}', Picture.PNG)

    assert png("日") == png("語"), "what the fonts lack is drawn as the same box"
    assert len({png(text) for text in ("Ж", "ě", "Ω", "→", "▲", "€")}) == 6, "what they have is drawn as itself"
