"""A scorecard as text, page and JSON: the overlap first, nothing cut off, every figure with what it is made of."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings

from alder import alder_directory
from documents.sales import changed, scored
from random_opportunities import opportunities
from valuenet.charts.picture import picture
from valuenet.documents.scorecard_figures import amount_text, expansion, line
from valuenet.documents.scorecard_json import json_text
from valuenet.documents.scorecard_page import Charts, page, policy
from valuenet.documents.scorecard_telling import answers, sections
from valuenet.documents.scorecard_text import text
from valuenet.model.columns import cells
from valuenet.model.value_settings import ValueSettings
from valuenet.service.pictures import preference_range, tornado, waterfall
from valuenet.service.scorecards import scorecard_read
from valuenet.value.figure import SHARE, YEARS, figure
from valuenet.value.scorecard import scorecard

CARD = scored()
TEXT = text(CARD)
PAGE = page(CARD)

ORDER = (
    "What they desire and what we deliver",
    "What we are worth to them against Competitor B",
    "Where the money comes from",
    "The price",
    "What would change the decision",
    "Find out next",
    "How likely it is, and whose doing",
    "Before you rely on it",
)


class Tags(HTMLParser):
    """Counts the tags of a page, and sees that they close in order."""

    EMPTY = frozenset({"meta", "path", "circle", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.seen.append(tag)
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY:
            assert self.open.pop() == tag


def believed(share: str) -> str:
    """The example in which the owners of both large numbers believe so much of them."""
    one = changed(("    state: validated\n", f"    believed: {{ap-manager: {share}}}\n    state: validated\n"))
    return changed(("    state: valued\n", f"    believed: {{treasurer: {share}}}\n    state: valued\n"), text=one)


def test_the_parts_stand_in_the_order_in_which_a_manager_reads() -> None:
    assert tuple(part.title for part in sections(CARD)) == ORDER
    for whole, titles in ((TEXT, [title.upper() for title in ORDER]), (PAGE, [f"<h2>{title}" for title in ORDER])):
        places = [whole.index(title) for title in titles]
        assert places == sorted(places)


def test_the_answer_stands_before_everything() -> None:
    assert [(one.label, one.shown.replace("\u00a0", " ")) for one in answers(CARD)] == [
        ("A discount", "not justified by value"),
        ("Preference", "+86 900 USD"),
        ("Win likelihood", "61.9 %"),
    ]
    assert TEXT.index("not justified by value") < TEXT.index(ORDER[0].upper())


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("explained", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, explained: bool) -> None:
    lines = text(CARD, width=width, explained=explained).split("\n")
    assert max(map(cells, lines)) <= max(width, 80 if explained else width)
    assert all(one == one.rstrip() for one in lines)


@pytest.mark.parametrize(
    "shown",
    [
        "211 400",
        "109 500",
        "86 900",
        "415 300",
        "58.9 %",
        "1.93 times",
        "\u221249 900",
        "236 100",
        "154 900",
        "115 500",
        "74 600",
        "61.9 %",
    ],
)
def test_the_printed_figures_of_the_example_are_on_text_and_page(shown: str) -> None:
    assert shown in TEXT
    assert shown in PAGE.replace("\u00a0", " ")


def test_every_figure_opens_to_its_formula_inputs_and_source() -> None:
    blocks = [block for part in sections(CARD) for block in part.blocks]
    lines = [*answers(CARD), *(line for block in blocks for line in (*block.lines, *(line for item in block.items for line in item.lines)))]
    shown = [figure for one in lines for figure in (one.figure, *one.others)]
    assert len(shown) > 40
    for one in shown:
        labels = [label for label, _ in expansion(one)]
        assert "Exactly" in labels
        assert "Source" in labels or "Formula" in labels
    assert PAGE.count("<details>") == len(lines)
    assert "<dd>dV - dP - dK</dd>" in PAGE
    assert "dP = 109\u00a0474.079639" in PAGE


def test_the_page_is_sound_has_no_script_and_its_policy_allows_its_style_alone() -> None:
    charts = Charts(waterfall=picture(waterfall(CARD)), range=picture(preference_range(CARD)), tornado=picture(tornado(CARD)))
    whole = page(CARD, charts)
    tags = Tags()
    tags.feed(whole)
    assert tags.open == []
    assert "script" not in tags.seen
    assert tags.seen.count("svg") == 3
    assert not re.search(r'\s(style|on\w+)="', whole)
    assert policy().startswith("default-src 'none'; style-src 'sha256-")


def test_what_people_wrote_cannot_act_on_the_page() -> None:
    card = scored(changed(("name: Alder Foods, invoice automation", "name: <script>alert(1)</script> & more")))
    assert "<script" not in page(card)
    assert "&lt;script&gt;" in page(card)


def test_a_figure_that_is_not_known_says_why() -> None:
    card = scored(changed(("price: {yearly: 120 000, one_time: 30 000, currency: USD}", "price: {currency: USD}")))
    told = answers(card)[2]
    assert told.shown == "—"
    assert told.note == "not defined at a price of 0"


def test_what_is_not_believed_is_to_be_proved() -> None:
    card = scored(believed("20 %"))
    assert card.belief.prove_it
    told = text(card)
    assert "prove it, do not discount" in told
    assert "they believe 20 % of it" in told
    assert "ask before you" in TEXT, "where nobody told"


def test_the_sellers_own_numbers_are_told_apart() -> None:
    card = scored(changed(("    state: valued\n", "    state: envisioned\n")))
    assert "With the seller's own numbers" in text(card)
    assert "With the seller's own numbers" not in TEXT


def test_against_the_status_quo_the_investment_is_told() -> None:
    card = scored(changed().replace("    against: competitor-b\n", ""))
    assert card.investment.npv.amount is not None
    assert "Net present value" in text(card)


def test_a_discount_in_the_price_tells_how_often_it_must_win() -> None:
    card = scored(changed(("switching_cost: 40 000", "list_price: {yearly: 150 000, one_time: 30 000}\nswitching_cost: 40 000")))
    assert "It must win" in text(card)


def test_json_holds_every_figure_and_gives_the_scorecard_back() -> None:
    assert scorecard_read(json_text(CARD, personal=True)) == CARD
    assert json_text(CARD) == json_text(CARD)


def test_personal_outcomes_are_in_no_shared_form() -> None:
    card = scored(changed(("    state: valued\n", "    state: valued\n    personal: true\n")))
    (one,) = card.personal
    assert card.personal_subtotal.amount
    for shared in (text(card), page(card)):
        assert one.because not in shared
    assert one.claim not in json_text(card)
    assert one.claim in json_text(card, personal=True)
    assert scorecard_read(json_text(card)).personal_subtotal == replace(card.personal_subtotal, amount=Decimal(0))


@given(opportunities())
@settings(deadline=None, max_examples=20)
def test_any_scorecard_can_be_told(made: Any) -> None:
    network, opportunity = made
    card = scorecard(opportunity, network, alder_directory(), ValueSettings(draws=200))
    assert max(map(cells, text(card, explained=True).split("\n"))) <= 80
    tags = Tags()
    tags.feed(page(card))
    assert tags.open == []


def test_amounts_are_rounded_to_what_anybody_can_know() -> None:
    assert amount_text(Decimal("86908.34"), "USD", signed=True) == "+86\u00a0900\u00a0USD"
    assert amount_text(Decimal("-9876.5"), "USD") == "\u22129\u00a0876\u00a0USD"
    assert amount_text(Decimal("0.588857"), SHARE) == "58.9\u00a0%"
    assert amount_text(Decimal("-0.00001"), SHARE, signed=True) == "0\u00a0%"
    assert amount_text(Decimal("1.5"), YEARS) == "1.50\u00a0years"
    assert line("Payback", figure(None, YEARS, "", "never"), "until it is paid").note == "never"
