"""Opportunities in one line each: opened, changed, called about, closed; the same on both stores."""

import json
from pathlib import Path

import pytest

from terminal import EXAMPLES, Terminal

ALDER = EXAMPLES / "opportunities" / "alder-foods.yaml"
WORTH = ("--worth", "20000/45000/70000", "--line", "supplier-discounts")
PEOPLE = ("--person", "treasurer=Tom Reed, 25%", "--person", "ap-manager=Ines Albrecht, 30%")
RIVAL = ("--rival", "competitor-b=80000+20000, 25000")


def flat(text: str) -> str:
    """A text without regard to its columns: words with one space between them."""
    return " ".join(text.split())


@pytest.fixture
def opened(any_terminal: Terminal) -> Terminal:
    """A terminal on a store with one opportunity that has just been opened, two people and a line in it."""
    any_terminal.done("migrate")
    any_terminal.done("import", EXAMPLES / "invoice-automation.yaml")
    terms = ("--price", "120000+30000", "--switching", "40000", "--opened", "2025-01-13", "--owner", "Ana")
    lines = ("--line", "supplier-discounts=Supplier discounts", "--line", "ap-labour=AP labour, 400 000")
    any_terminal.done("open", "alder-foods", "--network", "invoice-automation", "--account", "Alder Foods", *terms, *PEOPLE, *RIVAL, *lines)
    return any_terminal


@pytest.fixture
def known(examples: Terminal) -> Terminal:
    """A terminal whose store holds the worked example."""
    examples.done("import", ALDER)
    return examples


def test_opening_proposes_every_desired_outcome_and_makes_the_account(terminal: Terminal) -> None:
    terminal.done("import", EXAMPLES / "invoice-automation.yaml")
    made = terminal.done("open", "elm", "--network", "invoice-automation", "--account", "Elm Hospital", "--price", "9000")
    assert made == (
        "Elm Hospital was not known yet, and is the account elm-hospital now.\n"
        "elm: opened on invoice-automation, 15 claims proposed, none of them sized.\n"
    )
    assert terminal.done("opportunity", "elm").count(" proposed\n") == 15


def test_opening_tells_all_that_is_wrong_by_the_options_to_correct(opened: Terminal) -> None:
    wrong = ("--network", "invoices", "--account", "Alder Food", "--price", "1", "--person", "cfoo=X", "--rival", "competitor-c=1")
    result = opened.run("open", "alder-foods", *wrong)
    assert result.exit_code == 2
    named = [line.removeprefix("Error: ").partition(":")[0] for line in result.stderr.strip().split("\n")]
    assert sorted(named) == ["--account", "--network", "--person", "--rival", "KEY"]


def test_an_opportunity_shows_what_it_is_made_of(opened: Terminal) -> None:
    text = flat(opened.done("opportunity", "alder-foods"))
    assert "price 120 000 USD a year + 30 000 once switching 40 000 sold by Ana" in text
    assert "competitor-b Competitor B 80 000 USD a year + 20 000 once 25 000" in text
    assert "treasurer Tom Reed treasurer 25 %" in text
    assert "ap-labour AP labour 400 000" in text


def test_two_people_of_one_role_have_keys_of_their_own(opened: Terminal) -> None:
    opened.done("opportunity", "alder-foods", "--person", "ann:treasurer=Ann Bell, 5%")
    assert "ann Ann Bell treasurer 5 %" in flat(opened.done("opportunity", "alder-foods"))


def test_a_change_says_what_it_moved(opened: Terminal) -> None:
    text = opened.done("opportunity", "alder-foods", "--claim", "less-overtime=10/20/30%, ap-labour", "--against", "competitor-b")
    assert text.startswith("alder-foods: revision 2\n  less-overtime  10 %/20 %/30 % a year on ap-labour\n")
    assert "  unbuilt        198 900 USD (was 0)\n" in text
    assert opened.done("opportunity", "alder-foods", "--owner", "Ana").startswith("alder-foods: nothing differs\n")


def test_a_rung_without_its_evidence_is_refused_by_the_option_that_is_missing(opened: Terminal) -> None:
    result = opened.run("call", "alder-foods", "treasurer", "early-pay-discounts-caught", "--to", "valued", *WORTH)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: --quote: is missing: a claim that is valued needs it (")
    assert "treasurer Tom Reed treasurer 25 % ap-manager" in flat(opened.done("opportunity", "alder-foods")), "nobody was heard"


def test_a_call_moves_a_claim_keeps_belief_and_says_what_that_did(opened: Terminal) -> None:
    said = ("--quote", "We miss two in three.", "--believes", "80%", "--credible", "--on", "2025-03-03")
    text = opened.done("call", "alder-foods", "treasurer", "early-pay-discounts-caught", "--to", "valued", *WORTH, *said)
    assert text == (
        "alder-foods: Tom Reed said on 2025-03-03\n"
        "  early-pay-discounts-caught  proposed → valued, 20 000/45 000/70 000 a year on\n"
        "                              supplier-discounts, believed to 80 %\n"
        "  preference                  \N{MINUS SIGN}256 500 USD (was \N{MINUS SIGN}368 400)\n"
        "  unbuilt                     0 USD\n"
    )
    assert "Tom Reed treasurer 25 % 2025-03-03 2025-03-03" in flat(opened.done("opportunity", "alder-foods"))


def test_a_call_can_bring_somebody_in_and_hear_what_is_lacking(opened: Terminal) -> None:
    opened.done("call", "alder-foods", "controller", "--name", "Karl Weiss", "--influence", "10%", "--unmet", "One login for all of it")
    assert "One login for all of it" in opened.done("score", "alder-foods")
    assert "Karl Weiss controller 10 %" in flat(opened.done("opportunity", "alder-foods"))


def test_two_outcomes_can_be_spoken_of_in_one_call(opened: Terminal) -> None:
    both = ("less-overtime", "invoices-processed-faster")
    text = opened.done("call", "alder-foods", "ap-manager", *both, "--to", "envisioned", "--quote", "We could plan again.")
    assert text.count("proposed → envisioned") == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "valued"), "say which outcome they spoke of"),
        (("less-overtimes", "--to", "tested"), "Error: OUTCOME: there is no claim 'less-overtimes' (did you mean 'less-overtime'?)"),
        (
            ("less-overtime", "--worth", "80/50/30", "--line", "ap-labour"),
            "Error: --worth: low 80, likely 50, high 30 are not in that order",
        ),
        (("less-overtime", "--believes", "180%"), "Error: --believes: "),
        (("less-overtime", "--to", "tested", "--on", "2199-01-01"), "which is still to come"),
        (("less-overtime", "--worth", "1.200", "--line", "ap-labour"), "thousands, or a fraction?"),
        (("--influence", "10%"), "give their --name, too"),
    ],
)
def test_a_call_that_cannot_be_is_refused_with_the_reason(known: Terminal, arguments: tuple[str, ...], said: str) -> None:
    result = known.run("call", "alder-foods", "ap-manager", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_the_open_ones_come_where_a_conversation_pays_most_first(known: Terminal) -> None:
    known.done("open", "elm", "--network", "invoice-automation", "--account", "Elm Hospital", "--price", "9000", "--owner", "Ben")
    rows = known.done("opportunities").split("\n")
    assert [row.split()[0] for row in rows[:3]] == ["OPPORTUNITY", "alder-foods", "elm"]
    assert "74 600   86 900      100 %     61.9 %" in rows[1]
    assert [one["key"] for one in json.loads(known.done("opportunities", "--owner", "Ben", "--json"))["opportunities"]] == ["elm"]


def test_a_closed_one_is_listed_with_its_price_and_can_be_opened_again(known: Terminal) -> None:
    assert known.done("close", "alder-foods", "won", "--on", "2026-04-01", "--pocket", "112000+30000") == (
        "alder-foods: won on 2026-04-01, at 112 000 USD a year + 30 000 once\n"
    )
    assert "alder-foods  Ana    won  2026-04-01  112 000 USD a year + 30 000 once\n" in known.done("opportunities", "--closed")
    assert known.run("opportunities").stderr.startswith("No opportunity is open.")
    assert known.done("close", "alder-foods", "again") == "alder-foods: open again\n"
    assert "before the opportunity was opened" in known.run("close", "alder-foods", "lost", "--on", "2025-12-31").stderr


def test_a_frozen_scorecard_is_shown_beside_what_moved_since(opened: Terminal) -> None:
    assert opened.done("score", "alder-foods", "--freeze").startswith("alder-foods: kept as it is on ")
    opened.done(
        "call", "alder-foods", "treasurer", "early-pay-discounts-caught", "--to", "valued", *WORTH, "--quote", "We miss two in three."
    )
    text = flat(opened.done("score", "alder-foods", "--frozen"))
    assert "Moved since " in text
    assert "preference \N{MINUS SIGN}368 400 USD → \N{MINUS SIGN}256 500 USD" in text
    assert "proposed → valued Early-payment discounts are caught" in text


def test_what_is_exported_is_imported_without_a_difference(known: Terminal, tmp_path: Path) -> None:
    for ending in ("yaml", "json"):
        known.done("export", "--opportunity", "alder-foods", "-o", f"again.{ending}")
        assert known.done("import", tmp_path / f"again.{ending}") == "alder-foods: nothing differs, still revision 1\n"


def test_an_import_can_be_looked_at_and_says_what_it_did(known: Terminal) -> None:
    (known.directory / "changed.yaml").write_text(ALDER.read_text().replace("Tom Reed", "Thomas Reed"))
    shown = known.done("import", "--dry-run", "changed.yaml")
    assert shown == "alder-foods: would be revision 2\nchanged (1)\n  person treasurer\n    name: Tom Reed → Thomas Reed\n"
    assert known.done("import", "changed.yaml") == "alder-foods: revision 2, 1 thing changed\n"
    record = json.loads(known.done("import", "changed.yaml", "--json"))
    assert record == {
        "saved": True,
        "opportunities": [{"key": "alder-foods", "revision": 2, "differences": [], "notes": []}],
        "left_out": [],
    }


def test_networks_come_before_the_opportunities_that_rest_on_them(terminal: Terminal) -> None:
    both = terminal.run("import", EXAMPLES / "invoice-automation.yaml", ALDER)
    assert "import the networks first" in both.stderr
    alone = terminal.run("import", ALDER)
    assert "6:1: network: there is no network 'invoice-automation'" in alone.stderr
    assert alone.stderr.endswith("Nothing was changed.\n")


CRM = """\
Opportunity ID,Opportunity Name,Account Name,Industry,Billing Region,Type,Stage,Created Date,Close Date,Opportunity Owner,Manager,Amount
B-1,Birch Dairy renewal,Birch Dairy,food,West,Renewal,Negotiation,02/01/2026,06/30/2026,Ben,Mia,90000
B-2,Cedar Mills,Birch Dairy,food,West,New Business,Closed Won,13/01/2026,06/30/2026,Ben,Mia,ninety
"""


def test_a_crm_export_comes_in_by_a_mapping_or_says_all_that_is_wrong(any_terminal: Terminal) -> None:
    any_terminal.done("migrate")
    any_terminal.done("import", EXAMPLES / "invoice-automation.yaml")
    (any_terminal.directory / "deals.csv").write_text(CRM)
    (any_terminal.directory / "mapping.yaml").write_text(any_terminal.done("import", "--crm-template"))
    sheet = ("import", "--crm", "deals.csv", "--mapping", "mapping.yaml")
    refused = any_terminal.run(*sheet)
    assert refused.exit_code == 2
    assert [line.partition(": ")[0] for line in refused.stderr.split("\n")[:2]] == ["deals.csv:3:8", "deals.csv:3:12"]
    assert refused.stderr.endswith("Nothing was changed.\n")
    assert any_terminal.run("opportunities").stderr.startswith("No opportunity is open.")
    assert any_terminal.done(*sheet, "--skip-bad").startswith("b-1: created")
    assert "b-1" in any_terminal.done("opportunities", "--owner", "Ben")
    assert any_terminal.done(*sheet, "--skip-bad") == "b-1: nothing differs, still revision 1\n"


def test_a_sheet_needs_its_mapping(terminal: Terminal) -> None:
    assert "--crm needs --mapping" in terminal.run("import", "--crm", "deals.csv").stderr
