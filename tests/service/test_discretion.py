"""What is personal is seen by role, through every use case alike, and never lost because somebody did not see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from admitting import ADMIN, EDITOR, VIEWER
from commits import create, introduce
from networks import CFO, culture
from records import account, all_kinds, keep
from selling import Shop, shop, told
from valuenet.errors import InvalidOpportunity, NotAllowed
from valuenet.model.call import Call
from valuenet.model.directory import Directory
from valuenet.model.frozen_scorecard import FrozenScorecard
from valuenet.model.ids import LOCAL, ClaimId, FrozenScorecardId, OutcomeId, PriceExceptionId, StakeholderId
from valuenet.model.message_test import StatedNumber
from valuenet.model.opportunity import Opportunity
from valuenet.model.price_exception import PriceException
from valuenet.model.record import Kept
from valuenet.model.vocabulary import OutcomeKind
from valuenet.service.briefs import Attending, BriefQuestion, brief
from valuenet.service.call_plans import brief_keep, call_plan, call_plan_comment, call_plans
from valuenet.service.caller import Caller
from valuenet.service.claims import CallRecord, call_record
from valuenet.service.dialogue import message_test, message_test_called, message_tests
from valuenet.service.discretion import seen
from valuenet.service.history import changes, since
from valuenet.service.knowledge import knowledge
from valuenet.service.library import Library
from valuenet.service.opportunities import opportunities, opportunity_called, opportunity_page
from valuenet.service.opportunity_opening import WholeOpportunity, opportunity_save
from valuenet.service.reading import Reading
from valuenet.service.records import kept
from valuenet.service.scorecard_comparing import scorecards_compared
from valuenet.service.scorecards import scorecard
from valuenet.store.protocol import Store
from worth import exception, frozen, full_opportunity, guidance

QUOTE, NEED, PERSON = "It robs me of my sleep", "Nobody tells me when it breaks", "Ms Jade Garnet"
WORTH = re.compile(r"98(\D|\\u202f|\\xa0)?765")
SPOKEN = told(outcome="culture/pride", account="Alder", persona="cro", person=PERSON, quote=QUOTE, need=NEED)
MEETING = BriefQuestion(attendees=(Attending(persona="cro", person=PERSON),), account="alder", networks=("culture",), on=date(2026, 3, 11))


def spoken(store: Store) -> Shop:
    """A shop where an editor recorded what somebody said, and kept a brief about it."""
    there = shop(store)
    message_test(there.library, EDITOR, SPOKEN)
    brief_keep(there.library, EDITOR, MEETING)
    return there


def recorded(library: Library, caller: Caller) -> list[str]:
    """The ids of the test and the plan."""
    tests, plans = message_tests(library, caller).tests, call_plans(library, caller).plans
    return [*(one.kept.record.id for one in tests), *(one.kept.record.id for one in plans)]


WAYS: dict[str, Callable[[Library, Caller], object]] = {
    "tests": lambda library, caller: message_tests(library, caller).tests,
    "a brief": lambda library, caller: brief(library, caller, replace(MEETING, attendees=(), personas=("cro",))),
    "call plans": lambda library, caller: call_plans(library, caller).plans,
    "what is known": lambda library, caller: knowledge(library, caller, "culture").evidence,
    "a history": lambda library, caller: [changes(library, caller, record_id) for record_id in recorded(library, caller)],
    "a log": lambda library, caller: [since(library, caller, one.kept.record.id, 0) for one in message_tests(library, caller).tests],
}


@pytest.mark.parametrize("way", WAYS)
def test_a_customers_words_and_name_are_for_those_who_may_see_them(sqlite_store: Store, way: str) -> None:
    library = spoken(sqlite_store).library
    shown = {caller.role: repr(WAYS[way](library, caller)) for caller in (VIEWER, EDITOR, ADMIN)}
    assert [secret for secret in (QUOTE, NEED, PERSON) if secret in shown[VIEWER.role]] == []
    assert QUOTE in shown[EDITOR.role]
    assert shown[EDITOR.role] == shown[ADMIN.role]


def test_counts_results_and_rates_are_the_same_for_all(sqlite_store: Store) -> None:
    library = spoken(sqlite_store).library
    seen = []
    for caller in (VIEWER, EDITOR):
        known = knowledge(library, caller, "culture").evidence
        seen.append([(one.tally, one.quotes) for one in known.standings.values()])
    assert seen[0] == seen[1] != []


def test_whoever_recorded_it_sees_it_in_any_role(sqlite_store: Store) -> None:
    there = shop(sqlite_store)
    recorded = message_test(there.library, VIEWER, SPOKEN).kept.record
    other = replace(VIEWER, actor=replace(VIEWER.actor, id="act_other"))
    assert message_test_called(there.library, VIEWER, recorded.id).kept.record == recorded
    assert message_test_called(there.library, other, recorded.id).kept.record.quote == "(not shown)"
    plan = brief_keep(there.library, VIEWER, MEETING).kept.record
    assert call_plan(there.library, VIEWER, plan.id).kept.record.attendees[0].person == PERSON
    assert call_plan(there.library, other, plan.id).kept.record.attendees[0].person == ""


def test_a_comment_by_one_who_does_not_see_names_takes_none_away(sqlite_store: Store) -> None:
    library = spoken(sqlite_store).library
    (before,) = call_plans(library, EDITOR).plans
    answer = call_plan_comment(library, VIEWER, before.kept.record.id, "Well done")
    assert PERSON not in repr(answer)
    after = call_plan(library, EDITOR, before.kept.record.id).kept.record
    assert (after.attendees, after.brief) == (before.kept.record.attendees, before.kept.record.brief)
    assert [comment.text for comment in after.comments] == ["Well done"]


def test_the_same_test_again_is_noticed_by_one_who_does_not_see_the_first(sqlite_store: Store) -> None:
    library = spoken(sqlite_store).library
    (first,) = message_tests(library, EDITOR).tests
    assert message_test(library, VIEWER, SPOKEN).repeats == first.kept.record.id


@pytest.fixture
def sold(sqlite_store: Store) -> tuple[Library, Opportunity]:
    """An opportunity with people, quotes and a personal claim, and all that is kept of it."""
    network = culture(introduce(sqlite_store))
    create(sqlite_store, network)
    records = all_kinds(network)
    keep(sqlite_store, *records)
    return Library(sqlite_store), next(one for one in records if isinstance(one, Opportunity) and one.calls)


OPPORTUNITY_WAYS: Sequence[Callable[[Library, Caller, Opportunity], object]] = [
    lambda library, caller, one: opportunity_called(library, caller, one.key),
    lambda library, caller, _: opportunity_page(library, caller).opportunities,
    lambda library, caller, _: opportunities(library, caller),
    lambda library, caller, one: kept(library, caller, one.id, Opportunity),
    lambda library, caller, one: changes(library, caller, one.id),
    lambda library, caller, one: since(library, caller, one.id, 0),
]
SECRETS = ("Ms Gold", "Mr Silver", "It costs us a third", "not\\nthe same people", "of the contract", "'Yes'")


@pytest.mark.parametrize("way", OPPORTUNITY_WAYS)
def test_people_and_their_words_in_an_opportunity_are_for_those_who_may_see_them(sold: tuple[Library, Opportunity], way: Any) -> None:
    library, opportunity = sold
    assert [secret for secret in SECRETS if secret in repr(way(library, VIEWER, opportunity))] == []
    assert [secret for secret in SECRETS if secret not in repr(way(library, EDITOR, opportunity))] == []


def test_kept_scorecards_are_for_those_who_may_see_what_is_in_them_and_their_figures_for_all(sold: tuple[Library, Opportunity]) -> None:
    library, opportunity = sold
    card = '{"source": "Ms Gold"}'
    kept_card = replace(frozen(opportunity, scorecard=card), id=FrozenScorecardId("scd_2"))
    asked = replace(exception(opportunity, guidance=guidance(scorecard=card)), id=PriceExceptionId("exc_2"))
    keep(library.store, kept_card, asked)
    assert kept(library, EDITOR, kept_card.id, FrozenScorecard).record == kept_card
    assert kept(library, VIEWER, kept_card.id, FrozenScorecard).record == replace(kept_card, scorecard=None)
    assert kept(library, EDITOR, asked.id, PriceException).record == asked
    shown = kept(library, VIEWER, asked.id, PriceException).record
    assert shown.guidance == replace(asked.guidance, scorecard=None)
    assert (shown.asked, shown.reason) == (asked.asked, asked.reason)


@pytest.fixture
def own(sqlite_store: Store) -> tuple[Library, Opportunity, ClaimId]:
    """An opportunity with a claim to an outcome that the map calls personal, and the claim does not; it was spoken of in a call."""
    network = culture(introduce(sqlite_store))
    first, *others = network.outcomes
    network = replace(network, outcomes=(replace(first, kind=OutcomeKind.PERSONAL), *others))
    create(sqlite_store, network)
    acme = account("acme")
    opportunity = full_opportunity(network, acme, closed=None, won=None)
    keep(sqlite_store, acme, opportunity)
    claim = opportunity.claims[0]
    assert not claim.personal
    assert claim.id in {said.claim for call in opportunity.calls for said in call.said}
    return Library(sqlite_store), opportunity, claim.id


def test_a_personal_outcome_of_somebody_at_a_customer_is_theirs_and_the_business_case_is_the_same_for_all(
    own: tuple[Library, Opportunity, ClaimId],
) -> None:
    library, opportunity, claim = own
    theirs, ours = (scorecard(library, caller, opportunity.key).scorecard for caller in (VIEWER, EDITOR))
    assert [one.claim for one in ours.personal] == [claim]
    assert ours.personal_subtotal.amount != 0
    assert not theirs.personal
    assert theirs.personal_subtotal.amount == 0
    for part in ("stated", "envisioned", "stated_share", "unbuilt", "lines", "pricing", "winning", "uncertainty", "investment"):
        assert getattr(theirs, part) == getattr(ours, part)
    assert claim not in repr(theirs)


@pytest.mark.parametrize("way", OPPORTUNITY_WAYS)
def test_a_personal_outcome_of_somebody_at_a_customer_is_nowhere_where_it_is_not_to_be_seen(
    own: tuple[Library, Opportunity, ClaimId], way: Any
) -> None:
    library, opportunity, claim = own
    assert claim not in repr(way(library, VIEWER, opportunity))
    assert opportunity.claims[1].id in repr(way(library, VIEWER, opportunity))
    assert claim in repr(way(library, EDITOR, opportunity))


def test_a_personal_outcome_on_the_map_and_its_rates_are_for_all(sqlite_store: Store) -> None:
    library, outcome = personal_test(sqlite_store)
    seen_by = [knowledge(library, caller, "culture") for caller in (VIEWER, EDITOR)]
    kinds = [known.reading.network.outcome_by_id[outcome].kind for known in seen_by]
    tallies = [[(one.outcome, one.tally) for one in known.evidence.standings.values()] for known in seen_by]
    assert kinds == [OutcomeKind.PERSONAL] * 2
    assert tallies[0] == tallies[1] != []


@pytest.mark.parametrize("way", WAYS)
def test_what_a_personal_outcome_is_worth_to_somebody_is_theirs(sqlite_store: Store, way: str) -> None:
    library, _ = personal_test(sqlite_store)
    theirs, ours = (repr(WAYS[way](library, caller)) for caller in (VIEWER, EDITOR))
    assert not re.search(WORTH, theirs)
    assert re.search(WORTH, ours)


def test_what_an_outcome_is_worth_to_the_business_is_for_all(sqlite_store: Store) -> None:
    library = shop(sqlite_store).library
    message_test(library, EDITOR, replace(SPOKEN, outcome="culture/win-rate", stated=Decimal(98_765)))
    (one,) = message_tests(library, VIEWER).tests
    assert one.kept.record.stated == StatedNumber(amount=Decimal(98_765))


def personal_test(store: Store) -> tuple[Library, OutcomeId]:
    """What somebody said about an outcome that the map calls personal, with a number, and a brief that was kept about it."""
    there = shop(store)
    message_test(there.library, EDITOR, replace(SPOKEN, stated=Decimal(98_765)))
    brief_keep(there.library, EDITOR, MEETING)
    (pride,) = (one for one in there.library.reading(LOCAL, there.network).network.outcomes if one.key == "pride")
    return there.library, pride.id


def test_what_could_be_one_persons_own_is_not_shown_where_no_map_tells(sqlite_store: Store) -> None:
    network = culture(introduce(sqlite_store))
    opportunity = full_opportunity(network, account("acme"))
    one = Kept(record=opportunity, revision=1, changed_at=opportunity.opened.isoformat(), changed_by=EDITOR.actor)
    gone = replace(network, outcomes=network.outcomes[1:], arrows=(), tags=(), regions=())
    for there, left in ((None, []), (gone, [opportunity.claims[1].id]), (network, [claim.id for claim in opportunity.claims])):
        maps = {network.id: Reading(network=there, directory=Directory(workspace=LOCAL, revision=1))} if there else {}
        assert [claim.id for claim in seen(VIEWER, one, maps).record.claims] == left


def test_whoever_may_not_see_a_kept_scorecard_is_told_so(sold: tuple[Library, Opportunity]) -> None:
    library, opportunity = sold
    asked = replace(frozen(opportunity, scorecard='{"source": "Ms Gold"}'), id=FrozenScorecardId("scd_2"))
    keep(library.store, asked)
    with pytest.raises(NotAllowed, match="editor or admin"):
        scorecards_compared(library, VIEWER, asked.id)


def test_what_stands_for_a_name_that_is_not_shown_never_takes_its_place(sqlite_store: Store) -> None:
    network = culture(introduce(sqlite_store))
    create(sqlite_store, network)
    acme = account("acme")
    opportunity = full_opportunity(network, acme, closed=None, won=None, calls=())
    keep(sqlite_store, acme, opportunity)
    library = Library(sqlite_store)
    seen_there = opportunity_called(library, VIEWER, opportunity.key).opportunity
    with pytest.raises(InvalidOpportunity) as refused:
        opportunity_save(library, EDITOR, WholeOpportunity(opportunity=seen_there))
    paths = {problem.path for problem in refused.value.problems if problem.code == "NOT_SHOWN"}
    assert {"stakeholders[0].name", "unmet[0].said", "claims[0].evidence.quote", "claims[0].overrides[0].said"} <= paths
    assert opportunity_called(library, EDITOR, opportunity.key).opportunity == opportunity


def test_a_call_recorded_by_one_who_does_not_see_names_takes_none_away(sqlite_store: Store) -> None:
    network = culture(introduce(sqlite_store))
    create(sqlite_store, network)
    acme = account("acme")
    opportunity = full_opportunity(network, acme, closed=None, won=None)
    keep(sqlite_store, acme, opportunity)
    library = Library(sqlite_store)
    call = Call(stakeholder=StakeholderId("stk_silver"), on=date(2026, 3, 3), by="Vi")
    answer = call_record(library, VIEWER, CallRecord(opportunity=opportunity.key, call=call))
    assert [secret for secret in SECRETS if secret in repr(answer)] == []
    after = opportunity_called(library, EDITOR, opportunity.key).opportunity
    assert [person.name for person in after.stakeholders] == ["Ms Gold", "Mr Silver"]
    assert [claim.evidence.quote for claim in after.claims] == [claim.evidence.quote for claim in opportunity.claims]
    assert len(after.calls) == 2
    assert sqlite_store.directory(LOCAL).persona_by_id[CFO.id]
