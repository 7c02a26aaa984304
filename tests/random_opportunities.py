"""Opportunities on random maps, for property tests: loops and shared causes, shares and money, drawbacks, rivals with their prices."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from alder import INFLUENCE, alder, alder_network, claim, lines, price, rival
from valuenet.model.amounts import Range
from valuenet.model.buying import Option
from valuenet.model.claim import Claim, Theirs, Timing
from valuenet.model.directory import STATUS_QUO
from valuenet.model.ids import AlternativeId, Key
from valuenet.model.network import Network
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import ClaimState

OUTCOMES = tuple(f"o{number}" for number in range(7))
OTHER = Key("competitor-c")
BASELINES = {"ap_labour": 90, "supplier_discounts": 60}

thousands = st.integers(-60, 90).map(Decimal)
percents = st.integers(0, 100).map(lambda percent: Decimal(percent) / 100)


def ranges(numbers: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Range]:
    """Ranges of such numbers, in order."""
    return st.tuples(numbers, numbers, numbers).map(sorted).map(lambda three: Range(low=three[0], likely=three[1], high=three[2]))


@st.composite
def maps(draw: st.DrawFn) -> Network:
    """A network of seven outcomes with any arrows between them, loops too, and a differentiator that leads to some."""
    nodes = st.sampled_from(OUTCOMES)
    pairs = draw(st.sets(st.tuples(nodes, nodes).filter(lambda pair: pair[0] != pair[1]), max_size=12))
    starts = draw(st.sets(nodes, max_size=3))
    arrows = [f"{cause} -> {effect}" for cause, effect in sorted(pairs)] + [f"[tool] -> {start}" for start in sorted(starts)]
    return alder_network(*OUTCOMES, "[tool]", *arrows)


@st.composite
def opportunities(draw: st.DrawFn, *, of: Network | None = None) -> tuple[Network, Opportunity]:
    """An opportunity against two rivals and the status quo, with a claim on some of the outcomes of a random map."""
    network = of or draw(maps())
    outcomes = draw(st.lists(st.sampled_from(OUTCOMES), unique=True, max_size=len(OUTCOMES)))
    rivals = (_priced(draw, rival()), _priced(draw, _other()))
    opportunity = alder(
        network,
        claims=tuple(draw(claims(network, outcome)) for outcome in outcomes),
        alternatives=rivals,
        lines=lines(**BASELINES),
        price=price(draw(st.integers(0, 100)), draw(st.integers(0, 100))),
        switching_cost=Decimal(draw(st.integers(0, 40))),
    )
    return network, opportunity


@st.composite
def claims(draw: st.DrawFn, network: Network, outcome: str) -> Claim:
    """A claim against the status quo in any state: money, or a share of the line's baseline; with what the rivals deliver."""
    of_baseline = draw(st.booleans())
    numbers = ranges(percents if of_baseline else thousands)
    told = draw(st.lists(st.sampled_from((rival().key, OTHER)), unique=True))
    timing = Timing(
        first_month=draw(st.integers(1, 30)),
        years=draw(st.none() | st.integers(1, 4)),
        ramp=tuple(draw(st.lists(percents, max_size=3))),
    )
    line = draw(st.sampled_from(("ap-labour", "supplier-discounts")))
    state, owner = draw(st.sampled_from(ClaimState)), draw(st.sampled_from(sorted(INFLUENCE)))
    theirs = tuple(Theirs(alternative=key, amount=draw(numbers)) for key in told)
    return claim(
        network, outcome, line, draw(numbers), state, owner, against=STATUS_QUO, theirs=theirs, of_baseline=of_baseline, timing=timing
    )


def _other() -> Option:
    return replace(rival(), key=OTHER, name="Competitor C", alternative=AlternativeId(f"alt_{OTHER}"))


def _priced(draw: st.DrawFn, option: Option) -> Option:
    asked = price(draw(st.integers(0, 100)), draw(st.integers(0, 100)))
    return replace(option, price=asked, switching_cost=Decimal(draw(st.integers(0, 40))))
