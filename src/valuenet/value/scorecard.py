"""The scorecard: what one opportunity is worth to its customer, in one call, every figure with its formula, inputs and source.

The same opportunity, network and settings give the same scorecard; it carries the revisions that it was computed from.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from valuenet.errors import InvalidOpportunity
from valuenet.model.directory import Directory
from valuenet.model.ids import Key, NetworkId, OpportunityId
from valuenet.model.network import Network
from valuenet.model.numbers import ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.value.booked import Decision
from valuenet.value.booking import booking
from valuenet.value.calibration import Calibration
from valuenet.value.case import Case, InvestmentCase, case, investment
from valuenet.value.cautions import cautions
from valuenet.value.doing import Delivery, delivery
from valuenet.value.figure import SHARE, Figure, figure
from valuenet.value.fit import misfits
from valuenet.value.overlap import Overlap, overlap
from valuenet.value.personas import PersonaValue, persona_values
from valuenet.value.present_value import factor, terms
from valuenet.value.pricing import Belief, Pricing, belief, pricing
from valuenet.value.same_money import same_money
from valuenet.value.scored import ScoredClaim, ScoredLine, ends, scored_claims, scored_lines
from valuenet.value.standing import Standing, standing
from valuenet.value.uncertainty import Uncertainty, uncertainty
from valuenet.value.what_would_change import Flip, Question, flips, next_questions
from valuenet.value.winning import Winning, winning


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """Everything that the value model says about one opportunity.

    `stated` is the headline: only money that the customer stated. `envisioned` counts the seller's numbers too, and says so.
    `personal` and `personal_subtotal` are for whoever may see them, and never part of the case. `decided_by`: the arrows,
    by the keys of their ends, that decided what was left out.
    """

    opportunity: OpportunityId
    key: Key
    name: str
    stage: str
    network: NetworkId
    network_revision: int
    settings_revision: int
    currency: str
    years: int
    rate: Decimal
    terms: str
    seed: int
    overlap: Overlap
    claims: tuple[ScoredClaim, ...]
    lines: tuple[ScoredLine, ...]
    decided_by: tuple[tuple[Key, Key], ...]
    stated: Case
    envisioned: Case
    stated_share: Figure
    unbuilt: Figure
    personal: tuple[ScoredClaim, ...]
    personal_subtotal: Figure
    personas: tuple[PersonaValue, ...]
    belief: Belief
    uncertainty: Uncertainty
    investment: InvestmentCase
    pricing: Pricing
    delivery: Delivery
    winning: Winning
    flips: tuple[Flip, ...]
    questions: tuple[Question, ...]
    cautions: tuple[str, ...]


def scorecard(
    opportunity: Opportunity, network: Network, directory: Directory, settings: ValueSettings, *, calibration: Calibration | None = None
) -> Scorecard:
    """The scorecard of an opportunity on its network; refused where it rests on another network or currency."""
    _refuse_strangers(opportunity, network, directory, settings)
    same = same_money(opportunity, network)
    here = standing(opportunity, booking(opportunity, network, same=same), terms(opportunity, settings), settings)
    booked, unit, rival = here.booking, opportunity.currency, here.stated.option.key
    scored = scored_claims(opportunity, network, here, settings)
    flipping = flips(opportunity, network, here, same, settings)
    return Scorecard(
        opportunity=opportunity.id,
        key=opportunity.key,
        name=opportunity.name,
        stage=opportunity.stage,
        network=network.id,
        network_revision=network.revision,
        settings_revision=settings.revision,
        currency=unit,
        years=here.terms.years,
        rate=here.terms.rate,
        terms=here.terms.source,
        seed=opportunity.seed,
        overlap=overlap(opportunity, booked, network, directory),
        claims=tuple(one for one in scored if one.decision is not Decision.PERSONAL),
        lines=scored_lines(booked, unit),
        decided_by=ends(booked.arrows, network),
        stated=case("the customer's numbers", opportunity, here.stated, booked.stated, here.terms),
        envisioned=case("with the seller's own numbers", opportunity, here.envisioned, booked.counted, here.terms),
        stated_share=_stated_share(here),
        unbuilt=figure(here.unbuilt, unit, "Σ PV of unbuilt claims that are not money counted already", "claims not envisioned yet"),
        personal=tuple(one for one in scored if one.decision is Decision.PERSONAL),
        personal_subtotal=_personal_subtotal(here, unit),
        personas=persona_values(opportunity, booked.counted, directory, rival, here.terms),
        belief=belief(opportunity, here),
        uncertainty=uncertainty(opportunity, here, draws=settings.draws),
        investment=investment(opportunity, here.stated, booked.stated, here.terms),
        pricing=pricing(opportunity, here, settings),
        delivery=delivery(network, booked.counted, rival, settings, unit=unit, seed=opportunity.seed),
        winning=winning(opportunity, here, settings, calibration),
        flips=flipping,
        questions=next_questions(opportunity, here, flipping),
        cautions=tuple(cautions(opportunity, network, here)),
    )


def _refuse_strangers(opportunity: Opportunity, network: Network, directory: Directory, settings: ValueSettings) -> None:
    """Another network or currency makes every figure wrong; what is merely not there any more is cautioned about."""
    found = misfits(opportunity, network, directory, settings)
    if wrong := [problem for problem in found if problem.path in ("network", "price.currency")]:
        raise InvalidOpportunity(wrong)


def _stated_share(here: Standing) -> Figure:
    stated, envisioned = here.stated.value.likely, here.envisioned.value.likely
    share = abs(stated) / abs(envisioned) if envisioned else None
    return figure(share, SHARE, "|V_customer| / |V_envisioned|", "counted claims", V_customer=stated, V_envisioned=envisioned)


def _personal_subtotal(here: Standing, unit: str) -> Figure:
    money = sum((one.ours.likely * factor(one.claim.timing, here.terms) for one in here.booking.of(Decision.PERSONAL)), ZERO)
    return figure(money, unit, "Σ PV of personal outcomes whose person stated the money", "never added to the business case")
