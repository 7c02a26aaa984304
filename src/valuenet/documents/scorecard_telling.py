"""What every form of a scorecard says, in order and in words; the forms only set it in type.

For whoever decides about a discount in five minutes: first the overlap, then what is preferred, why, and what to do next.
Personal outcomes of named people are in no form of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from valuenet.documents.scorecard_case import SIZED, money_told, overlap_told, preference_told
from valuenet.documents.scorecard_figures import Line, amount_text, line
from valuenet.documents.scorecard_parts import Block, Item, Section, sentence
from valuenet.messages.phrases import counted
from valuenet.messages.spoken import begun
from valuenet.value.doing import Doing
from valuenet.value.figure import SHARE
from valuenet.value.scorecard import Scorecard
from valuenet.value.what_would_change import Flip, Question
from valuenet.value.winning import Winning


def occasion(card: Scorecard) -> str:
    """What the figures stand for: how far the sale is, against whom, over how long, in which money."""
    stage = f"stage {card.stage}" if card.stage else ""
    told = f"{card.currency} of today, {card.years} years at {amount_text(card.rate, SHARE)}"
    return " · ".join(filter(None, (stage, f"against {card.stated.alternative_name}", told)))


def answers(card: Scorecard) -> tuple[Line, ...]:
    """The whole scorecard in three lines: about the price, the preference and the win."""
    case, pricing = card.stated, card.pricing
    ahead = (case.preference.amount or 0) > 0
    better = "the customer should prefer us" if ahead else f"the customer should prefer {case.alternative_name}"
    return (
        line("A discount", pricing.gap, f"{pricing.because}", shown=f"{pricing.verdict}"),
        line("Preference", case.preference, f"{better}, by the numbers that they gave themselves", signed=True),
        line("Win likelihood", card.winning.chance, card.winning.label),
    )


def sections(card: Scorecard) -> tuple[Section, ...]:
    """Everything, in the order in which it is read."""
    parts = (
        ("What they desire and what we deliver", overlap_told(card)),
        (f"What we are worth to them against {card.stated.alternative_name}", preference_told(card)),
        ("Where the money comes from", money_told(card)),
        ("The price", _price(card)),
        ("What would change the decision", _flips(card.flips)),
        ("Find out next", _questions(card.questions)),
        ("How likely it is, and whose doing", _likelihood(card)),
        ("Before you rely on it", _cautions(card)),
    )
    return tuple(Section(title=title, blocks=tuple(blocks)) for title, blocks in parts)


def closing(card: Scorecard) -> str:
    """What the scorecard was made from."""
    changed = f"settings at revision {card.settings_revision}"
    settings = changed if card.settings_revision else "the settings that every workspace starts with"
    made = f"the network at revision {card.network_revision}, {settings}, draws with seed {card.seed}"
    return f"Made from {made}. Figures are rounded; each says exactly what it is made of."


def _price(card: Scorecard) -> Iterator[Block]:
    found = card.pricing
    said = f"{begun(str(found.verdict))}: {found.because}."
    lines = [
        line("Our price at list", found.list_price, "all payments"),
        line("Preference at list", found.at_list, "", signed=True),
        line("A change asks for", found.required, "so much better off must they be to take the trouble"),
        line("Gap", found.gap, "what is missing at list; no discount is justified beyond it"),
        line("Gap in yearly price", found.gap_of_yearly, "as a discount on the yearly payments"),
        line("Not envisioned yet", card.unbuilt, "what a conversation could add instead"),
        line("Room to the floor", found.room, "list less the least that may be asked"),
        line("Indifference price", found.indifference_yearly, "the one-time payment as it is; above it they take the other"),
        line("Target price", found.target_yearly, "shares the difference between them and us"),
        line("Highest premium", found.premium, f"over {card.stated.alternative_name}, all payments"),
    ]
    if found.discount.amount:
        lines += [
            line("Discount in this price", found.discount, ""),
            line("It must win", found.needed_win_rate, "as often as without it, to earn as much"),
        ]
    yield Block(said=said, lines=tuple(one for one in lines if one.figure.amount is not None))


def _flips(found: Sequence[Flip]) -> Iterator[Block]:
    items = (
        Item(title=one.title, mark=f"if {one.to}", lines=(line("Preference then", one.preference, _then(one), signed=True),))
        for one in found
    )
    nothing = "No single claim: validated or refuted alone, each leaves the preference and the price as they are."
    yield Block(said=f"{begun(counted(len(found), 'claim'))}, each alone:" if found else nothing, items=tuple(items))
    yield Block(chart="tornado")


def _then(one: Flip) -> str:
    return one.because.removeprefix(f"if it is {one.to}, ")


def _questions(found: Sequence[Question]) -> Iterator[Block]:
    items = (Item(title=one.ask, said=sentence(one.because), lines=_worth(one)) for one in found)
    yield Block(said="" if found else "Nothing is open: every claim is confirmed and believed.", items=tuple(items))


def _worth(one: Question) -> tuple[Line, ...]:
    return () if one.worth.amount is None else (line("At stake", one.worth, "so far may the answer move the preference"),)


def _likelihood(card: Scorecard) -> Iterator[Block]:
    found = card.winning
    yield Block(
        heading=f"Winning: {found.label}",
        lines=(
            line("Win likelihood", found.chance, "how far the sale has come is no part of it"),
            line("Influence heard from", found.heard, "of all who decide; for the rest the base rate counts"),
            *([_known(found)] if found.known.amount is not None else []),
            *(line(f"+ {part.of}", part.chance, "", signed=True) for part in found.parts),
        ),
    )
    sized = [one for one in card.claims if one.decision in SIZED and one.likelihood.amount is not None]
    reached = (line(one.title, one.likelihood, "") for one in sized)
    yield Block(heading="Reached from what we deliver", said="How likely each outcome is by the arrows of the map.", lines=tuple(reached))
    credit = [_doing(one) for one in card.delivery.doings if one.credit.amount or one.if_matched.amount]
    if card.delivery.other_causes.amount:
        credit.append(line("Other causes", card.delivery.other_causes, ""))
    said = "Credit for the counted money, by the arrows of the map: accounting, which no price rests on."
    yield Block(heading="Whose doing it is", said=said, lines=tuple(credit))


def _known(found: Winning) -> Line:
    """How likely it would be if the preference were known of all who decide."""
    of_price = amount_text(found.relative.amount, SHARE, signed=True)
    return replace(line("If all were heard", found.known, f"of a preference of {of_price} of our price"), others=(found.relative,))


def _doing(one: Doing) -> Line:
    matched = amount_text(one.if_matched.amount, one.if_matched.unit, signed=True)
    return replace(line(one.title, one.credit, f"if it is matched: {matched} expected"), others=(one.if_matched, one.split))


def _cautions(card: Scorecard) -> Iterator[Block]:
    items = tuple(Item(title=sentence(said)) for said in card.cautions)
    yield Block(said="" if items else "Nothing speaks against it.", items=items)
