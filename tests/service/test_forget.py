"""A person who is forgotten is nowhere any more, history included, and everything that is counted is as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import neo4j
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admitting import EDITOR, STRANGER, another_workspace
from commits import create
from networks import culture, network
from records import account, change, keep
from selling import Shop, shop, told
from stored import driver, texts
from valuenet.errors import InvalidEdit, NotAllowed
from valuenet.model.access import Event
from valuenet.model.edits import Describe, Update
from valuenet.model.forgetting import FORGOTTEN, Forgetting
from valuenet.model.ids import LOCAL
from valuenet.model.opportunity import Opportunity
from valuenet.model.traces import Traces
from valuenet.model.vocabulary import ScoutFunction
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
from valuenet.service.opportunities import opportunity_called
from valuenet.service.scorecards import Freezing, scorecard, scorecard_freeze
from valuenet.service.trail import trail
from valuenet.settings import StoreSettings
from valuenet.store.protocol import Store
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
    assert (set(looked.places), looked.present >= 7, looked.history >= 7) == (set(done.places), True, True)
    assert counted(there) == before
    assert not list(store.verify(LOCAL))
    assert person_forget(there.library, LOCAL_CALLER, NAME).places == ()
    (_, told_of) = trail(there.library, LOCAL_CALLER).entries
    assert (told_of.event, told_of.subject) == (Event.FORGOTTEN, "a person")


def test_another_workspace_is_left_alone(store: Store) -> None:
    another_workspace(store)
    there = met(store)
    assert person_forget(there.library, STRANGER, NAME).places == ()
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


def test_what_another_process_remembers_of_them_is_forgotten_too(sqlite_store: Store) -> None:
    there = met(sqlite_store)
    other = Library(sqlite_store)
    assert NAME.casefold() in repr(other.reading(LOCAL, there.network)).casefold()
    person_forget(there.library, LOCAL_CALLER, NAME)
    assert NAME.casefold() not in repr(other.reading(LOCAL, there.network)).casefold()
    assert list(sqlite_store.verify(LOCAL)) == []
