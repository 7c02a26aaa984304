"""Tests in dialogue from a terminal: one line, or the sheet of a week; names that are almost known are asked about."""

import json

import pytest

from terminal import Terminal

SPACE = "office-space/lower-cost-of-space"
WEEK = """\
Outcome,Persona,Account,Result,Date,Quote,Stated,Thought of
office-space/lower-cost-of-space,cfo,Alder Foods,yes,2025-03-10,Every empty floor is mine.,48000,no
Lower cost of space per person,cfo,Birch Insurance,no,11.03.2025,,,
"""


def recorded(terminal: Terminal) -> list[dict[str, object]]:
    """What is recorded, the newest first."""
    found: list[dict[str, object]] = json.loads(terminal.done("known", "--tests", "--json"))["tests"]
    return found


def test_one_line_records_a_test_and_says_what_is_known_by_now(examples: Terminal) -> None:
    text = examples.done("record", "yes", SPACE, "--persona", "cfo", "--account", "Alder Foods", "--on", "2025-03-10")
    assert text == (
        "cfo at Alder Foods, 2025-03-10: validated\n"
        "  about   office-space/lower-cost-of-space\n"
        "  new     Alder Foods was not known yet, and is the account alder-foods now\n"
        "  so far  1 of 1 held; we expect 73 % (39 to 97 %), not enough tests\n"
    )


def test_everything_that_was_said_is_kept(examples: Terminal) -> None:
    examples.done(
        *("record", "validated", SPACE, "--persona", "cfo", "--account", "Alder Foods", "--on", "10.3.2025", "--person", "Jane Doe"),
        *("--quote", "Mine.", "--desirable", "high", "--worth", "48 000", "--new-to-them", "--need", "a sublet", "--not-credible"),
    )
    (one,) = recorded(examples)
    expected = {"on": "2025-03-10", "account": "alder-foods", "persona": "cfo", "outcome": SPACE, "result": "validated"}
    expected |= {"person": "Jane Doe", "quote": "Mine.", "desirability": "high", "unit": "money a year", "need": "a sublet"}
    assert {name: one[name] for name in expected} == expected
    assert (one["stated"], one["thought_of"], one["credible"]) == (48000.0, False, False)


def test_an_outcome_and_a_persona_are_understood_by_their_names(examples: Terminal) -> None:
    examples.done("record", "no", "lower cost of space per person", "--persona", "Chief Financial Officer", "--account", "Alder")
    assert (recorded(examples)[0]["outcome"], recorded(examples)[0]["persona"]) == (SPACE, "cfo")


def test_an_account_that_is_almost_known_is_asked_about_and_the_answer_is_an_option(examples: Terminal) -> None:
    line = ("record", "yes", SPACE, "--persona", "cfo", "--account")
    examples.done(*line, "Alder Foods")
    asked = examples.run(*line, "Alder Fods")
    assert (asked.exit_code, asked.stdout) == (2, "")
    assert "did you mean 'alder-foods' (Alder Foods)? say --new-account to create another" in asked.stderr
    examples.done(*line, "Alder Fods", "--new-account")
    assert {one["account"] for one in recorded(examples)} == {"alder-foods", "alder-fods"}


def test_everything_wrong_with_a_line_is_told_at_once(examples: Terminal) -> None:
    result = examples.run("record", "no", "office-space/lower-cost", "--persona", "cof", "--account", "Alder", "--on", "9999-01-01")
    assert result.exit_code == 2
    assert [line.split(": ")[1] for line in result.stderr.strip().split("\n")] == ["outcome", "persona", "on"]
    assert recorded(examples) == []


def test_a_persona_whom_the_outcome_is_not_tagged_with_gets_a_proposal(examples: Terminal) -> None:
    text = examples.done("record", "yes", SPACE, "--persona", "employee", "--account", "Alder Foods")
    assert "tag?" in text
    assert "is not tagged with employee" in " ".join(text.split())


def test_the_same_test_again_is_recorded_and_counts_once(examples: Terminal) -> None:
    line = ("record", "yes", SPACE, "--persona", "cfo", "--account", "Alder Foods", "--on", "2025-03-10")
    examples.done(*line)
    text = examples.done(*line)
    assert "the same was recorded before; the two count once" in text
    assert "so far  1 of 1 held" in text


def test_a_sheet_is_looked_at_first_and_then_recorded_whole(examples: Terminal) -> None:
    (examples.directory / "week.csv").write_text(WEEK)
    assert examples.done("record", "--file", "week.csv", "--dry-run").startswith("week.csv: 2 tests would be recorded\n")
    assert recorded(examples) == []
    assert examples.done("record", "--file", "week.csv") == (
        "week.csv: 2 tests recorded\n"
        "  2025-03-10  cfo at Alder Foods (new): validated, worth 48 000 a year\n"
        "              office-space/lower-cost-of-space\n"
        "  2025-03-11  cfo at Birch Insurance (new): refuted\n"
        "              office-space/lower-cost-of-space\n"
    )
    assert len(recorded(examples)) == 2


def test_a_sheet_with_semicolons_comes_through_the_standard_input(examples: Terminal) -> None:
    sheet = "outcome;persona;account;result\noffice-space/lower-cost-of-space;cfo;Alder Foods;confirmed\n"
    assert examples.done("record", "--file", "-", input=sheet).startswith("-: 1 test recorded\n")


def test_a_row_that_is_wrong_keeps_all_out_unless_it_is_skipped(examples: Terminal) -> None:
    (examples.directory / "week.csv").write_text(WEEK.replace("Lower cost of space per person,cfo", "Lower costs,cof"))
    refused = examples.run("record", "--file", "week.csv")
    assert refused.exit_code == 2
    assert [line.partition(": ")[0] for line in refused.stderr.strip().split("\n")] == [
        "week.csv:3:1",
        "week.csv:3:2",
        "Nothing was recorded.",
    ]
    assert recorded(examples) == []
    result = examples.run("record", "--file", "week.csv", "--skip-bad")
    assert (result.exit_code, result.stdout.partition("\n")[0]) == (0, "week.csv: 1 test recorded")
    assert result.stderr.endswith("The rows in which something is wrong were left out.\n")
    assert len(recorded(examples)) == 1


def test_a_sheet_for_programs_says_what_was_left_out(examples: Terminal) -> None:
    (examples.directory / "week.csv").write_text(WEEK.replace("11.03.2025", "soon"))
    answer = json.loads(examples.done("record", "--file", "week.csv", "--skip-bad", "--json"))
    assert (answer["recorded"], len(answer["tests"]), len(answer["left_out"])) == (True, 1, 1)
    assert answer["tests"][0]["account_created"] is True


def test_the_template_is_a_sheet_that_holds_nothing_yet(examples: Terminal) -> None:
    (examples.directory / "empty.csv").write_text(examples.done("record", "--template"))
    assert examples.done("record", "--file", "empty.csv") == "empty.csv: 0 tests recorded\n"


def test_a_result_is_recorded_against_the_brief_that_was_kept_last(examples: Terminal) -> None:
    kept = examples.run("brief", "--attendee", "cfo=Jane Doe", "--network", "office-space", "--on", "2025-03-10", "--keep")
    assert kept.stderr.startswith("Kept as pln_")
    examples.done("record", "yes", SPACE, "--plan", "last", "--persona", "cfo", "--account", "Alder Foods")
    (one,) = recorded(examples)
    assert (one["plan"], one["person"], one["on"]) == (kept.stderr.split()[2].rstrip("."), "Jane Doe", "2025-03-10")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("record",), "say what came of it"),
        (("record", "maybe", SPACE), "'maybe' is not one of 'validated', 'refuted', 'inconclusive'"),
        (("record", "yes", SPACE, "--file", "week.csv"), "a sheet says all of it"),
        (("record", "yes", SPACE, "--dry-run"), "--dry-run and --skip-bad go with --file"),
        (("record", "--file", "nothing.csv"), "nothing.csv cannot be read"),
        (("record", "yes", SPACE, "--on", "soon"), "'soon' is no day: write it as 2026-03-09, or say today or yesterday"),
        (("record", "yes", SPACE, "--worth", "48,000"), "'48,000' is no number: write digits alone"),
        (("record", "yes", SPACE, "--plan", "last"), "no brief was kept yet"),
        (("record", "yes", SPACE, "--plan", "pln_1"), "there is no call plan 'pln_1'"),
        (("record", "yes", SPACE, "--persona", "cfo"), "name the customer company"),
        (("brief",), "name at least one persona by its key"),
        (("brief", "--persona", "cof"), "there is no persona 'cof' (did you mean"),
        (("brief", "--attendee", "Jane Doe"), "'Jane Doe' does not say who comes as what"),
        (("brief", "--persona", "cfo", "--account", "Alder"), "leave it out where nothing is known of the account yet"),
        (("brief", "--persona", "cfo", "-o", "a.pdf"), "end it in one of .txt, .md, .html, .json"),
        (("brief", "--comment", "Good."), "name it with --plan"),
        (("known",), "name a network"),
        (("known", "office-spce"), "did you mean 'office-space'?"),
        (("known", "office-space", "--persona", "cfo"), "--persona, --account and --outcome narrow --tests"),
        (("known", "a", "b", "--tests"), "--tests lists those of one network, or of all"),
        (("matrix", "office-space", "-o", "a.pdf"), "end it in .csv or .xlsx"),
        (("matrix", "office-space", "--words"), "--words is for a .csv"),
        (("message", SPACE), "say to whom: --persona KEY"),
        (("message", SPACE, "--persona", "cfo"), "nobody has written a message"),
        (("message", "msg_1", "--approve", "--retire"), "approve it, or retire it"),
        (("message", "msg_1"), "there is no message 'msg_1'"),
        (("messages", "--composed", "office-space", "--state", "draft"), "--composed goes with --persona and --first alone"),
        (("gap", "No parking"), "--as, one of sales, implementation"),
        (("gap", "No parking", "--queue"), "there is no value gap with the words 'No parking'"),
        (("gap", "No parking", "--queue", "--decline"), "decide one thing: --queue or --decline"),
        (("gap", "No parking", "--queue", "--title", "Parking"), "--title, --from and --why make a new outcome"),
        (("gap", "No parking", "--as", "sales", "--reason", "x"), "--anew and --reason go with a decision"),
        (("gaps", "--alike", "--queue"), "give one of them alone"),
        (("accounts", "--name", "Alder"), "name the account that these belong to"),
        (("accounts", "alder", "--trade", "food"), "there is no account 'alder'"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_the_remedy(examples: Terminal, arguments: tuple[str, ...], words: str) -> None:
    result = examples.run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in " ".join(result.stderr.split())
    assert recorded(examples) == []
