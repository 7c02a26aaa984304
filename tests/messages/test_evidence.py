"""What tests in dialogue say about hypotheses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogues import counted, said
from valuenet.messages.evidence import Evidence, Standing, Stated, contrasts, credibility, stated, units
from valuenet.model.ids import AccountId, OutcomeId, PersonaId
from valuenet.model.message_test import MessageTest
from valuenet.model.vocabulary import Desirability
from valuenet.value.rates import RateLabel, RateRule

FASTER = OutcomeId("out_faster")
ALDER = Evidence(
    tests=(*counted("treasurer", 7, 3), *counted("controller", 1, 5), *counted("cfo", 2, 2), *counted("it", 0, 2)),
)
"""The worked example: ten treasurers, six controllers, four CFOs and two IT leads about one outcome."""


def standing(evidence: Evidence, persona: str, about: OutcomeId = FASTER) -> Standing:
    return evidence.standings[about, PersonaId(f"per_{persona}")]


@pytest.mark.parametrize(
    ("persona", "printed"),
    [
        ("treasurer", ".631 [.415, .825] of 10, promising"),
        ("controller", ".283 [.087, .531] of 6, refuted"),
        ("cfo", ".479 [.208, .757] of 4, not enough tests"),
        ("it", ".306 [.062, .627] of 2, not enough tests"),
    ],
)
def test_the_worked_example_is_as_printed(persona: str, printed: str) -> None:
    found = standing(ALDER, persona).rate
    mean, low, high = (f"{share:.3f}".lstrip("0") for share in (found.mean, found.low, found.high))
    assert f"{mean} [{low}, {high}] of {found.n}, {found.label}" == printed


def test_the_contrast_of_treasurer_and_controller_is_as_printed_and_the_surest_of_all() -> None:
    first, *others = contrasts(ALDER, FASTER)
    assert (first.higher, first.lower, f"{first.chance:.3f}") == ("per_treasurer", "per_controller", "0.962")
    assert len(others) == 5
    assert all(0.5 <= contrast.chance <= first.chance for contrast in others)


def test_a_persona_without_an_answer_is_contrasted_with_nobody() -> None:
    evidence = Evidence(tests=(said("cfo", "alder"), said("it", "alder", "inconclusive")))
    assert contrasts(evidence, FASTER) == ()


def test_three_calls_at_one_account_count_once_at_their_last_result() -> None:
    calls = (
        said("cfo", "alder", "validated", on="2026-03-01"),
        said("cfo", "alder", "validated", on="2026-03-05"),
        said("cfo", "alder", "refuted", on="2026-03-03"),
    )
    found = standing(Evidence(tests=calls), "cfo")
    assert (found.tally.validated, found.tally.refuted, found.tally.accounts, found.rate.n) == (1, 0, 1, 1)
    assert found.tally.last_tested == date(2026, 3, 5)


def test_of_two_tests_on_one_day_the_one_with_the_later_id_counts() -> None:
    later, earlier = said("cfo", "alder", "refuted", id="tst_2"), said("cfo", "alder", "validated", id="tst_1")
    assert standing(Evidence(tests=(later, earlier)), "cfo").tally.refuted == 1


def test_the_same_account_counts_once_for_each_persona_and_each_outcome() -> None:
    evidence = Evidence(tests=(said("cfo", "alder"), said("it", "alder"), said("cfo", "alder", about="out_cheaper")))
    assert len(units(evidence.tests)) == 3
    assert len(evidence.standings) == 3


def test_inconclusive_is_shown_apart_and_changes_no_rate() -> None:
    sure = counted("cfo", 2, 1)
    doubtful = [*sure, said("cfo", "birch", "inconclusive")]
    before, after = standing(Evidence(tests=tuple(sure)), "cfo"), standing(Evidence(tests=tuple(doubtful)), "cfo")
    assert after.rate == before.rate
    assert (after.tally.inconclusive, after.tally.n, after.tally.accounts) == (1, 3, 4)


def test_a_result_that_became_doubtful_counts_no_more() -> None:
    evidence = Evidence(tests=(said("cfo", "alder", on="2026-03-01"), said("cfo", "alder", "inconclusive", on="2026-04-01")))
    assert standing(evidence, "cfo").rate.n == 0


def test_what_was_said_earlier_holds_until_something_else_is_said() -> None:
    evidence = Evidence(
        tests=(
            said("cfo", "alder", on="2026-03-01", desirability="high", money=40_000, thought_of=False, quote="at last"),
            said("cfo", "alder", on="2026-04-01", desirability="medium"),
            said("cfo", "birch", money=60_000, quote="yes"),
        )
    )
    found = standing(evidence, "cfo")
    assert dict(found.desirability) == {Desirability.HIGH: 0, Desirability.MEDIUM: 1, Desirability.LOW: 0}
    assert found.stated is not None
    assert found.stated == Stated(accounts=2, median=Decimal(50_000), low=Decimal(40_000), high=Decimal(60_000))
    assert found.units[0].thought_of is False
    assert found.quotes == 2


def test_only_money_a_year_is_money() -> None:
    assert standing(Evidence(tests=(said("cfo", "alder", money=12, unit="hours a week"),)), "cfo").stated is None


def test_of_one_account_the_last_amount_counts_whoever_said_it() -> None:
    told = units((said("cfo", "alder", money=40_000, on="2026-03-01"), said("it", "alder", money=10_000, on="2026-03-09")))
    found = stated(told)
    assert found is not None
    assert (found.accounts, found.median) == (1, Decimal(10_000))


def test_without_tests_of_its_own_a_hypothesis_is_as_likely_as_with_the_other_personas() -> None:
    assert ALDER.rate_of(FASTER, PersonaId("per_clerk")).mean == pytest.approx(11 / 24)
    assert ALDER.rate_of(FASTER, PersonaId("per_clerk")).label is RateLabel.NOT_ENOUGH_TESTS
    assert ALDER.rate_of(OutcomeId("out_new"), PersonaId("per_cfo")).mean == 0.5
    assert ALDER.rate_of(FASTER, PersonaId("per_it")) == standing(ALDER, "it").rate


def test_another_rule_labels_otherwise() -> None:
    assert standing(Evidence(tests=ALDER.tests, rule=RateRule(fewest=4)), "cfo").rate.label is RateLabel.UNDECIDED


def test_credibility_is_what_was_recorded_last_with_this_persona_at_this_account() -> None:
    evidence = Evidence(
        tests=(
            said("cfo", "alder", on="2026-04-01", credible=False, about="out_cheaper"),
            said("cfo", "alder", on="2026-03-01", credible=True),
            said("cfo", "alder", on="2026-05-01"),
            said("cfo", "birch", on="2026-05-01", credible=True),
        )
    )
    cfo = PersonaId("per_cfo")
    assert [credibility(evidence, AccountId(f"acc_{key}"), cfo) for key in ("alder", "birch", "cedar")] == [False, True, None]


results = st.sampled_from(["validated", "refuted", "inconclusive"])
dialogues = st.lists(
    st.builds(
        said,
        st.sampled_from(["cfo", "it"]),
        st.sampled_from(["alder", "birch", "cedar"]),
        results,
        about=st.sampled_from(["out_faster", "out_cheaper"]),
        on=st.sampled_from(["2026-03-01", "2026-03-02", "2026-04-01"]),
        money=st.none() | st.integers(1, 9),
        thought_of=st.none() | st.booleans(),
        credible=st.none() | st.booleans(),
    ),
    max_size=20,
)


@given(dialogues, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_recording_changes_nothing(tests: list[MessageTest], order: Random) -> None:
    before = Evidence(tests=tuple(tests))
    order.shuffle(tests)
    after = Evidence(tests=tuple(tests))
    assert list(after.standings.items()) == list(before.standings.items())
    assert contrasts(after, FASTER) == contrasts(before, FASTER)


@given(dialogues)
@settings(deadline=None)
def test_no_account_counts_twice_and_none_is_lost(tests: list[MessageTest]) -> None:
    for found in Evidence(tests=tuple(tests)).standings.values():
        asked = {test.account for test in tests if (test.outcome, test.persona) == (found.outcome, found.persona)}
        assert found.tally.accounts == len(asked) == found.tally.n + found.tally.inconclusive
