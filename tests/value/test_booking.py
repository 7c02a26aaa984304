"""Each dollar counts once, and everything that does not count says why."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from alder import AUDIT, CONNECTOR, EARLY_PAY, FASTER, OVERTIME, PROFIT, RIVAL, alder, alder_network, amounts, claim, lines
from valuenet.model.amounts import Range, exactly
from valuenet.model.claim import Claim, Theirs
from valuenet.model.evidence import Override
from valuenet.model.ids import ClaimId, StakeholderId
from valuenet.model.network import Network
from valuenet.model.value_vocabulary import ClaimState, Verdict
from valuenet.model.vocabulary import OutcomeKind
from valuenet.value.booked import Booked, Booking, Decision
from valuenet.value.booking import booking, overclaimed

AP_MANAGER = StakeholderId("stk_ap-manager")
CHAIN = alder_network(f"{FASTER} -> {AUDIT} -> {OVERTIME}", EARLY_PAY, PROFIT)
VALUED, VALIDATED = ClaimState.VALUED, ClaimState.VALIDATED


def labour(net: Network, outcome: str, amount: int, state: ClaimState = VALUED, **more: object) -> Claim:
    """A claim of a certain amount of thousands on the labour line, owned by the AP manager."""
    return claim(net, outcome, "ap-labour", amounts(amount, amount, amount), state, "ap-manager", **more)


def booked(net: Network, *claims: Claim, baseline: int | None = None) -> Booking:
    told = lines() if baseline is None else lines(ap_labour=baseline)
    return booking(alder(net, claims=claims, lines=told), net)


def became(found: Booking) -> dict[str, Decision]:
    return {one.claim.outcome_key: one.decision for one in found.booked}


def of(found: Booking, outcome: str) -> Booked:
    return next(one for one in found.booked if one.claim.outcome_key == outcome)


def differently(outcome: str, about: str | None, verdict: Verdict = Verdict.DIFFERENT) -> Claim:
    """A claim of 30 thousand whose owner says something of its money and another claim's."""
    word = Override(
        verdict=verdict, claim=ClaimId(f"clm_{about}") if about else None, said="that team has a budget of its own", by=AP_MANAGER
    )
    return labour(CHAIN, outcome, 30, overrides=(word,))


def test_claims_are_the_same_money_along_a_chain_also_through_outcomes_without_a_claim() -> None:
    found = booked(CHAIN, labour(CHAIN, FASTER, 30), labour(CHAIN, OVERTIME, 40, VALIDATED))
    assert became(found) == {FASTER: Decision.SAME_MONEY, OVERTIME: Decision.COUNTED}
    assert [CHAIN.node_by_id[arrow.effect].key for arrow in of(found, FASTER).through] == [AUDIT, OVERTIME]
    assert of(found, FASTER).because == (
        f"the same money as “Less overtime” ({FASTER} → {AUDIT} → {OVERTIME}), which has the better evidence"
    )
    assert found.arrows == of(found, FASTER).through


def test_claims_are_the_same_money_anywhere_around_a_loop() -> None:
    net = alder_network(f"{FASTER} -> {OVERTIME} -> {AUDIT} -> {FASTER}")
    found = booked(net, *(labour(net, outcome, amount) for outcome, amount in ((FASTER, 30), (OVERTIME, 20), (AUDIT, 25))))
    assert became(found) == {FASTER: Decision.SAME_MONEY, OVERTIME: Decision.COUNTED, AUDIT: Decision.SAME_MONEY}
    assert "the smaller total" in of(found, AUDIT).because


def test_money_on_different_lines_is_different_money() -> None:
    early = claim(CHAIN, OVERTIME, "supplier-discounts", amounts(5, 5, 5), VALUED, "treasurer")
    assert set(became(booked(CHAIN, labour(CHAIN, FASTER, 30), early)).values()) == {Decision.COUNTED}


def test_what_shares_only_a_cause_is_not_the_same_money() -> None:
    net = alder_network(f"{FASTER} -> {OVERTIME}", f"{FASTER} -> {AUDIT}")
    assert set(became(booked(net, labour(net, OVERTIME, 30), labour(net, AUDIT, 20))).values()) == {Decision.COUNTED}


def test_the_gate_comes_before_the_choice_of_a_level() -> None:
    found = booked(CHAIN, labour(CHAIN, FASTER, 30, ClaimState.TESTED), labour(CHAIN, OVERTIME, 90, ClaimState.ENVISIONED))
    assert became(found) == {FASTER: Decision.SAME_MONEY, OVERTIME: Decision.COUNTED}
    assert of(found, FASTER).because.startswith("not envisioned yet, and the same money as “Less overtime”")


def test_unbuilt_claims_that_are_the_same_money_are_unbuilt_once() -> None:
    found = booked(CHAIN, labour(CHAIN, FASTER, 30, ClaimState.TESTED), labour(CHAIN, OVERTIME, 10, ClaimState.PROPOSED))
    assert became(found) == {FASTER: Decision.UNBUILT, OVERTIME: Decision.SAME_MONEY}
    assert "without a clear answer" in of(found, FASTER).because


def test_the_owner_may_say_that_money_is_different_and_the_sentence_is_kept() -> None:
    for about in (OVERTIME, None):
        found = booked(CHAIN, differently(FASTER, about), labour(CHAIN, OVERTIME, 40))
        assert set(became(found).values()) == {Decision.COUNTED}
        assert of(found, FASTER).claim.overrides[0].said == "that team has a budget of its own"


def test_the_owner_may_say_that_money_is_the_same_where_no_arrow_does() -> None:
    found = booked(CHAIN, differently(EARLY_PAY, PROFIT, Verdict.SAME), labour(CHAIN, PROFIT, 40))
    assert became(found) == {EARLY_PAY: Decision.COUNTED, PROFIT: Decision.SAME_MONEY}
    assert "(the owner of the number: that team has a budget of its own)" in of(found, PROFIT).because


def test_all_negative_claims_count_unless_the_owner_merges_them() -> None:
    worse = labour(CHAIN, FASTER, -5), labour(CHAIN, OVERTIME, -7)
    assert set(became(booked(CHAIN, *worse)).values()) == {Decision.COUNTED}
    word = Override(verdict=Verdict.SAME, claim=worse[0].id, said="it is the same hour", by=AP_MANAGER)
    merged = booked(CHAIN, worse[0], replace(worse[1], overrides=(word,)))
    assert became(merged) == {FASTER: Decision.SAME_MONEY, OVERTIME: Decision.COUNTED}, "the one that speaks more against us"
    assert "always counts" in of(merged, OVERTIME).because


def test_a_line_is_capped_at_its_baseline_and_an_import_would_be_refused() -> None:
    found = booked(CHAIN, labour(CHAIN, FASTER, 60), labour(CHAIN, EARLY_PAY, 90), baseline=100_000)
    assert [one.ours.likely for one in found.counted] == [40_000, 60_000]
    (problem,) = overclaimed(found)
    assert (problem.path, problem.code) == ("lines.ap-labour", "OVER_BASELINE")
    assert "150000 a year is claimed on 'AP labour', and the line is 100000 a year" in problem.message
    assert overclaimed(booked(CHAIN, labour(CHAIN, FASTER, 60), baseline=60_000)) == ()


def test_what_is_unbuilt_fills_no_more_than_the_room_that_is_left() -> None:
    found = booked(CHAIN, labour(CHAIN, FASTER, 60), labour(CHAIN, EARLY_PAY, 90, ClaimState.PROPOSED), baseline=100_000)
    assert of(found, EARLY_PAY).ours.likely == 40_000
    assert overclaimed(found) == (), "only what counts is claimed"


def test_what_was_refuted_counts_for_nothing() -> None:
    found = booked(CHAIN, labour(CHAIN, FASTER, 60, ClaimState.REFUTED))
    assert became(found) == {FASTER: Decision.REFUTED}
    assert of(found, FASTER).because == "the customer said no on 2026-03-02"


def test_a_result_that_is_desired_without_a_number_is_neither_counted_nor_unbuilt() -> None:
    desired = claim(CHAIN, FASTER, None, None, ClaimState.ENVISIONED, "ap-manager")
    proposed = claim(CHAIN, AUDIT, None, None, ClaimState.PROPOSED, "controller")
    assert became(booked(CHAIN, desired, proposed)) == {FASTER: Decision.NOT_SIZED, AUDIT: Decision.UNBUILT}


def test_a_personal_outcome_has_money_only_where_that_person_stated_it_and_never_in_the_case() -> None:
    personal = labour(CHAIN, FASTER, 7, personal=True)
    found = booked(CHAIN, personal, labour(CHAIN, OVERTIME, 40))
    assert became(found) == {FASTER: Decision.PERSONAL, OVERTIME: Decision.COUNTED}
    assert (of(found, FASTER).ours, found.lines[0].counted) == (amounts(7, 7, 7), amounts(40, 40, 40))
    other = replace(personal.evidence, stated_by=StakeholderId("stk_cfo"))
    assert of(booked(CHAIN, replace(personal, evidence=other)), FASTER).ours == exactly(0)


def test_a_personal_outcome_that_was_refuted_is_personal_still() -> None:
    found = of(booked(CHAIN, replace(labour(CHAIN, FASTER, 7, personal=True), state=ClaimState.REFUTED)), FASTER)
    assert (found.decision, found.ours, found.because) == (Decision.PERSONAL, exactly(0), "the customer said no on 2026-03-02")


def test_a_personal_outcome_of_the_map_is_personal_whatever_the_claim_says() -> None:
    net = alder_network(OVERTIME)
    (outcome,) = (one for one in net.outcomes if one.key == OVERTIME)
    others = tuple(one for one in net.outcomes if one is not outcome)
    net = replace(net, outcomes=(*others, replace(outcome, kind=OutcomeKind.PERSONAL)))
    assert became(booked(net, labour(net, OVERTIME, 40))) == {OVERTIME: Decision.PERSONAL}


def test_an_outcome_that_left_the_map_takes_its_money_with_it() -> None:
    found = booked(CHAIN, labour(CHAIN, "gone", 60), labour(CHAIN, CONNECTOR, -5))
    assert became(found) == {"gone": Decision.OFF_THE_MAP, CONNECTOR: Decision.COUNTED}


def test_the_difference_from_an_alternative_is_known_only_where_it_was_told() -> None:
    one = of(booked(CHAIN, labour(CHAIN, FASTER, 60)), FASTER)
    assert one.against("competitor-b") == amounts(60, 60, 60)
    assert one.against("status-quo") is None


def test_shares_of_alternatives_compound_as_ours_do() -> None:
    half = Range(low=Decimal("0.5"), likely=Decimal("0.5"), high=Decimal("0.5"))
    both = [
        claim(
            CHAIN,
            key,
            "ap-labour",
            half,
            VALUED,
            "cfo",
            of_baseline=True,
            against="status-quo",
            theirs=(Theirs(alternative=RIVAL, amount=half),),
        )
        for key in (FASTER, EARLY_PAY)
    ]
    found = booked(CHAIN, *both, baseline=400)
    assert [one.theirs[0].amount.likely for one in found.counted] == [150, 150]
    assert [one.against("competitor-b") for one in found.counted] == [exactly(0)] * 2


def test_what_speaks_for_us_and_what_speaks_against_us_is_never_the_same_money() -> None:
    assert set(became(booked(CHAIN, labour(CHAIN, FASTER, 30), labour(CHAIN, OVERTIME, -5))).values()) == {Decision.COUNTED}


def test_what_was_measured_has_the_best_evidence() -> None:
    found = booked(CHAIN, labour(CHAIN, FASTER, 30, ClaimState.REALISED), labour(CHAIN, OVERTIME, 20, VALIDATED))
    assert became(found) == {FASTER: Decision.COUNTED, OVERTIME: Decision.SAME_MONEY}
    assert of(found, FASTER).because == "measured after going live on 2026-03-02; it stands for 1 more of the same money"
