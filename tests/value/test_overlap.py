"""What the customer desires against what we deliver; one call with the customer moves things between the lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from alder import AUDIT, CONNECTOR, EARLY_PAY, FASTER, OVERTIME, alder, alder_directory, alder_network, claim
from valuenet.model.buying import Unmet
from valuenet.model.call import Call, Said
from valuenet.model.dialogue import record_call
from valuenet.model.ids import ClaimId, StakeholderId
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import ClaimState
from valuenet.value.booking import booking
from valuenet.value.overlap import Overlap, Wanted, overlap

NET = alder_network()
ALDER = alder(NET)


def of(opportunity: Opportunity) -> Overlap:
    return overlap(opportunity, booking(opportunity, NET), NET, alder_directory())


def outcomes(wanted: tuple[Wanted, ...]) -> list[str]:
    return [one.outcome or one.title for one in wanted]


def test_the_three_lists_of_the_example() -> None:
    found = of(ALDER)
    assert outcomes(found.counted) == [OVERTIME, EARLY_PAY, FASTER], "what is desired twice as the same money is still desired"
    assert outcomes(found.unmet) == [CONNECTOR], "where the rival is better"
    assert outcomes(found.unbuilt) == [AUDIT]
    assert found.counted_sentence == (
        "The customer desires 3 results that we deliver, worth 85 000 USD a year after what speaks against us."
    )
    assert found.unbuilt_sentence == "We could deliver 1 result that nobody there has envisioned yet: 30 000 USD a year."


def test_a_call_moves_a_result_from_unbuilt_to_counted_and_a_new_wish_to_unmet() -> None:
    said = Said(claim=ClaimId(f"clm_{AUDIT}"), to=ClaimState.ENVISIONED, quote="a calm spring for the controllers")
    wish = Unmet(said="Invoices archived for ten years")
    call = Call(stakeholder=StakeholderId("stk_controller"), on=date(2026, 4, 1), by="Ana", said=(said,), unmet=(wish,))
    found = of(record_call(ALDER, call))
    assert AUDIT in outcomes(found.counted)
    assert outcomes(found.unmet) == [CONNECTOR, "Invoices archived for ten years"]
    assert found.unbuilt == ()
    assert found.unbuilt_sentence == "Everything that we could deliver has been envisioned."


def test_what_is_desired_without_a_number_and_nothing_of_ours_leads_to_is_unmet() -> None:
    desired = tuple(claim(NET, key, None, None, ClaimState.ENVISIONED, "cfo") for key in (AUDIT, FASTER))
    found = of(replace(ALDER, claims=desired))
    assert outcomes(found.unmet) == [AUDIT]
    assert outcomes(found.counted) == [FASTER]


def test_a_natural_ally_desires_what_we_reach_and_has_nobody_in_the_decision() -> None:
    found = of(replace(ALDER, stakeholders=ALDER.stakeholders[:1], claims=()))
    assert [(ally.key, ally.desires) for ally in found.allies] == [
        ("cfo", ("Higher profit",)),
        ("treasurer", ("Early pay discounts caught",)),
    ]
    assert found.allies_sentence == "CFO and TREASURER would desire what we reach, and nobody in that role is in the decision yet."
    assert of(ALDER).allies == ()


def test_a_customer_who_has_described_nothing_has_no_overlap_yet() -> None:
    silent = of(replace(ALDER, claims=tuple(one for one in ALDER.claims if one.state.unbuilt)))
    assert silent.counted == silent.unmet == ()
    assert silent.counted_sentence == "The customer has described nothing yet that we deliver."
    assert silent.unmet_sentence.endswith("ask for it.")
