"""Findings on the command line, of files and of stored networks."""

import json

from terminal import EXAMPLES, Terminal

UNFINISHED = """\
valuenet: 1
network: draft
name: Draft
personas:
  cfo: {name: CFO, level: executive}
differentiators:
  tool: {title: A tool, leads_to: {faster: usually}}
outcomes:
  faster: {title: Work is done sooner}
  calmer: {title: Evenings are free, leads_to: {rested: usually}, desired_by: {cfo: {importance: primary, why: sleep}}}
  rested: {title: Mornings begin well, leads_to: {calmer: usually}, desired_by: {cfo: {importance: primary, why: sleep}}}
"""


def test_a_file_is_checked_without_a_store(terminal: Terminal) -> None:
    (terminal.directory / "draft.yaml").write_text(UNFINISHED)
    result = terminal.run("check", "draft.yaml")
    assert "“Work is done sooner”" in result.stdout
    assert not (terminal.directory / "store.db").exists()


def test_a_file_is_checked_whatever_the_environment_says_of_a_store(terminal: Terminal) -> None:
    away = Terminal(store="neo4j://nobody@nowhere", directory=terminal.directory)
    assert away.run("check", EXAMPLES / "car-dealer.yaml").exit_code == 0
    assert away.done("diff", EXAMPLES / "car-dealer.yaml", EXAMPLES / "car-dealer.yaml") == "no differences\n"


def test_a_file_is_held_to_the_bounds_of_the_environment(terminal: Terminal) -> None:
    small = Terminal(store=terminal.store, directory=terminal.directory, more={"VALUENET_MAX_OUTCOMES": "2"})
    result = small.run("check", EXAMPLES / "car-dealer.yaml")
    assert result.exit_code == 2
    assert "the bound is 2" in result.stderr


def test_an_error_among_the_findings_is_exit_status_1(terminal: Terminal) -> None:
    (terminal.directory / "draft.yaml").write_text(UNFINISHED)
    answer = terminal.run("check", "draft.yaml", "--json")
    (network,) = json.loads(answer.stdout)["networks"]
    assert "error" in [one["severity"] for one in network["findings"]]
    assert answer.exit_code == 1


def test_warnings_and_notes_alone_are_exit_status_0(examples: Terminal) -> None:
    result = examples.run("check", "value-focused-culture")
    assert result.exit_code == 0
    assert result.stdout.startswith("value-focused-culture: ")
    assert "\ndo    " in result.stdout


def test_less_serious_findings_can_be_left_out(terminal: Terminal) -> None:
    (terminal.directory / "draft.yaml").write_text(UNFINISHED)
    (network,) = json.loads(terminal.run("check", "draft.yaml", "--severity", "error", "--json").stdout)["networks"]
    assert {one["severity"] for one in network["findings"]} == {"error"}


def test_every_finding_says_why_it_matters_and_what_to_do(terminal: Terminal) -> None:
    (terminal.directory / "draft.yaml").write_text(UNFINISHED)
    (network,) = json.loads(terminal.run("check", "draft.yaml", "--json").stdout)["networks"]
    assert all(one["message"] and one["why"] and one["remedy"] for one in network["findings"])


def test_files_and_networks_are_checked_together(examples: Terminal) -> None:
    answer = json.loads(examples.run("check", EXAMPLES / "car-dealer.yaml", "car-dealer", "--json").stdout)
    (file, stored) = answer["networks"]
    assert file["findings"] == stored["findings"]


def test_the_problems_of_every_file_are_told_at_once(terminal: Terminal) -> None:
    for name in ("one.yaml", "two.yaml"):
        (terminal.directory / name).write_text("valuenet: 1\nnetwork: x\n")
    result = terminal.run("check", "one.yaml", "two.yaml")
    assert result.exit_code == 2
    assert [line.partition(":")[0] for line in result.stderr.strip().split("\n")] == ["one.yaml", "two.yaml"]
