"""Opportunities are opened from a network, changed by several people, never at the cost of their history, and found by whose they are."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from alder import AUDIT, CONNECTOR, EARLY_PAY, FASTER, OVERTIME, PROFIT, RIVAL, alder, amounts, price
from commits import now
from conftest import Sent
from dealing import OPENED, desk
from selling import ANN, BEN, STRANGER
from valuenet.documents.source import Format
from valuenet.errors import IdempotencyKeyReused, InvalidDocument, InvalidOpportunity, LadderRefused, NotFound, StaleRevision
from valuenet.model.amounts import Price
from valuenet.model.buying import MoneyLine
from valuenet.model.claim import Claim
from valuenet.model.edits import Remove
from valuenet.model.evidence import Evidence
from valuenet.model.ids import LOCAL, AccountId, Key, StakeholderId
from valuenet.model.value_vocabulary import ClaimState
from valuenet.model.vocabulary import ElementKind
from valuenet.service.claims import ClaimMove, claim_move
from valuenet.service.history import since
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, network_delete, network_edit
from valuenet.service.opportunities import OpportunityQuestion, opportunity_called, opportunity_page
from valuenet.service.opportunity_imports import OpportunitiesImport, opportunities_import, opportunity_export, uploaded_opportunity
from valuenet.service.opportunity_opening import OpportunityPut, WholeOpportunity, opportunity_put, opportunity_save
from valuenet.service.opportunity_parts import ClaimPut, OptionPut, Parts, PersonPut
from valuenet.service.value_settings import SettingsChange, value_settings_change
from valuenet.store.protocol import Store

MOON = PersonPut(key="moon", persona="treasurer", fields={"name": "Ms Moon", "influence": Decimal("0.5")})


def codes(refusal: pytest.ExceptionInfo[InvalidOpportunity]) -> list[tuple[str, str]]:
    """Where and what is wrong."""
    return [(problem.path, problem.code) for problem in refusal.value.problems]


def test_every_desired_outcome_is_proposed_when_an_opportunity_is_opened(store: Store) -> None:
    there = desk(store)

    opened = there.opened()

    opportunity = opened.view.opportunity
    assert opened.account_created
    assert {claim.outcome_key for claim in opportunity.claims} == {FASTER, OVERTIME, EARLY_PAY, AUDIT, PROFIT}
    assert {claim.state for claim in opportunity.claims} == {ClaimState.PROPOSED}
    assert (opportunity.name, opportunity.owner, opportunity.opened) == ("Alder Foods", "Ann", date(2026, 3, 10))
    assert set(opportunity.alternative_by_key) == {"status-quo", RIVAL}
    assert opened.view.account is not None
    assert (opened.view.account.record.key, opened.view.misfits) == ("alder-foods", ())
    assert opportunity_called(there.library, BEN, "alder-foods") == opened.view
    assert opportunity_called(there.library, BEN, opportunity.id) == opened.view


def test_everything_that_is_wrong_with_an_opening_is_told_at_once(store: Store) -> None:
    there = desk(store)
    there.opened()
    parts = Parts(people=(PersonPut(key="x", persona="treasure"),), options=(OptionPut(key="competitor"),))

    with pytest.raises(InvalidOpportunity) as refusal:
        there.opened(account="Alder Food", network="invoices", parts=parts)
    with pytest.raises(InvalidOpportunity) as second:
        there.opened(key="other", price=Price(yearly=Decimal(1), currency="EUR"), account="Birch")

    assert codes(refusal) == [
        ("account", "NEARLY_KNOWN_ACCOUNT"),
        ("key", "KEY_TAKEN"),
        ("network", "UNKNOWN_NETWORK"),
        ("people[0].persona", "UNKNOWN_PERSONA"),
        ("options[0].key", "UNKNOWN_ALTERNATIVE"),
    ]
    assert codes(second) == [("alternatives[1].price.currency", "MIXED_CURRENCY")]
    assert not store.record_ids(LOCAL, ElementKind.ACCOUNT, ["birch"])


def test_an_opportunity_in_another_currency_than_the_workspace_is_refused(store: Store) -> None:
    there = desk(store)

    with pytest.raises(InvalidOpportunity) as refusal:
        there.opened(price=Price(yearly=Decimal(1), currency="EUR"), parts=Parts())

    assert codes(refusal) == [("price.currency", "OTHER_CURRENCY")]


def test_an_opening_that_is_asked_for_twice_opens_once(store: Store) -> None:
    there = desk(store)
    there.now[0] = now()  # answers are kept for days that have passed in truth
    first = there.opened(repeat="once")

    assert there.opened(repeat="once").view == first.view
    with pytest.raises(IdempotencyKeyReused):
        there.opened(repeat="once", key="other")
    with pytest.raises(InvalidOpportunity) as refusal:
        there.opened()
    assert codes(refusal) == [("key", "KEY_TAKEN")]


def test_named_fields_and_parts_are_put_and_the_rest_stays(store: Store) -> None:
    there = desk(store)
    before = there.opened().view
    parts = Parts(
        people=(MOON,),
        lines=(MoneyLine(key=Key("ap-labour"), name="AP labour", baseline=Decimal(400_000)),),
        claims=(ClaimPut(claim=OVERTIME, owner="moon", fields={"line": Key("ap-labour")}), ClaimPut(outcome=CONNECTOR)),
    )

    after = opportunity_put(
        there.library, BEN, OpportunityPut(opportunity="alder-foods", to="alder", fields={"region": "East"}, parts=parts)
    )

    now = after.opportunity
    assert (now.key, now.region, now.price, after.kept.revision) == ("alder", "East", before.opportunity.price, 2)
    (overtime,) = [claim for claim in now.claims if claim.outcome_key == OVERTIME]
    assert (overtime.line, overtime.owner) == ("ap-labour", now.stakeholders[0].id)
    assert [claim.outcome_key for claim in now.claims] == [*(claim.outcome_key for claim in before.opportunity.claims), CONNECTOR]
    assert [change.actor for change in since(there.library, ANN, now.id, 1)] == [BEN.actor]
    with pytest.raises(NotFound):
        opportunity_called(there.library, ANN, "alder-foods")


def test_parts_are_taken_out_unless_something_needs_them(store: Store) -> None:
    there = desk(store)
    claims = (ClaimPut(claim=OVERTIME, owner="moon"),)
    view = there.opened(parts=replace(OPENED.parts, people=(MOON, replace(MOON, key="sun")), claims=claims)).view
    (place,) = [place for place, claim in enumerate(view.opportunity.claims) if claim.outcome_key == OVERTIME]

    with pytest.raises(InvalidOpportunity) as refusal:
        opportunity_put(there.library, ANN, OpportunityPut(opportunity="alder-foods", parts=Parts(without={"people": ("moon", "mars")})))
    after = opportunity_put(
        there.library, ANN, OpportunityPut(opportunity="alder-foods", parts=Parts(without={"people": ("sun",), "options": (RIVAL,)}))
    )

    assert codes(refusal) == [("without.people", "UNKNOWN_PEOPLE"), (f"claims[{place}].owner", "UNKNOWN_STAKEHOLDER")]
    assert [person.key for person in after.opportunity.stakeholders] == ["moon"]
    assert set(after.opportunity.alternative_by_key) == {"status-quo"}
    assert view.opportunity.claims == after.opportunity.claims


def test_a_field_that_there_is_not_is_named_with_the_nearest(store: Store) -> None:
    there = desk(store)
    there.opened()

    with pytest.raises(InvalidOpportunity, match="did you mean 'region'") as refusal:
        opportunity_put(there.library, ANN, OpportunityPut(opportunity="alder-foods", fields={"regions": "East", "won": True}))

    assert [problem.path for problem in refusal.value.problems] == ["regions", "won"]


def test_of_two_who_edit_one_opportunity_the_later_is_told_what_changed_unless_he_does_not_care(store: Store) -> None:
    there = desk(store)
    there.opened()
    opportunity_put(there.library, ANN, OpportunityPut(opportunity="alder-foods", fields={"stage": "proof"}, expected=1))

    with pytest.raises(StaleRevision) as refusal:
        opportunity_put(there.library, BEN, OpportunityPut(opportunity="alder-foods", fields={"region": "East"}, expected=1))
    after = opportunity_put(there.library, BEN, OpportunityPut(opportunity="alder-foods", fields={"region": "East"}))

    assert (refusal.value.expected, refusal.value.current) == (1, 2)
    assert [change.actor for change in since(there.library, BEN, refusal.value.subject, 1)][-1] == ANN.actor
    assert (after.opportunity.stage, after.opportunity.region) == ("proof", "East")


def test_a_claim_of_an_outcome_that_was_removed_is_kept_and_flagged_and_hinders_no_other_change(store: Store) -> None:
    there = desk(store)
    there.opened()
    network_edit(there.library, ANN, EditBatch(network=there.network.id, expected=1, edits=(Remove(key=AUDIT),)))

    view = opportunity_called(there.library, ANN, "alder-foods")
    after = opportunity_put(there.library, ANN, OpportunityPut(opportunity="alder-foods", fields={"region": "East"}))

    assert [problem.code for problem in view.misfits] == ["OTHER_NETWORK"]
    assert (after.opportunity.region, after.misfits) == ("East", view.misfits)
    with pytest.raises(InvalidOpportunity, match=AUDIT):
        opportunity_put(there.library, ANN, OpportunityPut(opportunity="alder-foods", parts=Parts(claims=(ClaimPut(outcome=AUDIT),))))


def test_an_opportunity_outlives_its_network(store: Store) -> None:
    there = desk(store)
    there.opened()
    network_delete(there.library, ANN, there.network.id, expected=1)

    view = opportunity_put(there.library, ANN, OpportunityPut(opportunity="alder-foods", fields={"stage": "dead"}))

    assert (view.reading, [problem.code for problem in view.misfits]) == (None, ["NETWORK_GONE"])


def test_a_whole_opportunity_replaces_the_one_with_its_key_and_moves_its_claims(store: Store) -> None:
    there = desk(store)
    first = there.whole()
    (audit,) = [claim for claim in first.opportunity.claims if claim.outcome_key == AUDIT]
    told = replace(audit, state=ClaimState.TESTED, evidence=replace(audit.evidence, on=date(2026, 3, 9)))
    claims = tuple(told if claim.id == audit.id else claim for claim in first.opportunity.claims)

    after = there.saved(replace(first.opportunity, claims=claims), by=BEN).opportunity

    (move,) = after.claim_by_id[audit.id].moves
    assert (move.before, move.after, move.by) == (ClaimState.PROPOSED, ClaimState.TESTED, "Ben")
    assert there.saved(after).kept.revision == 2


def test_a_whole_opportunity_takes_nothing_out_of_history(store: Store) -> None:
    there = desk(store)
    first = there.whole().opportunity
    moved: list[Claim] = []
    for claim in first.claims:
        tested = replace(claim, state=ClaimState.TESTED, evidence=replace(claim.evidence, on=date(2026, 3, 9)))
        moved.append(tested if claim.state is ClaimState.PROPOSED else claim)
    there.saved(replace(first, claims=tuple(moved)))
    other = AccountId(there.account("Birch"))

    with pytest.raises(InvalidOpportunity) as refusal:
        there.saved(replace(first, account=other))
    with pytest.raises(InvalidOpportunity) as down:
        there.saved(replace(first, claims=tuple(replace(claim, moves=()) for claim in first.claims)))
    with pytest.raises(InvalidOpportunity) as gone:
        there.saved(replace(first, claims=first.claims[:2]))

    assert codes(refusal)[0] == ("account", "ANOTHER_OPPORTUNITY")
    assert {code for _, code in codes(down)} == {"HISTORY_LOST"}
    assert {code for _, code in codes(gone)} == {"HISTORY_LOST"}


def test_a_state_that_no_step_leads_to_is_refused_when_it_is_set_whole(store: Store) -> None:
    there = desk(store)
    first = there.whole().opportunity
    lowered = tuple(replace(claim, state=ClaimState.PROPOSED) for claim in first.claims)

    with pytest.raises(InvalidOpportunity) as refusal:
        there.saved(replace(first, claims=lowered))

    assert codes(refusal) == [(f"claims[{place}].to", "NO_SUCH_STEP") for place in (0, 1, 4, 5)]
    assert not isinstance(refusal.value, LadderRefused)


def test_a_whole_opportunity_is_refused_where_it_moved_since_it_was_read(store: Store) -> None:
    there = desk(store)
    first = there.whole()
    there.saved(replace(first.opportunity, stage="proof"))

    with pytest.raises(StaleRevision):
        opportunity_save(there.library, BEN, WholeOpportunity(opportunity=replace(first.opportunity, stage="lost"), expected=1))


def test_opportunities_are_listed_by_key_and_by_whose_they_are(store: Store) -> None:
    there = desk(store)
    for key, owner, region in (("c", "Ana", "East"), ("a", "ana", "West"), ("b", "Ben", "East")):
        there.whole(key, at=f"Account {key}", owner=owner, region=region)
    there.closed("d", won=True, owner="Ben", region="East")

    def keys(**asked: object) -> list[str]:
        question = OpportunityQuestion(**asked)  # type: ignore[arg-type]  # tests name the fields
        return [view.opportunity.key for view in opportunity_page(there.library, ANN, question).opportunities]

    assert keys() == ["a", "b", "c", "d"]
    assert keys(owner="Ana") == ["a", "c"]
    assert keys(region="East", open=True) == ["b", "c"]
    assert keys(won=True, manager="Mia") == ["d"]
    assert keys(account="Account b") == ["b"]
    assert keys(network="invoice-automation", persona="cfo", owner="Ben") == ["b", "d"]
    page = opportunity_page(there.library, ANN, first=2)
    assert (page.more, page.opportunities[-1].place) == (True, "b")
    after = opportunity_page(there.library, ANN, after="b")
    assert [view.opportunity.key for view in after.opportunities] == ["c", "d"]


def test_a_page_of_opportunities_costs_a_fixed_number_of_store_calls(store: Store, sent: Sent) -> None:
    there = desk(store)
    there.whole("a")
    counts = []
    for more in ((), ("b", "c", "d", "e")):
        for key in more:
            there.whole(key, at=f"Account {key}")
        sent.clear()
        opportunity_page(there.library, ANN)
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_an_opportunity_is_not_there_for_another_workspace(store: Store) -> None:
    there = desk(store)
    there.opened()

    with pytest.raises(NotFound):
        opportunity_called(there.library, STRANGER, "alder-foods")


def test_a_new_currency_of_the_workspace_flags_what_is_in_the_old_one(store: Store) -> None:
    there = desk(store)
    there.whole()

    value_settings_change(there.library, ANN, SettingsChange(values={"currency": "EUR"}, reason="we report in euro"))

    assert [problem.code for problem in opportunity_called(there.library, ANN, "alder-foods").misfits] == ["OTHER_CURRENCY"]
    with pytest.raises(InvalidOpportunity):
        there.saved(alder(there.network, key=Key("new"), account=there.account("Birch"), price=price(1, 1)))


def test_a_number_that_the_customer_gave_is_put_by_no_seller(store: Store) -> None:
    there = desk(store)
    there.whole()
    more = OpportunityPut(
        opportunity="alder-foods", parts=Parts(claims=(ClaimPut(claim=EARLY_PAY, fields={"amount": amounts(20, 450, 700)}),))
    )
    moved = OpportunityPut(opportunity="alder-foods", parts=Parts(claims=(ClaimPut(claim=OVERTIME, fields={"line": Key("audit-cost")}),)))
    own = OpportunityPut(opportunity="alder-foods", parts=Parts(claims=(ClaimPut(claim=FASTER, fields={"amount": amounts(25, 45, 60)}),)))

    for put in (more, moved):
        with pytest.raises(InvalidOpportunity) as refusal:
            opportunity_put(there.library, ANN, put)
        assert [problem.code for problem in refusal.value.problems] == ["CUSTOMERS_NUMBER"]
    assert opportunity_put(there.library, ANN, own).kept.revision == 2


def test_a_document_takes_nothing_out_of_history_either(store: Store) -> None:
    there = desk(store)
    view = there.whole()
    move = Evidence(on=date(2026, 3, 9), quote="Yes", stated_by=StakeholderId("cfo"))
    before = claim_move(there.library, BEN, ClaimMove(opportunity="alder-foods", claim=PROFIT, to=ClaimState.VALUED, evidence=move))
    kept = opportunity_export(view, Format.JSON)
    less = json.loads(kept)
    del less["claims"][PROFIT]
    documents = (uploaded_opportunity(there.library, json.dumps(less), Format.JSON),)

    with pytest.raises(InvalidDocument) as refusal:
        opportunities_import(there.library, ANN, OpportunitiesImport(documents=documents, prune=True))

    assert [problem.code for problem in refusal.value.problems] == ["HISTORY_LOST"]
    assert opportunity_called(there.library, ANN, "alder-foods") == before


def test_an_import_that_is_sent_again_under_its_key_is_done_once_and_leaves_out_the_same(store: Store) -> None:
    there = desk(store)
    whole = opportunity_export(there.whole(), Format.JSON)
    texts = (whole.replace('"alder-foods"', '"birch"', 1), whole.replace('"alder-foods"', '"cedar"', 1).replace('"USD"', '"EUR"', 1))
    documents = tuple(uploaded_opportunity(there.library, text, Format.JSON) for text in texts)
    wanted = OpportunitiesImport(documents=documents, skip_bad=True)
    library = Library(store)  # by its own clock: what was answered is kept for 7 days

    first = opportunities_import(library, ANN, wanted, "monday")
    position = store.state(LOCAL).revision
    again = opportunities_import(library, ANN, wanted, "monday")

    assert [one.opportunity.key for one in first.plans] == [one.opportunity.key for one in again.plans] == ["birch"]
    assert (again.revisions, again.problems) == (first.revisions, first.problems)
    assert first.problems
    assert store.state(LOCAL).revision == position
    with pytest.raises(IdempotencyKeyReused):
        opportunities_import(library, ANN, replace(wanted, documents=documents[:1]), "monday")
