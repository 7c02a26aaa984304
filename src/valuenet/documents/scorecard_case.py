"""The customer's side of a scorecard in words: what they desire, what we are worth to them, and the claims that make it so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from valuenet.documents.scorecard_figures import Line, above, amount_text, line, span
from valuenet.documents.scorecard_parts import Block, Item, sentence
from valuenet.value.booked import Decision
from valuenet.value.case import Case, InvestmentCase
from valuenet.value.figure import SHARE
from valuenet.value.overlap import Wanted
from valuenet.value.personas import PersonaValue
from valuenet.value.scorecard import Scorecard
from valuenet.value.scored import ScoredClaim

SIZED = (Decision.COUNTED, Decision.UNBUILT)
"""What became of claims that are worth something, now or once they are built."""


def overlap_told(card: Scorecard) -> Iterator[Block]:
    """What they desire against what we deliver, and who else would desire it."""
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
        return Item(title=one.title, said=sentence(one.because))
    worth = f", {amount_text(claim.told.likely, card.currency)} a year" if claim.told else ""
    same = ", the same money" if claim.decision is Decision.SAME_MONEY else ""
    return Item(title=one.title, mark=f"{claim.state}{worth}{same}")


def preference_told(card: Scorecard) -> Iterator[Block]:
    """How much better off they are with us, how sure that is, and how far they believe it."""
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
    if card.investment.npv.amount is not None:
        yield _investment(card.investment)


def _investment(found: InvestmentCase) -> Block:
    return Block(
        heading="Against leaving things as they are",
        lines=(
            line("Net present value", found.npv, "what they gain less what they pay", signed=True),
            line("Return", found.roi, "net gain for each unit that they pay"),
            line("Payback", found.payback, "until what they gained has paid for it"),
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


def money_told(card: Scorecard) -> Iterator[Block]:
    """Every claim on its line, counted or not, with the reason; and whose numbers they are."""
    for one in card.lines:
        claims = [claim for claim in card.claims if claim.line == one.line]
        items = tuple(_claim(claim) for claim in sorted(claims, key=lambda claim: claim.decision is not Decision.COUNTED))
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
    mark = str(claim.state) if claim.decision is Decision.COUNTED else f"{claim.state}, {claim.decision}"
    told = claim.told
    if told is None:
        return Item(title=claim.title, said=sentence(claim.because), mark=mark)
    yearly = f"{' / '.join(amount_text(part, '') for part in (told.low, told.likely, told.high))} a year"
    if claim.decision in SIZED:
        worth = line("Worth today", claim.value, yearly, signed=True)
    else:
        worth = line("Worth today", claim.value, yearly, shown="not counted")
    return Item(title=claim.title, said=sentence(claim.because), mark=mark, lines=(worth,))
