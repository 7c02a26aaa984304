"""How good a dialogue is, is counted per opportunity and per seller, and every count leads to what was recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from alder import AUDIT, OVERTIME, PROFIT
from conftest import Sent
from dealing import desk
from selling import ANN
from valuenet.model.buying import Unmet
from valuenet.model.call import Call, Said
from valuenet.model.ids import ClaimId, StakeholderId
from valuenet.model.value_vocabulary import ClaimState
from valuenet.service.claims import CallRecord, call_record
from valuenet.service.dialogue_quality import DialogueQuality, Sign, dialogue_quality, dialogue_quality_by_seller
from valuenet.service.opportunity_parts import PersonPut
from valuenet.store.protocol import Store

MONDAY = date(2026, 3, 9)


def counts(quality: DialogueQuality) -> dict[Sign, int]:
    return {count.sign: count.n for count in quality.counts if count.n}


def test_what_the_customer_described_is_identified_and_what_they_valued_is_quantified(store: Store) -> None:
    there = desk(store)
    there.whole()

    quality = dialogue_quality(there.library, ANN, "alder-foods")

    assert [count.sign for count in quality.counts] == list(Sign)
    assert counts(quality) == {Sign.BUSINESS: 4, Sign.QUANTIFIED: 3}
    assert quality.of(Sign.QUANTIFIED).traces[0].record == f"clm_{OVERTIME}"
    assert {trace.key for trace in quality.of(Sign.BUSINESS).traces} == {"alder-foods"}


def test_a_good_call_shows_in_every_sign(store: Store) -> None:
    there = desk(store)
    view = there.whole()
    claims = tuple(replace(claim, personal=claim.outcome_key == PROFIT) for claim in view.opportunity.claims)
    there.saved(replace(view.opportunity, claims=claims))
    said = (
        Said(claim=ClaimId(PROFIT), to=ClaimState.ENVISIONED, quote="I could go home", question="What would you do then?"),
        Said(claim=ClaimId(AUDIT), to=ClaimState.ENVISIONED, quote="We never saw that", thought_of=False),
    )
    call = Call(stakeholder=StakeholderId("sun"), on=MONDAY, by="Ann", said=said, unmet=(Unmet(said="A portal"),), credible=True)
    ally = PersonPut(key="sun", persona="controller", fields={"name": "Ms Sun", "brought_in": MONDAY})
    call_record(there.library, ANN, CallRecord(opportunity="alder-foods", call=call, people=(ally,)))

    quality = dialogue_quality(there.library, ANN, "alder-foods")

    assert counts(quality) == {
        Sign.BUSINESS: 5,
        Sign.QUANTIFIED: 3,
        Sign.PERSONAL: 1,
        Sign.UNANTICIPATED: 2,
        Sign.ALLIES: 1,
        Sign.CREDIBILITY: 1,
        Sign.QUESTIONS: 1,
    }
    assert quality.of(Sign.QUESTIONS).traces[0].said == "What would you do then? (2026-03-09)"
    assert quality.of(Sign.ALLIES).traces[0].said == "Ms Sun, brought in on 2026-03-09"
    assert {trace.record for trace in quality.of(Sign.UNANTICIPATED).traces} >= {f"clm_{AUDIT}"}


def test_the_signs_of_a_seller_are_those_of_all_their_opportunities(store: Store, sent: Sent) -> None:
    there = desk(store)
    there.whole("a", owner="Ana")
    dialogue_quality_by_seller(there.library, ANN)
    sent.clear()
    dialogue_quality_by_seller(there.library, ANN)
    few = len(sent)
    there.whole("b", owner="Ana", at="Birch")
    there.whole("c", owner="Ben", at="Cedar")
    dialogue_quality_by_seller(there.library, ANN)
    sent.clear()

    ana, ben = dialogue_quality_by_seller(there.library, ANN)

    assert len(sent) == few
    assert (ana.seller, ana.opportunities, counts(ana)) == ("Ana", ("opp_a", "opp_b"), {Sign.BUSINESS: 8, Sign.QUANTIFIED: 6})
    assert (ben.seller, counts(ben)) == ("Ben", {Sign.BUSINESS: 4, Sign.QUANTIFIED: 3})
