"""A person who is forgotten is nowhere any more, history included, and everything that is counted is as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import neo4j
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admitting import EDITOR, STRANGER, another_workspace
from commits import commit_of, create, next_step
from networks import culture, network
from records import account, change, keep
from selling import NOON, Shop, shop, told
from stored import driver, texts
from valuenet.errors import IdempotencyKeyReused, InvalidEdit, NotAllowed, StaleRevision
from valuenet.messages.brief_json import brief_of_json
from valuenet.model.access import Event
from valuenet.model.actor import Actor
from valuenet.model.call_plan import CallPlan
from valuenet.model.edits import Describe, Update
from valuenet.model.forgetting import FORGOTTEN, Forgetting
from valuenet.model.frozen_scorecard import FrozenScorecard
from valuenet.model.ids import LOCAL
from valuenet.model.opportunity import Opportunity
from valuenet.model.traces import Traces
from valuenet.model.value_gap import ValueGap
from valuenet.model.vocabulary import ElementKind, OutcomeKind, ScoutFunction
from valuenet.service.briefs import Attending, BriefQuestion
from valuenet.service.call_plans import brief_keep, call_plan_comment
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.dialogue import message_test, message_tests
from valuenet.service.directory import EntryPut, persona_put
from valuenet.service.forget import person_forget
from valuenet.service.gaps import NewGap, gap_report
from valuenet.service.history import changes
from valuenet.service.knowledge import knowledge
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, network_edit
from valuenet.service.opportunities import opportunity_called
from valuenet.service.scorecards import Freezing, scorecard, scorecard_freeze, scorecard_read
from valuenet.service.trail import trail
from valuenet.settings import StoreSettings
from valuenet.store.past import Redoing
from valuenet.store.protocol import RecordQuestion, Store
from worth import frozen, full_opportunity

__all__ = ["driver"]

NAME = "Jade Garnet"
QUOTE, NEED = "It robs me of my sleep, every night", "Nobody tells me when it breaks"


def met(store: Store) -> Shop:
    """A shop that has met a person in every way that there is, and another person beside."""
    there = shop(store)
    library = there.library
    message_test(library, EDITOR, told(outcome="culture/pride", account="Alder", person=NAME, quote=QUOTE, need=NEED))
    message_test(
        library, EDITOR, told(outcome="culture/pride", account="Birch", new_account=True, person="Opal", quote="I like it very much")
    )
    there.edit(Update(key="pride", fields={"evidence": f"JADE  garnet said: “{QUOTE}”"}), reason=f"{NAME} told us")
    persona_put(library, EDITOR, EntryPut(key="cro", fields={"measured_on": f"what {NAME} asks for"}))
    gap_report(library, EDITOR, NewGap(text=f"{NAME} lacks a report", account="alder", function=ScoutFunction.SUPPORT))
    attending = (Attending(persona="cro", person=NAME),)
    plan = brief_keep(library, EDITOR, BriefQuestion(attendees=attending, account="alder", networks=("culture",), on=date(2026, 3, 11)))
    call_plan_comment(library, EDITOR, plan.kept.record.id, f"Ask {NAME} again")
    mapped = library.reading(LOCAL, there.network).network
    acme = account("acme")
    sale = full_opportunity(mapped, acme, closed=None, won=None)
    sale = replace(sale, stakeholders=tuple(replace(one, name=NAME) if one.key == "gold" else one for one in sale.stakeholders))
    keep(store, acme, sale)
    change(store, sale, replace(sale, name=f"A sale to {NAME}"))
    scorecard_freeze(library, EDITOR, Freezing(opportunity=sale.key))
    return there


def counted(there: Shop) -> object:
    """What is counted, rated and scored."""
    library = there.library
    card = scorecard(library, EDITOR, "acme-culture").scorecard
    sale = opportunity_called(library, EDITOR, "acme-culture").opportunity
    return (
        [(one.kept.record.result, one.kept.record.on, one.kept.record.stated) for one in message_tests(library, EDITOR).tests],
        [(one.tally, one.quotes) for one in knowledge(library, EDITOR, "culture").evidence.standings.values()],
        (card.stated.preference.amount, card.stated.economic_value.amount, card.personal_subtotal.amount, card.winning.heard.amount),
        [(claim.state, claim.amount, len(claim.moves)) for claim in sale.claims],
        (len(sale.stakeholders), len(sale.calls), len(sale.unmet)),
        len(changes(library, EDITOR, there.network, limit=100)),
    )


def test_a_person_is_nowhere_afterwards_and_everything_counted_is_as_it_was(
    store: Store, store_settings: StoreSettings, driver: neo4j.Driver | None
) -> None:
    there = met(store)
    before = counted(there)
    held = texts(store_settings, driver)
    assert [secret for secret in (NAME, QUOTE, NEED, "It costs us a third", "JADE  garnet") if secret not in held] == []

    looked = person_forget(there.library, LOCAL_CALLER, "jade garnet", dry_run=True)
    assert texts(store_settings, driver) == held, "a dry run changes nothing"
    done = person_forget(there.library, LOCAL_CALLER, "jade garnet")

    after = texts(store_settings, driver)
    assert [word for word in ("jade", "garnet") if word in after.casefold()] == []
    assert [secret for secret in (QUOTE, NEED, "It costs us a third", "It is not\\nthe same people") if secret in after] == []
    assert "I like it very much" in after
    assert "Opal" in after
    assert (looked, looked.present >= 7, looked.history >= 7) == (done, True, True)
    assert counted(there) == before
    assert not list(store.verify(LOCAL))
    assert person_forget(there.library, LOCAL_CALLER, NAME).places == 0
    (_, told_of) = trail(there.library, LOCAL_CALLER).entries
    assert (told_of.event, told_of.subject) == (Event.FORGOTTEN, "a person")


def test_to_ask_again_for_the_same_is_answered_the_same_and_what_is_kept_for_that_holds_no_name(
    store: Store, store_settings: StoreSettings, driver: neo4j.Driver | None
) -> None:
    met(store)
    library = Library(store)

    first, again = (person_forget(library, LOCAL_CALLER, NAME, repeat="request 7") for _ in range(2))

    assert first.places > 0
    assert again == first
    assert [word for word in ("jade", "garnet") if word in texts(store_settings, driver).casefold()] == []
    assert len(trail(library, LOCAL_CALLER).entries) == 1
    with pytest.raises(IdempotencyKeyReused):
        person_forget(library, LOCAL_CALLER, "Opal Onyx", repeat="request 7")


def test_another_workspace_is_left_alone(store: Store) -> None:
    another_workspace(store)
    there = met(store)
    assert person_forget(there.library, STRANGER, NAME).places == 0
    assert any(one.kept.record.person == NAME for one in message_tests(there.library, EDITOR).tests)


def test_only_an_administrator_forgets_and_a_name_must_be_one(sqlite_store: Store) -> None:
    library = Library(sqlite_store)
    with pytest.raises(NotAllowed):
        person_forget(library, EDITOR, NAME)
    for name in ("", "  ", "Al", "x" * 201):
        with pytest.raises(InvalidEdit):
            person_forget(library, LOCAL_CALLER, name)


def test_a_name_inside_another_word_is_not_theirs(sqlite_store: Store) -> None:
    create(sqlite_store, network("annapurna"), network("b", [Describe(fields={"name": "Anna's view"})]))
    person_forget(Library(sqlite_store), LOCAL_CALLER, "anna")
    assert [found.name for found in sqlite_store.list_networks(LOCAL)] == ["Annapurna", f"{FORGOTTEN}'s view"]


PEOPLE = st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,12}){1,2}", fullmatch=True)


@settings(deadline=None)
@given(name=PEOPLE, quote=st.text(alphabet="abcdefgh ,.“”\n", min_size=1, max_size=60).filter(str.strip))
def test_whatever_somebody_is_called_and_said_it_goes_and_the_thing_stays_valid(name: str, quote: str) -> None:
    mapped = network("a")
    sale = full_opportunity_of(name, quote)
    card = frozen(sale, scorecard=f'{{"said":"{name}: it is so"}}')
    traces = Traces(name)
    traces.add(sale)
    forgetting = Forgetting(traces)
    after = forgetting.element(sale)
    for thing in (after, forgetting.element(card), forgetting.element(replace(mapped.root, name=f"For {name}"))):
        assert name.casefold() not in repr(thing).casefold()
    assert (after.id, len(after.claims), after.price) == (sale.id, len(sale.claims), sale.price)
    assert {claim.evidence.quote for claim in after.claims} <= {"", FORGOTTEN}
    assert forgetting.element(after) == after


def full_opportunity_of(name: str, quote: str) -> Opportunity:
    """A full opportunity whose first person is called so and said that."""
    sale = full_opportunity(culture(), account("acme"))
    first, *others = sale.claims
    claim = replace(first, evidence=replace(first.evidence, quote=quote))
    people = tuple(replace(one, name=name) if one.key == "gold" else one for one in sale.stakeholders)
    return replace(sale, stakeholders=people, claims=(claim, *others))


def test_what_another_process_remembers_of_them_is_forgotten_too(store: Store, open_again: Callable[[], Store]) -> None:
    there = met(store)
    other = Library(open_again())
    held = other.reading(LOCAL, there.network)
    assert NAME.casefold() in repr((held, other.directory(LOCAL))).casefold()
    person_forget(there.library, LOCAL_CALLER, NAME)

    business = Update(key="pride", fields={"kind": OutcomeKind.BUSINESS})
    late = EditBatch(network=there.network, expected=held.network.revision, edits=(business,))
    network_edit(other, EDITOR, late)  # computed from what it remembers, had it not been told
    assert NAME.casefold() not in repr((other.reading(LOCAL, there.network), other.directory(LOCAL))).casefold()
    assert list(store.verify(LOCAL)) == []


def test_a_change_that_was_computed_from_what_was_there_before_is_stale(store: Store) -> None:
    there = met(store)
    network, known = there.library.reading(LOCAL, there.network).network, store.directory(LOCAL)
    step = next_step(network, Update(key="pride", fields={"title": "Pride"}), known=known)
    late = commit_of(store, step)
    person_forget(there.library, LOCAL_CALLER, NAME)
    with pytest.raises(StaleRevision):
        store.commit(late)


def test_who_is_recorded_while_he_is_forgotten_is_forgotten_with_it(store: Store) -> None:
    there = met(store)
    traces = Traces(NAME)
    since = store.state(LOCAL).revision
    message_test(there.library, EDITOR, told(outcome="culture/pride", account="Alder", person=NAME, quote="It is far too dear for us"))
    redoing = Redoing(workspace=LOCAL, rewriting=Forgetting(traces), since=since, by=EDITOR.actor, at=NOON)
    with pytest.raises(StaleRevision):
        store.rewrite(redoing)
    assert any(one.kept.record.person == NAME for one in message_tests(there.library, EDITOR).tests)
    person_forget(there.library, LOCAL_CALLER, NAME)
    assert not any(one.kept.record.person == NAME for one in message_tests(there.library, EDITOR).tests)


def test_a_colleague_of_the_same_name_stays_and_that_is_told(store: Store) -> None:
    there = met(store)
    colleague = replace(EDITOR, actor=Actor(id="act_jade", name=NAME))
    gap_report(there.library, colleague, NewGap(text="Nothing arrives in time", account="alder", function=ScoutFunction.SUPPORT))
    assert person_forget(there.library, LOCAL_CALLER, NAME, dry_run=True).signed == 1
    person_forget(there.library, LOCAL_CALLER, NAME)
    found = [kept.record for kept in store.records(LOCAL, RecordQuestion(kind=ElementKind.VALUE_GAP))]
    (gap,) = (one for one in found if isinstance(one, ValueGap) and one.text == "Nothing arrives in time")
    (logged,) = store.revisions(LOCAL, gap.id)
    assert (gap.scout, logged.actor.name) == (NAME, NAME)


def test_a_short_word_goes_from_what_was_computed_from_it_and_stays_with_everybody_else(store: Store) -> None:
    there = met(store)
    library = there.library
    for person in (NAME, "Opal"):
        message_test(library, EDITOR, told(outcome="culture/win-rate", account="Cedar", new_account=True, person=person, quote="Bof"))
    sale = opportunity_called(library, EDITOR, "acme-culture").opportunity
    claim = replace(sale.claims[0], evidence=replace(sale.claims[0].evidence, quote="Bof", source="at the fair"))
    spoken = replace(sale.claims[0].overrides[0], said="No")
    claims = (replace(claim, overrides=(spoken,)), *sale.claims[1:])
    change(store, sale, replace(sale, claims=claims), expected=2)
    card = scorecard_freeze(library, EDITOR, Freezing(opportunity="acme-culture")).record
    assert card.scorecard is not None
    assert "Bof, at the fair" in card.scorecard
    person_forget(library, LOCAL_CALLER, NAME)
    (kept,) = store.read_records(LOCAL, [card.id]).values()
    assert isinstance(kept.record, FrozenScorecard)
    assert kept.record.scorecard is not None
    assert [word for word in ("Bof", "at the fair") if word in kept.record.scorecard] == []
    assert scorecard_read(kept.record.scorecard).stated == scorecard_read(card.scorecard).stated
    assert [one.kept.record.quote for one in message_tests(library, EDITOR).tests].count("Bof") == 1


def test_the_keys_of_two_who_were_forgotten_never_meet(sqlite_store: Store) -> None:
    there = met(sqlite_store)
    sale = opportunity_called(there.library, EDITOR, "acme-culture").opportunity
    change(sqlite_store, sale, replace(sale, stakeholders=tuple(reversed(sale.stakeholders))), expected=2)
    for name in (NAME, "Mr Silver"):
        person_forget(there.library, LOCAL_CALLER, name)
    after = opportunity_called(there.library, EDITOR, "acme-culture").opportunity
    assert ([one.name for one in after.stakeholders], len({one.key for one in after.stakeholders})) == ([FORGOTTEN] * 2, 2)


def test_names_that_are_words_of_the_service_break_nothing(sqlite_store: Store) -> None:
    there = met(sqlite_store)
    for name in ("High", "Price", "Validated", "Draws", "Opp", "Money", "Status Quo", "Proven"):
        person_forget(there.library, LOCAL_CALLER, name)
    library = Library(sqlite_store)
    assert len(message_tests(library, EDITOR).tests) == 2
    assert scorecard(library, EDITOR, "acme-culture").scorecard
    for kept in sqlite_store.records(LOCAL, RecordQuestion(kind=ElementKind.FROZEN_SCORECARD)):
        assert isinstance(kept.record, FrozenScorecard)
        assert scorecard_read(kept.record.scorecard)
    for kept in sqlite_store.records(LOCAL, RecordQuestion(kind=ElementKind.CALL_PLAN)):
        assert isinstance(kept.record, CallPlan)
        assert brief_of_json(kept.record.brief)
    assert list(sqlite_store.verify(LOCAL)) == []
