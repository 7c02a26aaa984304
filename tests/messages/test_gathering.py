"""Value gaps that seem to say the same."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from valuenet.messages.gathering import gathering, likeness_of, words
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.ids import AccountId, GapId, OutcomeId
from valuenet.model.value_gap import GapDecision, ValueGap
from valuenet.model.vocabulary import GapState, ScoutFunction

DECIDED = GapDecision(by=LOCAL_OWNER, at="2026-03-02T09:00:00.000000+00:00", reason="so it was decided")


def gap(number: int, text: str, state: GapState = GapState.OPEN) -> ValueGap:
    """The gap that was reported on the day of its number."""
    return ValueGap(
        id=GapId(f"gap_{number:04d}"),
        text=text,
        account=AccountId("acc_alder"),
        on=date(2026, 1, 1) + timedelta(days=number),
        scout="Sam",
        function=ScoutFunction.SUPPORT,
        state=state,
        decision=None if state is GapState.OPEN else DECIDED,
        outcome=OutcomeId("out_fast") if state is GapState.RESOLVED else None,
        same_as=GapId("gap_9999") if state is GapState.GATHERED else None,
    )


def likeness(one: str, other: str) -> str | None:
    """Why two texts are alike, in words."""
    found = likeness_of(words(one), words(other))
    return found.sentence if found is not None else None


ALIKE = [
    (
        "Approve invoices on the mobile phone",
        "No approval of invoices on mobile phones",
        "4 of 4 words shared: approve, invoices, mobile, phone",
    ),
    (
        "Invoices cannot be approved on a mobile phone while travelling",
        "Approve invoices on the mobile phone",
        "4 of 6 words shared: invoices, approved, mobile, phone",
    ),
    (
        "Cannot post without order number",
        "Posting without an order number is not possible",
        "4 of 4 words shared: post, without, order, number",
    ),
    (
        "Book a parking space together with the desk",
        "Booking a parking space with the desk",
        "4 of 5 words shared: book, parking, space, desk",
    ),
    ("VAT handling for 30 countries is missing", "VAT for 30 countries", "3 of 4 words shared: vat, 30, countries"),
    ("Reporting", "reporting!", "1 of 1 words shared: reporting"),
    ("We need it", "We need it", "3 of 3 words shared: we, need, it"),
    ("Größere Räume", "GRÖSSERE räume", "2 of 2 words shared: grössere, räume"),
]
APART = [
    ("Approve invoices in bulk", "Approve invoices on the mobile phone"),
    ("Export the audit report as PDF per branch", "Export the audit report as Excel per branch"),
    ("Reminder before a discount date passes", "Reminder after a discount date passes"),
    ("Post invoices with an order number", "Post invoices without an order number"),
    ("VAT for 30 countries", "VAT for 12 countries"),
    ("Too many e-mails about open approvals of invoices", "No e-mails about open approvals of invoices"),
    ("Supplier portal in Polish", "Supplier portal in Czech"),
    ("Approve invoices", "Approve invoices on the mobile phone"),
    ("???", "!!!"),
]


@pytest.mark.parametrize(("one", "other", "because"), ALIKE)
def test_texts_that_say_the_same_are_alike_and_the_reason_names_the_words(one: str, other: str, because: str) -> None:
    assert likeness(one, other) == because
    assert likeness(other, one) is not None


@pytest.mark.parametrize(("one", "other"), APART)
def test_another_object_a_turned_meaning_or_another_figure_keeps_texts_apart(one: str, other: str) -> None:
    assert likeness(one, other) is None
    assert likeness(other, one) is None


def test_a_proposal_gathers_open_gaps_into_the_oldest_of_them_oldest_first() -> None:
    texts = ["Approve invoices on the phone", "Book a desk with parking", "No approval of invoices on phones", "Invoice approval by phone"]
    gaps = [gap(number, text) for number, text in enumerate(texts)]
    (found,) = gathering(reversed(gaps))
    assert (found.into, found.gaps) == (gaps[0], (gaps[2], gaps[3]))
    assert [one.sentence for one in found.because] == [
        "3 of 3 words shared: approval, invoices, phones",
        "3 of 3 words shared: invoice, approval, phone",
    ]


def test_what_was_queued_or_resolved_draws_open_gaps_and_is_never_gathered_itself() -> None:
    text = "Approve invoices on the phone"
    open_, queued, resolved = gap(1, text), gap(2, text, GapState.QUEUED), gap(3, text, GapState.RESOLVED)
    (found,) = gathering([open_, queued, resolved])
    assert (found.into, found.gaps) == (queued, (open_,))
    assert gathering([queued, resolved]) == ()


def test_declined_and_gathered_gaps_are_left_alone() -> None:
    text = "Approve invoices on the phone"
    assert gathering([gap(1, text, GapState.DECLINED), gap(2, text, GapState.GATHERED), gap(3, text)]) == ()


def test_proposals_with_most_gaps_come_first_and_no_gap_is_in_two() -> None:
    texts = ["Book a desk with parking", "Desk booking with parking", "Invoice approval by phone", "Approve invoices on the phone"]
    gaps = [gap(number, text) for number, text in enumerate([*texts, "Approving invoices by phone"])]
    found = gathering(gaps)
    shown = [[one.into.id, *(gap.id for gap in one.gaps)] for one in found]
    assert shown == [
        ["gap_0002", "gap_0003", "gap_0004"],
        ["gap_0000", "gap_0001"],
    ]


VOCABULARY = ["invoice", "phone", "order", "desk", "parking", "bulk", "portal", "audit", "vat", "before", "30", "12"]


@given(st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=7), max_size=14))
@settings(deadline=None)
def test_only_comparing_texts_with_rare_words_in_common_loses_no_pair(texts: list[list[str]]) -> None:
    gaps = [gap(number, " ".join(text) or "-") for number, text in enumerate(texts)]
    found = gathering(gaps)
    together = {gap.id for one in found for gap in (one.into, *one.gaps)}
    assert sum(len(one.gaps) + 1 for one in found) == len(together), "no gap is in two"
    lonely = [gap for gap in gaps if gap.id not in together]
    assert not any(likeness(one.text, other.text) for one, other in combinations(lonely, 2))
    assert all(likeness(one.into.text, gap.text) for one in found for gap in one.gaps)


def test_two_thousand_gaps_are_gathered_in_a_moment() -> None:
    random = Random(5)
    vocabulary = ["".join(random.choices("abcdefghijklmnop", k=8)) for _ in range(300)]
    weights = [1 / place for place in range(1, 301)]
    gaps = [gap(number, " ".join(random.choices(vocabulary, weights, k=random.randint(3, 12)))) for number in range(2_000)]
    start = perf_counter()
    assert gathering(gaps)
    assert perf_counter() - start < 5, "about .3 s where nothing else runs"
