"""valuenet render: pictures from files and from the store, in every format, step by step."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from terminal import EXAMPLES, Terminal

CULTURE = EXAMPLES / "value-focused-culture.yaml"
DEALER = EXAMPLES / "car-dealer.yaml"


def view_line(svg: Path) -> str:
    """The second line of a picture: the offering, the view, the revision."""
    texts = [text.text or "" for text in ElementTree.parse(svg).getroot().iter("{http://www.w3.org/2000/svg}text")]
    return next(text for text in texts if "revision" in text)


@pytest.mark.parametrize(
    ("ending", "beginning"),
    [
        ("svg", b"<svg"),
        ("png", b"\x89PNG"),
        ("dot", b"digraph"),
        ("mmd", b"---"),
        ("graphml", b"<?xml"),
        ("json", b"{"),
        ("html", b"<!doctype"),
    ],
)
def test_the_ending_of_the_output_says_what_is_written(terminal: Terminal, ending: str, beginning: bytes) -> None:
    assert terminal.done("render", DEALER, "-o", f"out.{ending}") == ""
    assert (terminal.directory / f"out.{ending}").read_bytes().startswith(beginning)


def test_pdf_is_written_where_there_is_a_graphviz(terminal: Terminal, dot: str) -> None:
    terminal.done("render", DEALER, "-o", "out.PDF")
    assert (terminal.directory / "out.PDF").read_bytes().startswith(b"%PDF-")


def test_pdf_without_a_graphviz_fails_with_the_way_to_get_one(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = terminal.run("render", DEALER, "-o", "out.pdf")
    assert (result.exit_code, (terminal.directory / "out.pdf").exists()) == (1, False)
    assert "install Graphviz" in result.stderr


def test_a_network_of_the_store_is_drawn_at_its_revision(examples: Terminal) -> None:
    examples.done("render", "car-dealer@1", "-o", "out.svg")
    assert "revision 1" in view_line(examples.directory / "out.svg")


@pytest.mark.parametrize("ending", ["svg", "dot", "mmd", "html"])
def test_a_file_alone_needs_no_store_and_gives_the_same_bytes_every_day(terminal: Terminal, ending: str) -> None:
    for name in ("one", "two"):
        terminal.done("render", CULTURE, "-o", f"{name}.{ending}")
    one, two = ((terminal.directory / f"{name}.{ending}").read_text() for name in ("one", "two"))
    assert one == two
    assert re.search(r"· 20\d\d-", one) is None
    assert not (terminal.directory / "store.db").exists()


def test_the_options_are_the_view(terminal: Terminal) -> None:
    terminal.done("render", CULTURE, "-o", "whole.dot")
    seen = {(terminal.directory / "whole.dot").read_text()}
    for number, options in enumerate(
        (
            ["--persona", "cfo"],
            ["--persona", "cfo", "--only"],
            ["--persona", "cfo", "--persona", "ceo"],
            ["--differentiator", "coaching-cadence"],
            ["--around", "credibility"],
            ["--around", "credibility", "--steps", "2"],
            ["--loop", "R1"],
            ["--top", "12"],
            ["--levels", "--top", "12"],
            ["--direction", "LR"],
            ["--theme", "dark"],
            ["--theme", "print"],
            ["--no-regions"],
            ["--no-legend"],
            ["--beside", str(DEALER)],
        ),
        1,
    ):
        terminal.done("render", CULTURE, "-o", f"{number}.dot", *options)
        seen.add((terminal.directory / f"{number}.dot").read_text())
        assert len(seen) == number + 1, options


def test_a_png_is_as_large_as_its_scale_says(terminal: Terminal) -> None:
    def width(name: str) -> int:
        return int.from_bytes((terminal.directory / name).read_bytes()[16:20])

    terminal.done("render", DEALER, "-o", "one.png")
    terminal.done("render", DEALER, "-o", "two.png", "--scale", "2")
    assert abs(width("two.png") - 2 * width("one.png")) <= 2


def test_a_build_up_is_numbered_files_and_each_says_its_sentence(terminal: Terminal) -> None:
    told = terminal.done("render", DEALER, "-o", "steps.svg", "--build-up").splitlines()
    files = sorted(path.name for path in terminal.directory.glob("steps*"))
    assert files == [f"steps-{number:02}.svg" for number in range(1, len(files) + 1)]
    assert [line.split("  ")[0] for line in told] == files
    assert len(files) > 2


def test_a_build_up_is_one_page_to_step_through(terminal: Terminal) -> None:
    terminal.done("render", DEALER, "-o", "steps.svg", "--build-up")
    terminal.done("render", DEALER, "-o", "steps.html", "--build-up")
    page = (terminal.directory / "steps.html").read_text(encoding="utf-8")
    assert page.count('<section class="slide"') == len(list(terminal.directory.glob("steps-*.svg")))


def test_two_files_beside_each_other_speak_of_the_same_personas(terminal: Terminal) -> None:
    terminal.done(
        "render",
        EXAMPLES / "value-focused-culture.yaml",
        "-o",
        "both.svg",
        "--beside",
        EXAMPLES / "mediocrity-merry-go-round.yaml",
        "--persona",
        "cfo",
    )
    assert (terminal.directory / "both.svg").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["-o", "out.gif"], "has no ending that tells what to write"),
        (["-o", "out"], "has no ending that tells what to write"),
        (["-o", "out.svg", "--scale", "2"], "--scale is for png"),
        (["-o", "out.svg", "--persona", "nobody"], "there is no persona 'nobody'"),
        (["-o", "out.svg", "--only"], "--only: leaves out all but a focus"),
        (["-o", "out.svg", "--top", "99"], "99 is not in the range 1<=x<=45"),
        (["-o", "out.svg", "--beside", "nowhere.yaml"], "nowhere.yaml"),
        (["-o", "out.mmd", "--build-up"], "ask for svg, png, pdf, dot or html"),
        (["-o", "nowhere/out.svg"], "cannot be written"),
    ],
)
def test_what_cannot_be_drawn_is_told_and_nothing_is_written(terminal: Terminal, options: list[str], told: str) -> None:
    result = terminal.run("render", DEALER, *options)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())
    assert list(terminal.directory.glob("out*")) == []


def test_notes_of_what_was_left_out_go_to_stderr(terminal: Terminal) -> None:
    keys = [f"o{number}" for number in range(60)]
    text = "valuenet: 1\nnetwork: large\nname: Large\npersonas:\n  cfo: {name: CFO}\ndifferentiators:\n  tool: {title: A tool, leads_to: {"
    text += ", ".join(f"{key}: usually" for key in keys) + "}}\noutcomes:\n"
    text += "".join(f"  {key}: {{title: Outcome {key}, desired_by: {{cfo: primary}}}}\n" for key in keys)
    (terminal.directory / "large.yaml").write_text(text)
    result = terminal.run("render", "large.yaml", "-o", "large.svg")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "12" in result.stderr
