"""`valuenet score`: of a file without a store, in every form; each figure opens, and what is wrong with a file is told at its place."""

import json
import shutil
from pathlib import Path

import pytest

from terminal import EXAMPLES, Terminal

ALDER = EXAMPLES / "opportunities" / "alder-foods.yaml"


def test_a_file_is_scored_without_any_store(terminal: Terminal) -> None:
    terminal.done("score", ALDER)
    assert list(terminal.directory.iterdir()) == []


WORKED = (
    *("Counted a year +85 000 USD a year likely; +30 000 to +145 000, on average +86 700", "Value difference +211 400 USD"),
    *("Price difference +109 500 USD", "Switching difference +15 000 USD", "Economic value 415 300 USD", "Preference +86 900 USD"),
    *("Break-even belief 58.9 %", "Value to premium 1.93 times", "Not envisioned yet 74 600 USD"),
    *("From \N{MINUS SIGN}49 900 USD with every claim at its low end to +236 100 USD", "Preference on average +91 100 USD"),
    *("Standard deviation 36 800 USD and 58 700 USD", "Win likelihood 61.9 %", "Influence heard from 75 %"),
    *("If all were heard 74.2 % of a preference of +26.5 % of our price", "Winning: prior, not calibrated"),
    *("Not justified by value", "Gap 0 USD", "Indifference price 154 900 USD a year", "Target price 115 500 USD a year"),
    *("[validated] Ines Albrecht, who owns the number, confirmed it in writing", "it stands for 1 more of the same money"),
)
"""What the worked example of the value model says, as its scorecard prints it."""


def test_the_scorecard_prints_the_worked_example(terminal: Terminal) -> None:
    said = " ".join(terminal.done("score", ALDER).split())
    assert [figure for figure in WORKED if figure not in said] == []


def test_the_scorecard_keeps_to_80_columns(terminal: Terminal) -> None:
    assert max(map(len, terminal.done("score", ALDER).split("\n"))) <= 80


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("preference", "stated.preference: 86 900 USD\n  exactly  86 908.34 USD\n  formula  dV - dP - dK\n"),
        ("pricing.gap", "pricing.gap: 0 USD\n"),
        ("claims.less-overtime.value", "source   In closing week nobody in my team is home before eight"),
        ("Break even belief", "stated.break_even_belief: 58.9 %\n"),
        ("winning.chance", "inputs   c = 0.75; p_known = 0.742403; base rate = 0.25\n"),
    ],
)
def test_a_figure_opens_to_its_formula_inputs_and_source(terminal: Terminal, asked: str, shown: str) -> None:
    assert shown.replace("base rate", "base_rate") in terminal.done("score", ALDER, "--explain", asked)


def test_a_figure_that_is_not_there_is_answered_by_the_nearest(terminal: Terminal) -> None:
    result = terminal.run("score", ALDER, "--explain", "prefrence")
    assert result.exit_code == 2
    assert "no figure is called 'prefrence': did you mean preference" in result.stderr


def test_what_a_person_wants_for_themselves_is_in_no_form(terminal: Terminal) -> None:
    assert terminal.run("score", ALDER, "--explain", "personal_subtotal").exit_code == 2
    assert json.loads(terminal.done("score", ALDER, "--format", "json"))["personal"] == []


def test_the_ending_of_the_output_says_its_form(terminal: Terminal) -> None:
    for name in ("card.html", "card.json", "card.txt"):
        assert terminal.done("score", ALDER, "-o", name) == ""
    page = (terminal.directory / "card.html").read_text()
    assert page.startswith("<!doctype html>")
    assert page.count("<svg") == 3
    assert json.loads((terminal.directory / "card.json").read_text())["stated"]["preference"]["amount"] == "86908.34"
    assert (terminal.directory / "card.txt").read_text().startswith("Alder Foods, invoice automation\n")


def test_charts_are_drawn_and_told(terminal: Terminal) -> None:
    told = terminal.done("score", ALDER, "--charts", "drawn")
    assert sorted(path.name for path in (terminal.directory / "drawn").iterdir()) == [
        f"alder-foods-{name}.svg" for name in ("range", "tornado", "waterfall")
    ]
    assert "preference +86 900" in told


def test_the_network_is_named_where_it_is_not_beside_the_file(terminal: Terminal) -> None:
    shutil.copy(ALDER, terminal.directory)
    alone = terminal.run("score", "alder-foods.yaml")
    assert alone.exit_code == 2
    assert "invoice-automation.yaml is not beside it: name its file with --network" in alone.stderr
    assert terminal.done("score", "alder-foods.yaml", "--network", EXAMPLES / "invoice-automation.yaml") == terminal.done("score", ALDER)


def test_everything_wrong_with_a_file_is_told_at_its_place(terminal: Terminal) -> None:
    text = ALDER.read_text().replace("30 000/50 000/80 000", "80 000/50 000/30 000").replace("influence: 25 %", "influence: 125 %")
    (terminal.directory / "wrong.yaml").write_text(text.replace("  higher-profit:", "  higher-profits:"))
    result = terminal.run("score", "wrong.yaml", "--network", EXAMPLES / "invoice-automation.yaml")
    assert result.exit_code == 2
    lines = result.stderr.strip().split("\n")
    assert len(lines) == 3
    assert all(line.startswith("wrong.yaml:") for line in lines)
    assert "did you mean 'higher-profit'?" in result.stderr


def test_a_file_has_no_history(terminal: Terminal) -> None:
    assert "a file has no history" in terminal.run("score", ALDER, "--freeze").stderr


def test_an_opportunity_that_nobody_knows_is_bad_input(terminal: Terminal) -> None:
    terminal.done("migrate")
    result = terminal.run("score", "elm-hospital")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no opportunity 'elm-hospital'" in result.stderr


def test_a_scorecard_is_the_same_from_the_store_and_from_the_file(examples: Terminal, tmp_path: Path) -> None:
    examples.done("import", ALDER)
    assert examples.done("score", "alder-foods") == examples.done("score", ALDER)
    examples.done("export", "--opportunity", "alder-foods", "-o", "again.yaml")
    assert examples.done("score", "again.yaml", "--network", EXAMPLES / "invoice-automation.yaml") == examples.done("score", ALDER)
    assert (tmp_path / "again.yaml").exists()
