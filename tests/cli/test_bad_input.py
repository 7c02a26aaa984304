"""Whatever is wrong gives one message that a person can act on, its place, exit status 2, and changes nothing."""

import json
from pathlib import Path

import pytest

from terminal import EXAMPLES, Terminal

WRONG = """\
valuenet: 1
network: wrong
name: Wrong
differentiators:
  tool: {title: A tool}
outcomes:
  faster: {title: Faster, leads_to: {tool: usually, faster: usually}, desired_by: {nobody: primary}}
  Faster: {title: Faster again}
"""


def test_an_unknown_persona_is_told_with_the_nearest_key(examples: Terminal) -> None:
    result = examples.run("outcomes", "--persona", "enabelment")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: there is no persona 'enabelment' (did you mean 'enablement'?)\n"


def test_every_unknown_persona_is_told(examples: Terminal) -> None:
    assert examples.run("outcomes", "--persona", "x1", "--persona", "x2").stderr.count("there is no persona") == 2


@pytest.mark.parametrize("option", ["--store", "--workspace"])
def test_an_option_of_the_program_after_the_command_is_told_where_it_stands(terminal: Terminal, option: str) -> None:
    result = terminal.run("networks", option, "x")
    assert result.exit_code == 2
    assert f"No such option '{option}'. The option stands before the command: valuenet {option} … COMMAND." in result.stderr


def test_everything_wrong_with_a_file_is_told_with_line_and_column(terminal: Terminal) -> None:
    (terminal.directory / "wrong.yaml").write_text(WRONG)
    result = terminal.run("import", "wrong.yaml")
    *problems, last = result.stderr.strip().split("\n")[1:]
    assert (result.exit_code, last) == (2, "Nothing was changed.")
    assert [problem.split(": ")[:2] for problem in problems] == [
        ["wrong.yaml:7:38", "outcomes.faster.leads_to.tool"],
        ["wrong.yaml:7:53", "outcomes.faster.leads_to.faster"],
        ["wrong.yaml:7:84", "outcomes.faster.desired_by.nobody"],
        ["wrong.yaml:8:3", "outcomes.Faster"],
    ]
    assert networks(terminal) == []


def test_one_wrong_file_among_several_keeps_all_of_them_out(terminal: Terminal) -> None:
    (terminal.directory / "wrong.yaml").write_text(WRONG)
    result = terminal.run("import", *sorted(EXAMPLES.glob("*.yaml")), "wrong.yaml")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert networks(terminal) == []


def test_a_document_of_two_megabytes_is_refused_with_bound_and_figure(terminal: Terminal) -> None:
    (terminal.directory / "big.yaml").write_bytes(b"x" * 2_000_000)
    result = terminal.run("import", "big.yaml")
    assert result.exit_code == 2
    assert "big.yaml:1:1: has 2000000 bytes, the bound is 1048576 (split it into several networks)" in result.stderr


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "file.yaml:1:4: ", "anchors and aliases are not read"),
        ("valuenet: 1\nnetwork: !!python/object/apply:os.system [x]\n", "file.yaml:2:10: ", "tags are not read"),
        ("valuenet: 1\nnetwork: a\nnetwork: b\n", "file.yaml:3:", "network"),
        ("", "file.yaml:1:1: ", "is empty"),
        ("valuenet: 1\n  network: a\n", "file.yaml:2:", ""),
    ],
)
def test_yaml_that_is_dangerous_or_broken_is_refused_with_its_place(terminal: Terminal, text: str, place: str, words: str) -> None:
    (terminal.directory / "file.yaml").write_text(text)
    result = terminal.run("import", "file.yaml")
    assert result.exit_code == 2
    assert place in result.stderr
    assert words in result.stderr


def test_a_missing_column_is_told_once(terminal: Terminal) -> None:
    (terminal.directory / "factors.csv").write_text("Labl,Note\nA tool,\nFaster,\n")
    (terminal.directory / "links.csv").write_text("From,To\nA tool,Faster\n")
    result = terminal.run("import", "--factors", "factors.csv", "--links", "links.csv", "--network", "tools")
    assert result.exit_code == 2
    problem = "factors.csv:1:1: Factors.Label: the column 'Label' is missing (is it the column 'labl'?)"
    assert [line for line in result.stderr.split("\n") if ".csv" in line] == [problem]


def test_a_fault_in_a_sheet_is_told_with_the_file_of_that_sheet(terminal: Terminal) -> None:
    (terminal.directory / "factors.csv").write_text("Label\nA tool\nFaster\n")
    (terminal.directory / "links.csv").write_text("From,To\nA tool,Slower\n")
    result = terminal.run("import", "--factors", "factors.csv", "--links", "links.csv", "--network", "tools")
    assert "links.csv:2:2: Links.To: there is no node 'slower'" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("import",), "name a file, such as examples/car-dealer.yaml"),
        (("import", "nothing.yaml"), "nothing.yaml cannot be read: No such file or directory"),
        (("import", "store.db"), "add --format yaml or --format json"),
        (("import", "-"), "the standard input has no ending that tells how it is written"),
        (("import", "--links", "links.csv"), "sheets need --factors, --links and --network together"),
        (("import", "a.yaml", "--network", "a"), "give files, or the sheets of one network, not both"),
        (("import", EXAMPLES / "car-dealer.yaml", "--reason", "x" * 501), "reason: has 501 characters, the limit is 500"),
        (("export", "nothing"), "there is no network 'nothing'"),
        (("export", "car-dealer", "--format", "csv"), "csv is three sheets: name a directory with --output"),
        (("export", "car-dealer", "-o", "no/such/place.yaml"), "no/such/place.yaml cannot be written: No such file or directory"),
        (("why", "credibility"), "name it as network/outcome"),
        (("why", "value-focused-culture/credibilty"), "did you mean 'credibility'?"),
        (("outcomes", "--after", "nonsense"), "--after: is no cursor of this service"),
        (("outcomes", "--reached-from", "coaching-cadence"), "no network is named"),
        (("outcomes", "--importance", "high"), "'high' is not one of 'primary', 'secondary'"),
        (("outcomes", "--first", "0"), "0 is not in the range 1<=x<=100"),
        (("serve", "--host", "0.0.0.0"), "'0.0.0.0' is open to others, who cannot sign in yet"),
        (("--store", "mysql://host/db", "networks"), "VALUENET_STORE: has the scheme 'mysql' (use one of sqlite, "),
        (("check", "\udcff"), "there is no network '\\udcff'"),
        (("why", "\udcff/a"), "there is no network '\\udcff'"),
        (("why", "out_\udcff"), "there is no outcome 'out_\\udcff'"),
        (("outcomes", "--network", "net_\udcff"), "there is no network 'net_\\udcff'"),
        (("outcomes", "--text", "\udcff"), "--text: has the character U+DCFF"),
        (("restore", "car-dealer", "9"), "network car-dealer has the revisions 1 to 1"),
    ],
)
def test_bad_arguments_are_refused_with_the_remedy(examples: Terminal, arguments: tuple[str | Path, ...], words: str) -> None:
    result = examples.run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert [one["revision"] for one in networks(examples)] == [1] * 6


def networks(terminal: Terminal) -> list[dict[str, int]]:
    """What the store holds."""
    found: list[dict[str, int]] = json.loads(terminal.done("networks", "--json"))["networks"]
    return found
