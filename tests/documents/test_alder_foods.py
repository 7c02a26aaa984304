"""Alder Foods as a file is the worked example of the value model: the same opportunity, and the same scorecard to the last digit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal

from alder import alder, alder_directory, alder_network, on_the_example, stakeholders
from documents.sales import DIRECTORY, NETWORK, imported, scored
from valuenet.documents.keyed import Naming, keyed, named
from valuenet.model.evidence import Evidence
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.value.figure import Figure
from valuenet.value.scorecard import scorecard

MADE = imported()
CARD = scored()


def spoken_for(opportunity: Opportunity) -> Opportunity:
    """The opportunity without the names and words of people, which the file has and the values leave out."""
    names = {person.key: person.name for person in stakeholders()}
    return replace(
        opportunity,
        stakeholders=tuple(replace(person, name=names[person.key]) for person in opportunity.stakeholders),
        claims=tuple(replace(claim, evidence=_wordless(claim.evidence)) for claim in opportunity.claims),
    )


def _wordless(evidence: Evidence) -> Evidence:
    return replace(evidence, quote="in their own words" if evidence.quote else "")


def figures(value: object, path: str = "") -> Iterator[tuple[str, Decimal | None, str]]:
    """Every figure in a value: where, how much, in which unit."""
    if isinstance(value, Figure):
        yield path, value.amount, value.unit
    elif is_dataclass(value):
        for field in fields(value):
            yield from figures(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from figures(one, f"{path}[{place}]")


def test_the_file_describes_the_opportunity_of_the_worked_example() -> None:
    network, directory, expected = on_the_example()
    found = keyed(MADE.opportunity, account=MADE.account, network=NETWORK, directory=DIRECTORY)
    wanted = keyed(expected, account=MADE.account, network=network, directory=directory)
    personas = {f"per_{persona.key}": str(persona.key) for persona in directory.personas}
    assert spoken_for(found) == spoken_for(
        named(wanted, Naming(opportunity=wanted.key, network=network.key, account="alder-foods", personas=personas))
    )


def test_every_figure_is_that_of_the_same_opportunity_as_values() -> None:
    network, directory, opportunity = on_the_example()
    expected = scorecard(opportunity, network, directory, ValueSettings())
    assert list(figures(replace(CARD, personas=()))) == list(figures(replace(expected, personas=())))


def test_the_printed_figures_are_those_of_the_small_map() -> None:
    """On the map of the examples more leads to the outcomes: likelihoods and credit differ, and no price rests on them."""
    small = alder_network()
    card = scorecard(alder(small), small, alder_directory(), ValueSettings())
    parts = ("stated", "envisioned", "unbuilt", "stated_share", "belief", "uncertainty", "investment", "pricing", "winning", "lines")
    for part in parts:
        assert list(figures(getattr(CARD, part))) == list(figures(getattr(card, part))), part


def test_what_the_value_model_prints_for_it() -> None:
    printed = {
        "value": 211_400, "price_difference": 109_500, "economic_value": 415_300, "preference": 86_900, "low": -49_900, "high": 236_100,
    }  # fmt: skip
    assert {name: round(getattr(CARD.stated, name).amount, -2) for name in printed} == printed
    assert CARD.stated.yearly.amount == 85_000
    assert CARD.winning.chance.amount is not None
    assert round(CARD.winning.chance.amount, 3) == Decimal("0.619")
    assert CARD.pricing.gap.amount == 0
