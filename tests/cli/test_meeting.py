"""Briefs, accounts, messages and what is known, from a terminal of 80 columns."""

import json
import zipfile

import pytest

from terminal import Terminal

SPACE = "office-space/lower-cost-of-space"
MESSAGE = ("message", SPACE, "--persona", "cfo")
BRIEF = ("brief", "--persona", "facilities", "--persona", "department-manager", "--network", "office-space", "--on", "2025-03-17")


@pytest.fixture
def told(examples: Terminal) -> Terminal:
    """A terminal whose store has three accounts with something to say about office space."""
    for result, persona, account in (("yes", "cfo", "Alder Foods"), ("yes", "cfo", "Birch"), ("no", "chro", "Cedar")):
        line = ("record", result, SPACE, "--persona", persona, "--account", account, "--on", "2025-03-10")
        examples.done(*line, *(("--worth", "48000", "--new-to-them", "--need", "a sublet") if account == "Birch" else ()))
    return examples


def test_a_brief_tells_what_both_care_about_before_each_has_a_page(examples: Terminal) -> None:
    text = examples.done(*BRIEF)
    headings = ["WHAT BOTH CARE ABOUT", "FACILITIES MANAGER", "DEPARTMENT MANAGER", "WHO IS NOT IN THE ROOM YET"]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)
    assert max(map(len, text.split("\n"))) <= 80
    assert examples.done(*BRIEF) == text


@pytest.mark.parametrize(
    ("name", "form", "begins"),
    [("a.md", "markdown", "# "), ("a.html", "html", "<!doctype html>"), ("a.json", "json", "{\n"), ("a.txt", "text", "Brief: ")],
)
def test_the_ending_of_a_file_says_how_a_brief_is_written(examples: Terminal, name: str, form: str, begins: str) -> None:
    assert examples.done(*BRIEF, "-o", name) == ""
    written = (examples.directory / name).read_text(encoding="utf-8")
    assert written == examples.done(*BRIEF, "--format", form)
    assert written.lower().startswith(begins.lower())


def test_a_kept_brief_stays_as_it_was_takes_comments_and_says_what_changed_since(examples: Terminal) -> None:
    before = examples.done(*BRIEF, "--keep", "--title", "First meeting")
    examples.done("gap", "No parking", "--account", "Alder Foods", "--as", "sales")
    examples.done("gap", "parking", "--resolve", "office-space/parking", "--title", "There is parking", "--from", "booking-by-team")
    shown = examples.run("brief", "--plan", "last", "--comment", "Open with the wait.")
    assert "local owner" in shown.stdout
    assert "Open with the wait." in shown.stdout
    assert shown.stdout.split("\n")[:20] == before.split("\n")[:20]
    assert "the network 'office-space' was changed since: revision 2 now, 1 then" in shown.stderr
    (plan,) = json.loads(examples.done("brief", "--kept", "--json"))["plans"]
    assert (plan["title"], [one["text"] for one in plan["comments"]]) == ("First meeting", ["Open with the wait."])
    assert examples.done("brief", "--kept").startswith("DAY         TITLE")


def test_accounts_are_put_changed_and_found(examples: Terminal) -> None:
    examples.done("accounts", "alder-foods", "--name", "Alder Foods", "--trade", "food")
    examples.done("accounts", "Alder Foods", "--region", "north")
    examples.done("accounts", "elm", "--name", "Elm Steel", "--archived")
    (one,) = json.loads(examples.done("accounts", "--json"))["accounts"]
    assert one == {"key": "alder-foods", "name": "Alder Foods", "trade": "food", "region": "north", "note": "", "archived": False}
    assert examples.done("accounts", "--text", "FOOD").count("\n") == 2
    assert "Elm Steel (archived)" in examples.done("accounts", "--archived")
    assert examples.run("accounts", "--first", "1", "--archived").stderr.startswith("\nThere is more: ")


def test_what_is_known_comes_with_its_interval_and_what_needs_attention(told: Terminal) -> None:
    text = told.done("known", "office-space")
    assert text.startswith("office-space: 3 tests at 3 accounts, the last on 2025-03-10\n")
    assert "  cfo    2 of 2 held; we expect 73 % (42 to 96 %), not enough tests\n" in text
    assert "  chro   0 of 1 held; we expect 48 % (15 to 82 %), not enough tests\n" in text
    said = " ".join(text.split())
    assert "cfo confirms it more often than chro: 83 % sure" in said
    assert "1 of 1 account had not thought of it, worth 48 000 a year, said one account “a sublet” (Birch, 2025-03-10)" in said
    assert "never tested" in said
    assert max(map(len, text.split("\n"))) <= 80


def test_what_was_known_on_a_day_leaves_later_tests_out(told: Terminal) -> None:
    answer = json.loads(told.done("known", "office-space", "--on", "2025-03-09", "--json"))["networks"][0]
    assert (answer["on"], answer["hypotheses"], answer["stale"]) == ("2025-03-09", [], [])
    assert told.done("known", "office-space", "--on", "2025-03-09").startswith("office-space: nothing was tested yet, ")
    later = json.loads(told.done("known", "office-space", "--on", "2025-04-11", "--stale", "31", "--json"))["networks"][0]
    assert [one["persona"] for one in later["stale"]] == ["cfo", "chro"]


def test_what_is_known_for_programs_has_the_same_figures(told: Terminal) -> None:
    answer = json.loads(told.done("known", "office-space", "--json"))["networks"][0]
    cfo = answer["hypotheses"][0]
    assert (cfo["outcome"], cfo["persona"], cfo["n"], cfo["validated"]) == ("lower-cost-of-space", "cfo", 2, 2)
    assert [round(cfo[name], 3) for name in ("rate", "low", "high")] == [0.733, 0.417, 0.957]
    assert answer["contrasts"][0]["higher"] == "cfo"
    assert answer["unanticipated"][0]["named"][0]["text"] == "a sublet"


def test_themes_rank_what_customers_confirmed(told: Terminal) -> None:
    assert told.done("known", "--themes") == (
        "THEME                           CONFIRMED BY  AT          REFUTED AT\n"
        "Lower cost of space per person  cfo           2 accounts  1 account\n"
    )
    (theme,) = json.loads(told.done("known", "--themes", "--json"))["themes"]
    assert (theme["accounts"], theme["refuted_at"]) == (["alder-foods", "birch"], ["cedar"])


def test_tests_are_listed_the_newest_first_page_by_page(told: Terminal) -> None:
    first = json.loads(told.done("known", "--tests", "--first", "2", "--json"))
    second = json.loads(told.done("known", "--tests", "--after", first["next"], "--json"))
    assert [one["account"] for one in (*first["tests"], *second["tests"])] == ["cedar", "birch", "alder-foods"]
    assert "  before  had not thought of it\n" in told.done("known", "--tests", "--account", "birch")


def test_a_message_begins_as_the_network_composes_it_and_an_owner_approves_it(examples: Terminal) -> None:
    (draft,) = (
        one
        for one in json.loads(examples.done("messages", "--composed", "office-space", "--persona", "cfo", "--json"))["drafts"]
        if one["outcome"] == SPACE
    )
    written = json.loads(examples.done(*MESSAGE, "--write", "--json"))
    assert (written["say"], written["state"]) == (draft["say"], "draft")
    changed = json.loads(examples.done(*MESSAGE, "--say", "Shall we talk about the lease?", "--ask", "When does it end?", "--json"))
    assert (changed["id"], changed["say"], changed["questions"]) == (written["id"], "Shall we talk about the lease?", ["When does it end?"])
    assert "approved by local owner" in examples.done(*MESSAGE, "--approve")
    assert "  say " in examples.done("message", written["id"])
    assert [one["state"] for one in json.loads(examples.done("messages", "--network", "office-space", "--json"))["messages"]] == [
        "approved"
    ]
    examples.done(*MESSAGE, "--retire")
    assert examples.run(*MESSAGE).exit_code == 2


def test_what_is_about_an_outcome_that_was_removed_is_kept_and_marked(told: Terminal) -> None:
    told.done("gap", "No parking", "--account", "Cedar", "--as", "sales")
    told.done("gap", "parking", "--resolve", "office-space/parking", "--title", "There is parking", "--from", "booking-by-team")
    about = ("office-space/parking", "--persona", "cfo")
    told.done("record", "no", *about, "--account", "Cedar", "--on", "2025-03-11")
    identity = json.loads(told.done("message", *about, "--write", "--json"))["id"]
    told.done("restore", "office-space", "1")
    assert "where     its outcome was removed; the words are kept" in told.done("messages")
    assert "speaks of an outcome that was removed" in told.run("message", identity, "--approve").stderr
    assert json.loads(told.done("message", identity, "--retire", "--json"))["state"] == "retired"
    assert json.loads(told.done("known", "--tests", "--json"))["tests"][0]["outcome"] == "(removed)"
    assert "There is parking" not in told.done("known", "office-space")
    assert "1 message of outcomes that were removed" in told.run("matrix", "office-space").stderr


def test_drafts_that_are_not_shown_are_counted(examples: Terminal) -> None:
    result = examples.run("messages", "--composed", "office-space", "--first", "1")
    assert "state        composed from the network; nobody has written it yet" in result.stdout
    assert result.stderr.startswith("\nThere are 15 drafts in all, and 1 shown")


def test_the_matrix_has_a_column_for_each_stage_that_something_has_reached(told: Terminal) -> None:
    told.done("message", "office-space/unused-floors-given-back", "--persona", "cfo", "--write")
    text = told.done("matrix", "office-space")
    assert text.split("\n")[2].split() == ["OUTCOME", "NO", "MESSAGE", "DRAFT", "TESTED"]
    (row,) = (line for line in text.split("\n") if line.startswith("lower-cost-of-space"))
    assert row.split()[1:] == ["cfo,", "chro"]
    answer = json.loads(told.done("matrix", "office-space", "--json"))
    assert answer["counts"] == {"no message": 13, "draft": 1, "tested": 2}


def test_the_matrix_is_written_for_spreadsheets(told: Terminal) -> None:
    for name, more in (("a.csv", ()), ("b.csv", ("--words",)), ("c.xlsx", ())):
        assert told.done("matrix", "office-space", "-o", name, *more) == ""
    assert (told.directory / "a.csv").read_text().startswith("Outcome,Key,Chief financial officer")
    assert (told.directory / "b.csv").read_text().startswith("Outcome,Key,Persona,Importance,Coverage")
    assert zipfile.is_zipfile(told.directory / "c.xlsx")


def test_empty_lists_say_on_stderr_what_to_do_next(examples: Terminal) -> None:
    for arguments, words in (
        (("messages",), "valuenet messages --composed NETWORK"),
        (("accounts",), "they come with the tests that you record"),
        (("known", "--tests"), "valuenet record --help"),
        (("known", "--themes"), "valuenet record --help"),
        (("gaps",), "valuenet gap --help"),
        (("gaps", "--queue"), "The product queue is empty"),
        (("gaps", "--alike"), "No two open gaps seem to say the same"),
        (("brief", "--kept"), "No brief was kept yet"),
    ):
        result = examples.run(*arguments)
        assert (result.exit_code, result.stdout) == (0, "")
        assert words in result.stderr
