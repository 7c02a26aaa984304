"""A manager decides: prices below list beside their evidence, discounts, forecasts and what came, the numbers of the value model."""

import json

import pytest

from terminal import EXAMPLES, Terminal

ALDER = EXAMPLES / "opportunities" / "alder-foods.yaml"


@pytest.fixture
def known(any_terminal: Terminal) -> Terminal:
    """A terminal on a store that holds the worked example."""
    any_terminal.done("migrate")
    any_terminal.done("import", EXAMPLES / "invoice-automation.yaml")
    any_terminal.done("import", ALDER)
    return any_terminal


def flat(text: str) -> str:
    """A text without regard to its columns: words with one space between them."""
    return " ".join(text.split())


def asked(terminal: Terminal, *more: str) -> dict[str, object]:
    """The one price exception of the worked example, as programs get it."""
    (found,) = json.loads(terminal.done("exception", "alder-foods", *more, "--json"))["exceptions"]
    assert isinstance(found, dict)
    return found


def test_a_discount_is_asked_as_a_share_or_as_money(known: Terminal) -> None:
    assert asked(known, "--ask", "15%", "--reason", "A cheaper offer.")["asked"] == 49263.34
    assert asked(known, "--ask", "20 000", "--reason", "A cheaper offer.")["asked"] == 20000


def test_what_the_value_says_is_kept_with_the_request(known: Terminal) -> None:
    said = flat(known.done("exception", "alder-foods", "--ask", "15%", "--reason", "A cheaper offer."))
    assert "value says not justified by value: at the list price the customer is better off" in said
    assert said.endswith("decided not yet")


def test_where_something_is_missing_and_unbuilt_the_discount_waits(known: Terminal) -> None:
    known.done("opportunity", "alder-foods", "--list", "160000+30000", "--price", "136000+30000")
    said = flat(known.done("exception", "alder-foods", "--ask", "15%", "--reason", "They know the old price."))
    assert "value says build first, hold the discount: " in said
    assert "the gap is 55 400 USD" in said


def test_a_decision_is_made_once_and_stays(known: Terminal) -> None:
    known.done("exception", "alder-foods", "--ask", "10%", "--reason", "A cheaper offer.")
    first = flat(known.done("exception", "alder-foods", "--grant", "5%", "--reason", "For a reference."))
    assert "decided 16 400 USD granted by local owner on " in first
    again = known.run("exception", "alder-foods", "--grant", "0", "--reason", "On second thought.")
    assert again.exit_code == 2
    assert "nothing is waiting for a decision" in again.stderr
    assert flat(known.done("exception", "alder-foods")) == first


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--ask", "150%", "--reason", "x"), "Error: --ask: is "),
        (("--ask", "15%"), "Error: --reason: "),
        (("--ask", "15%", "--grant", "1", "--reason", "x"), "ask first, then decide"),
        (("--grant", "0", "--reason", "x"), "nothing is waiting for a decision"),
    ],
)
def test_what_cannot_be_asked_or_granted_is_refused(known: Terminal, arguments: tuple[str, ...], said: str) -> None:
    result = known.run("exception", "alder-foods", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_more_than_was_asked_is_never_granted(known: Terminal) -> None:
    known.done("exception", "alder-foods", "--ask", "10%", "--reason", "A cheaper offer.")
    assert "Error: --grant: " in known.run("exception", "alder-foods", "--grant", "20%", "--reason", "Generous.").stderr


def test_a_forecast_is_kept_and_compared_with_what_came(known: Terminal) -> None:
    text = known.done("forecast", "--keep", "Q2")
    assert text.startswith("1 opportunity, USD; win likelihoods: prior, not calibrated\n")
    assert "each for itself 241 500 189 400 0 390 000 390 000" in flat(text)
    assert "None of them is settled yet" in known.done("forecast", "--compare")
    known.done("close", "alder-foods", "won", "--pocket", "112000+30000")
    (kept,) = json.loads(known.done("forecast", "--compare", "--json"))["forecasts"]
    assert (kept["title"], kept["came"], kept["open"], kept["settled"]) == ("Q2", 366000, 0, True)
    assert "1 of 1 settled forecast between P10 and P90" in known.done("forecast", "--compare")


def test_nothing_open_is_nothing_to_forecast(terminal: Terminal) -> None:
    terminal.done("migrate")
    assert "there is nothing to forecast" in terminal.run("forecast").stderr
    assert terminal.run("forecast", "--keep", "Q2").exit_code == 2
    assert terminal.run("forecast", "--compare", "--keep", "Q2").exit_code == 2


@pytest.mark.parametrize(("by", "group"), [("seller", "Ana"), ("manager", "Mia"), ("customer", "Alder Foods"), ("region", "East")])
def test_discounts_are_told_apart_by_whom(known: Terminal, by: str, group: str) -> None:
    known.done("close", "alder-foods", "won", "--pocket", "102000+25500")
    (row,) = json.loads(known.done("discounts", "--by", by, "--json"))["groups"]
    assert (row["name"], row["n"], row["rate"], row["rank"], row["mix"]) == (group, 1, 0.15, None, {"new": 1})
    assert f"{group} 1 328 400 49 300 15 % not known 25 % new 100 %" in flat(known.done("discounts", "--by", by))


def test_without_a_won_opportunity_there_is_nothing_given_away(known: Terminal) -> None:
    result = known.run("discounts")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No won opportunity" in result.stderr


def test_discounts_can_be_drawn(known: Terminal) -> None:
    known.done("close", "alder-foods", "won", "--pocket", "102000+25500")
    known.done("discounts", "--chart", "given.svg")
    assert "<svg" in (known.directory / "given.svg").read_text()


def test_a_setting_is_changed_for_a_reason_and_says_so(known: Terminal) -> None:
    assert "0.10 of our price at list (revision 0 of the settings)\n  why " in known.done("value-settings", "required_surplus")
    known.done("value-settings", "required_surplus", "30%", "--reason", "Ours ask for more.")
    text = known.done("value-settings", "required_surplus")
    assert text.startswith("required_surplus: 0.30 of our price at list (revision 1 of the settings)\n")
    assert "changed     by local owner on " in text
    assert "Ours ask for more." in text
    assert "settings at revision 1" in flat(known.done("score", "alder-foods"))
    assert "build first, hold the discount" in known.done("score", "alder-foods")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("discount_rat", "8%", "--reason", "x"), "did you mean 'discount_rate'?"),
        (("discount_rate", "lots", "--reason", "x"), "give a decimal number such as 0.10"),
        (("discount_rate", "8%"), "say why these numbers are better"),
        (("usually", "30%", "--reason", "x"), "let each be at least as large as the one before"),
        (("discount_rat",), "there is no setting 'discount_rat'"),
        (("discount_rate", "--reason", "x"), "name a setting and its new value"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(terminal: Terminal, arguments: tuple[str, ...], said: str) -> None:
    terminal.done("migrate")
    result = terminal.run("value-settings", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_all_settings_are_listed_with_their_reasons(terminal: Terminal) -> None:
    terminal.done("migrate")
    record = json.loads(terminal.done("value-settings", "--json"))
    assert all(one["reason"] and one["calibrated"] == "not calibrated" for one in record["settings"])
    assert terminal.done("value-settings").endswith(f"{len(record['settings'])} of {len(record['settings'])} are not calibrated.\n")
