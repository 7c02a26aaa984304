"""What every form of a scorecard says, in order and in words; the forms only set it in type.

For whoever decides about a discount in five minutes: first the overlap, then what is preferred, why, and what to do next.
Personal outcomes of named people are in no form of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from valuenet.documents.scorecard_figures import Line, above, amount_text, line, span
from valuenet.messages.phrases import counted
from valuenet.messages.spoken import begun, ended
from valuenet.value.booked import Decision
from valuenet.value.case import Case
from valuenet.value.doing import Doing
from valuenet.value.figure import SHARE
from valuenet.value.overlap import Wanted
from valuenet.value.personas import PersonaValue
from valuenet.value.scorecard import Scorecard
from valuenet.value.scored import ScoredClaim
from valuenet.value.what_would_change import Flip, Question
from valuenet.value.winning import Winning

_COUNTED, _UNBUILT = (Decision.COUNTED,), (Decision.UNBUILT,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing with a sentence about it; `mark`: a word beside its title, `lines`: figures that belong to it."""

    title: str
    said: str = ""
    mark: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Things under one heading; `said`: the sentence that sums them up, `chart`: the picture that shows them."""

    heading: str = ""
    said: str = ""
    items: tuple[Item, ...] = ()
    lines: tuple[Line, ...] = ()
    chart: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the scorecard."""

    title: str
    blocks: tuple[Block, ...]


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
        ("What they desire and what we deliver", _overlap(card)),
        (f"What we are worth to them against {card.stated.alternative_name}", _preference(card)),
        ("Where the money comes from", _money(card)),
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


def _overlap(card: Scorecard) -> Iterator[Block]:
    found = card.overlap
    for heading, said, wanted in (
        ("They desire it, we deliver it", found.counted_sentence, found.counted),
        ("They desire it, we do not deliver it", found.unmet_sentence, found.unmet),
        ("We could deliver it, they have not seen it", found.unbuilt_sentence, found.unbuilt),
    ):
        yield Block(heading=heading, said=said, items=tuple(_wanted(one, card) for one in wanted))
    allies = (Item(title=ally.name, said=f"would desire: {'; '.join(ally.desires)}") for ally in found.allies)
    yield Block(heading="Natural allies", said=found.allies_sentence, items=tuple(allies))


def _wanted(one: Wanted, card: Scorecard) -> Item:
    claim = next((claim for claim in card.claims if claim.claim == one.claim), None)
    if claim is None:
        return Item(title=one.title, said=_sentence(one.because))
    worth = f", {amount_text(claim.told.likely, card.currency)} a year" if claim.told else ""
    same = ", the same money" if claim.decision is Decision.SAME_MONEY else ""
    return Item(title=one.title, mark=f"{claim.state}{worth}{same}")


def _preference(card: Scorecard) -> Iterator[Block]:
    case, rival = card.stated, card.stated.alternative_name
    yield Block(
        lines=(
            _yearly(case),
            line("Value difference", case.value, "better less worse, by the customer's own numbers", signed=True),
            line("Price difference", case.price_difference, f"all payments, ours less those of {rival}", signed=True),
            line("Switching difference", case.switching_difference, "one-time cost of changing, ours less theirs", signed=True),
            line("Preference", case.preference, "value less price and switching: how much better off they are", signed=True),
            line("Economic value", case.economic_value, "all payments at which they would not care whom to take"),
            line("Break-even belief", case.break_even_belief, "we still win if they believe this share of the value"),
            line("Value to premium", case.ratio, "for each unit of our higher price; never to rank by"),
        ),
        chart="waterfall",
    )
    if card.envisioned.preference != case.preference:
        yield Block(
            heading="With the seller's own numbers",
            lines=(
                line("Preference", card.envisioned.preference, "envisioned by them, sized by us: no price may rest on it", signed=True),
                line("Stated by the customer", card.stated_share, "the share of the value that they put numbers to"),
            ),
        )
    yield _sureness(card)
    yield _believed(card)
    told = card.investment
    if told.npv.amount is not None:
        yield Block(
            heading="Against leaving things as they are",
            lines=(
                line("Net present value", told.npv, "what they gain less what they pay", signed=True),
                line("Return", told.roi, "net gain for each unit that they pay"),
                line("Payback", told.payback, "until what they gained has paid for it"),
            ),
        )


def _yearly(case: Case) -> Line:
    """What counts of it a year: likely, from low to high, and on average."""
    others = (case.yearly_low, case.yearly_high, case.yearly_mean)
    low, high, mean = (amount_text(one.amount, "", signed=True) for one in others)
    return replace(line("Counted a year", case.yearly, f"likely; {low} to {high}, on average {mean}", signed=True), others=others)


def _sureness(card: Scorecard) -> Block:
    apart, together, case = card.uncertainty.independent, card.uncertainty.together, card.stated
    return Block(
        heading="How sure that is",
        said=(
            f"From {amount_text(case.low.amount, case.low.unit, signed=True)} with every claim at its low end"
            f" to {amount_text(case.high.amount, case.high.unit, signed=True)} with every claim at its high end."
        ),
        lines=(
            line("Preference on average", card.uncertainty.mean, "over low, likely and high", signed=True),
            above("Standard deviation", apart.sd, together.sd, "apart, and all together"),
            span("Eight times in ten", apart.p10, apart.p90, "if the claims know nothing of each other"),
            span("or, all together", together.p10, together.p90, "if they all come high or low at once: be ready for this"),
            above("Better off with us", apart.positive, together.positive, "apart, and all together"),
            above("By enough to change", apart.required, together.required, "by the surplus that a change asks for"),
        ),
        chart="range",
    )


def _believed(card: Scorecard) -> Block:
    found = card.belief
    doubts = (
        Item(title=one.title, lines=(line("Not believed", one.money, f"they believe {amount_text(one.belief.amount, SHARE)} of it"),))
        for one in found.unproven
    )
    if found.unknown_share.amount == 1:
        said = "Nobody has said yet how far they believe that they will get it: ask before you prove anything."
        return Block(heading="What they believe", said=said)
    return Block(
        heading="What they believe",
        said="The value is there and they do not believe it: prove it, do not discount." if found.prove_it else "",
        lines=(
            line("Preference as believed", found.preference, "beside the headline, never in it", signed=True),
            line("Nobody said of", found.unknown_share, "the share of the value without a word of belief"),
        ),
        items=tuple(doubts),
    )


def _money(card: Scorecard) -> Iterator[Block]:
    for one in card.lines:
        claims = [claim for claim in card.claims if claim.line == one.line]
        items = tuple(_claim(claim) for claim in sorted(claims, key=lambda claim: claim.decision not in _COUNTED))
        yield Block(
            heading=one.name,
            items=items,
            lines=(line("Counted on this line", one.counted, "capped at its baseline" if one.over_baseline else "", signed=True),),
        )
    if loose := tuple(_claim(claim) for claim in card.claims if claim.line is None):
        yield Block(heading="On no money line yet", items=loose)
    owners = (line(one.name, one.owned, _interest(one), signed=True) for one in card.personas)
    yield Block(heading="Whose numbers they are", said="Each claim once; together all of the value.", lines=tuple(owners))


def _interest(one: PersonaValue) -> str:
    overlapping = one.owned.amount != one.interested.amount
    return f"interested in {amount_text(one.interested.amount, one.interested.unit)}, never added up" if overlapping else ""


def _claim(claim: ScoredClaim) -> Item:
    mark = str(claim.state) if claim.decision in _COUNTED else f"{claim.state}, {claim.decision}"
    told = claim.told
    if told is None:
        return Item(title=claim.title, said=_sentence(claim.because), mark=mark)
    yearly = f"{' / '.join(amount_text(part, '') for part in (told.low, told.likely, told.high))} a year"
    if claim.decision in (*_COUNTED, *_UNBUILT):
        worth = line("Worth today", claim.value, yearly, signed=True)
    else:
        worth = line("Worth today", claim.value, yearly, shown="not counted")
    return Item(title=claim.title, said=_sentence(claim.because), mark=mark, lines=(worth,))


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
    items = (Item(title=one.ask, said=_sentence(one.because), lines=_worth(one)) for one in found)
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
    sized = [one for one in card.claims if one.decision in (*_COUNTED, *_UNBUILT) and one.likelihood.amount is not None]
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
    items = tuple(Item(title=_sentence(said)) for said in card.cautions)
    yield Block(said="" if items else "Nothing speaks against it.", items=items)


def _sentence(text: str) -> str:
    return begun(ended(text)) if text else ""


def all_lines(parts: Iterable[Section]) -> Iterator[Line]:
    """Every figure that the scorecard shows."""
    for part in parts:
        for block in part.blocks:
            yield from block.lines
            for item in block.items:
                yield from item.lines
