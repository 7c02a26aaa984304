"""Value gaps from a terminal: reported in one line, decided about by some of their words, and never lost from sight."""

import json

import pytest

from terminal import Terminal

QUIET = "Teams have no quiet place for calls near their desks"


@pytest.fixture
def reported(examples: Terminal) -> Terminal:
    """A terminal whose store has three gaps, of which two say nearly the same."""
    common = ("--on", "2025-03-13", "--as")
    examples.done(
        "gap", QUIET, "--account", "Birch", "--persona", "department-manager", *common, "support", "--unanticipated", "--worth", "900"
    )
    examples.done("gap", "No quiet place for calls near the desks of the team", "--account", "Alder Foods", *common, "sales")
    examples.done("gap", "No parking", "--account", "Cedar", *common, "service", "--scout", "Kim")
    return examples


def gaps(terminal: Terminal, *options: str) -> list[dict[str, object]]:
    """Those that are listed."""
    found: list[dict[str, object]] = json.loads(terminal.done("gaps", *options, "--json"))["gaps"]
    return found


def test_a_gap_is_reported_in_one_line(examples: Terminal) -> None:
    line = ("gap", QUIET, "--account", "Birch", "--persona", "employee", "--as", "support", "--on", "2025-03-13")
    assert examples.done(*line).startswith(
        f"{QUIET}\n"
        "  lacks it    employee at Birch, 2025-03-13\n"
        "  importance  medium\n"
        "  scout       local owner, support\n"
        "  now         open: nobody has decided yet\n"
    )
    assert json.loads(examples.done(*line, "--json"))["account_created"] is False


def test_gaps_that_seem_to_say_the_same_are_proposed_with_the_command_that_gathers_them(reported: Terminal) -> None:
    (proposal,) = json.loads(reported.done("gaps", "--alike", "--json"))["proposals"]
    text = " ".join(reported.done("gaps", "--alike").split())
    command = f"valuenet gap {proposal['gaps'][0]['id']} --into {proposal['into']['id']}"
    assert command in text
    reported.done(*command.split()[1:])
    assert [one["text"] for one in gaps(reported, "--state", "open")] == ["No parking", QUIET]


def test_a_gap_is_named_by_words_that_no_other_open_one_has(reported: Terminal) -> None:
    result = reported.run("gap", "quiet place", "--queue")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: 2 value gaps have the words 'quiet place' (use more of them, or an id: gap_")
    reported.done("gap", "near their", "--queue")
    reported.done("gap", "QUIET place", "--decline", "--reason", "It is the same.")
    assert {one["state"] for one in gaps(reported) if "quiet" in str(one["text"])} == {"queued", "declined"}


def test_a_gap_becomes_a_new_outcome_with_its_arrow_and_its_persona_in_one_step(reported: Terminal) -> None:
    text = reported.done(
        *("gap", "near their desks", "--resolve", "office-space/quiet-calls", "--title", "Calls find a quiet place"),
        *("--from", "movable-workplaces", "--why", "nobody leaves the team to make a call"),
    )
    assert "became outcome “Calls find a quiet place” (office-space/quiet-calls) on" in " ".join(text.split())
    why = reported.done("why", "office-space/quiet-calls")
    assert "department-manager  primary: nobody leaves the team to make a call" in why
    (outcome,) = json.loads(reported.done("outcomes", "--network", "office-space", "--text", "quiet", "--json"))["outcomes"]
    assert outcome["anticipated"] is False


def test_an_outcome_that_is_there_resolves_a_gap_without_an_edit(reported: Terminal) -> None:
    reported.done("gap", "parking", "--resolve", "office-space/day-worth-the-journey")
    assert gaps(reported, "--network", "office-space")[0]["outcome"] == "office-space/day-worth-the-journey"
    assert {one["revision"] for one in json.loads(reported.done("networks", "--json"))["networks"]} == {1}


def test_what_was_decided_stays_unless_it_is_decided_anew(reported: Terminal) -> None:
    reported.done("gap", "parking", "--queue")
    result = reported.run("gap", "parking", "--decline", "--reason", "No garages.")
    assert result.exit_code == 2
    assert "(--anew decides again)" in result.stderr
    assert "was declined on" in reported.done("gap", "parking", "--decline", "--reason", "No garages.", "--anew")


def test_declining_needs_a_reason_for_the_scout(reported: Terminal) -> None:
    assert "declining needs a reason" in reported.run("gap", "parking", "--decline").stderr


def test_the_product_queue_ranks_and_says_why(reported: Terminal) -> None:
    reported.done("gap", "parking", "--queue")
    reported.done("gap", "near the desks", "--into", "near their desks")
    reported.done("gap", "near their desks", "--queue")
    text = reported.done("gaps", "--queue")
    assert text.startswith(f"1 {QUIET}\n  because  at 2 accounts: Alder Foods, Birch; felt by 1 persona; 1 account")
    queue = json.loads(reported.done("gaps", "--queue", "--json"))["queue"]
    assert [(one["text"], one["accounts"], one["money"]) for one in queue] == [
        (QUIET, ["alder-foods", "birch"], 900.0),
        ("No parking", ["cedar"], 0),
    ]


def test_closed_loops_are_counted_with_their_cases(reported: Terminal) -> None:
    reported.done(
        "record",
        "yes",
        "office-space/lower-cost-of-space",
        "--persona",
        "cfo",
        "--account",
        "Cedar",
        "--quote",
        "Yes.",
        "--on",
        "2025-03-13",
    )
    (test,) = json.loads(reported.done("known", "--tests", "--json"))["tests"]
    message = ("message", "office-space/lower-cost-of-space", "--persona", "cfo")
    reported.done(*message, "--say", "It is a fixed cost.", "--because", test["id"])
    reported.done("gap", "parking", "--queue")
    assert reported.done("gaps", "--loops") == (
        "1 of 3 value gaps changed something: 33 %\n"
        "  is in the product queue  No parking\n\n"
        "1 of 1 tests changed something: 100 %\n"
        "  changed a message  2025-03-13, cfo at Cedar, validated: “Yes.”\n\n"
        "1 of 1 gaps that changed something came from outside sales: 100 %\n"
        "  service  No parking\n"
    )
    answer = json.loads(reported.done("gaps", "--loops", "--json"))
    assert (answer["tests"]["closed"], answer["outside_sales"]["share"]) == (1, 1.0)


def test_a_scout_sees_what_became_of_their_gaps(reported: Terminal) -> None:
    reported.done("gap", "parking", "--decline", "--reason", "No garages.")
    (one,) = gaps(reported, "--scout", "kim")
    assert str(one["became"]).endswith("by local owner: No garages.")
    assert "No garages." in reported.done("gaps", "--scout", "Kim")


def test_gaps_are_listed_the_newest_first_page_by_page(reported: Terminal) -> None:
    first = json.loads(reported.done("gaps", "--first", "2", "--json"))
    rest = gaps(reported, "--after", first["next"])
    assert [one["text"] for one in (*first["gaps"], *rest)][0::2] == ["No parking", QUIET]
    assert len(rest) == 1
