"""How much a customer should prefer us to the best alternative, in money of today; and how much of it they believe.

For every alternative j: surplus_j = V_j - P_j - K_j, with value, price and one-time switching cost as present values; the
status quo has P = K = 0. The decision is about the difference from the largest of them, never about a ratio.
Source: Nagle and Müller, The Strategy and Tactics of Pricing (economic value estimation); Smith and Nagle 2005.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from valuenet.model.amounts import NOTHING, Range
from valuenet.model.buying import Option
from valuenet.model.ids import Key
from valuenet.model.numbers import ONE, ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.value.booked import Booked
from valuenet.value.line_amounts import total
from valuenet.value.present_value import Terms, factor, price_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Ours less theirs against one alternative, present values; `value` None: not known, for amounts were told against another."""

    option: Option
    their_price: Decimal
    value: Range | None
    price: Decimal
    switching: Decimal

    @property
    def preference(self) -> Decimal | None:
        """dV - dP - dK, or nothing where dV is not known."""
        return None if self.value is None else self.value.likely - self.price - self.switching


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """The comparison with the best alternative, and with all others; money of today.

    `assumed`: in one sentence why that alternative is taken to be the best without having been compared; empty where it was.
    """

    option: Option
    assumed: str
    comparisons: tuple[Comparison, ...]
    our_price: Decimal
    their_price: Decimal
    value: Range
    price: Decimal
    switching: Decimal

    @property
    def economic_value(self) -> Decimal:
        """P_a + dV - dK: the price at which the customer is indifferent."""
        return self.their_price + self.value.likely - self.switching

    @property
    def amount(self) -> Decimal:
        """dV - dP - dK = economic value - our price."""
        return self.value.likely - self.price - self.switching

    @property
    def low(self) -> Decimal:
        """The preference where every claim comes to its low end."""
        return self.value.low - self.price - self.switching

    @property
    def high(self) -> Decimal:
        """The preference where every claim comes to its high end."""
        return self.value.high - self.price - self.switching

    @property
    def break_even_belief(self) -> Decimal | None:
        """(dP + dK) / dV: we still win if they believe this share of it; not defined where nothing speaks for us."""
        return (self.price + self.switching) / self.value.likely if self.value.likely > 0 else None

    @property
    def ratio(self) -> Decimal | None:
        """dV / dP, only where we cost more; never to rank by."""
        return self.value.likely / self.price if self.price > 0 else None


def preference(opportunity: Opportunity, booked: Sequence[Booked], terms: Terms, *, told_against: Set[Key] = frozenset()) -> Preference:
    """The preference that some booked claims make: the smallest over all alternatives that can be compared.

    Where amounts were told as differences from one alternative (`told_against`), that one is taken to be the best.
    """
    comparisons = tuple(_compared(opportunity, option, booked, told_against, terms) for option in opportunity.alternatives)
    known = [(one.preference, one.option.key, one) for one in comparisons if one.preference is not None]
    best = min(known, key=lambda one: one[:2])[2]
    others = [one.option.name for one in comparisons if one.value is None]
    return Preference(
        option=best.option,
        assumed=_assumption(best.option, others),
        comparisons=comparisons,
        our_price=price_value(opportunity.price, terms),
        their_price=best.their_price,
        value=best.value or NOTHING,
        price=best.price,
        switching=best.switching,
    )


def value_of(one: Booked, alternative: str, terms: Terms) -> Range | None:
    """The present value of ours less theirs for one claim; nothing where it was told against another alternative."""
    yearly = one.against(alternative)
    return yearly.times(factor(one.claim.timing, terms)) if yearly is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A counted claim that is not fully believed: how far it is, and (1 - belief) · PV."""

    booked: Booked
    belief: Decimal
    money: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Believed:
    """What the customer believes of the value, present values. `known`: the part of dV for which somebody told how far.

    `doubts`: the largest first.
    """

    value: Decimal
    known: Decimal
    preference: Decimal
    unknown_share: Decimal | None
    prove_it: bool
    doubts: tuple[Doubt, ...]


def believed(opportunity: Opportunity, booked: Sequence[Booked], preferred: Preference, terms: Terms) -> Believed:
    """believed dV = Σ belief · PV over the counted claims with a known belief; it never changes the preference.

    Of several people who told, each weighs by their influence. Prove it, do not discount: the preference is positive, what
    is believed of it is not, and there is a claim that somebody doubts.
    """
    doubts, value, known = [], ZERO, ZERO
    for one in booked:
        belief, money = belief_in(opportunity, one), value_of(one, preferred.option.key, terms) or NOTHING
        if belief is not None:
            value, known = value + belief * money.likely, known + money.likely
            doubts.append(Doubt(booked=one, belief=belief, money=(ONE - belief) * money.likely))
    real = sorted((doubt for doubt in doubts if doubt.money > 0), key=lambda doubt: (-doubt.money, doubt.booked.claim.outcome_key))
    left = value - preferred.price - preferred.switching
    whole = preferred.value.likely
    return Believed(
        value=value,
        known=known,
        preference=left,
        unknown_share=(whole - known) / whole if whole else None,
        prove_it=bool(real) and left <= 0 < preferred.amount,
        doubts=tuple(real),
    )


def belief_in(opportunity: Opportunity, one: Booked) -> Decimal | None:
    """How far a claim is believed by those who told, each weighed by their influence; nothing where nobody told."""
    weights = [(opportunity.stakeholder_by_id[told.stakeholder].influence, told.share) for told in one.claim.beliefs]
    if not weights:
        return None
    heard = sum((weight for weight, _ in weights), ZERO)
    if not heard:
        return sum((share for _, share in weights), ZERO) / len(weights)
    return sum((weight * share for weight, share in weights), ZERO) / heard


def _compared(opportunity: Opportunity, option: Option, booked: Sequence[Booked], told_against: Set[Key], terms: Terms) -> Comparison:
    values = [value_of(one, option.key, terms) for one in booked]
    known = [value for value in values if value is not None]
    comparable = told_against <= {option.key} and len(known) == len(values)
    theirs = price_value(option.price, terms)
    return Comparison(
        option=option,
        their_price=theirs,
        value=total(known) if comparable else None,
        price=price_value(opportunity.price, terms) - theirs,
        switching=opportunity.switching_cost - option.switching_cost,
    )


def _assumption(option: Option, others: Sequence[str]) -> str:
    if not others:
        return ""
    names = " and ".join(others)
    return f"the amounts are differences from {option.name}, which is assumed to be the best alternative: against {names} it is not known"
