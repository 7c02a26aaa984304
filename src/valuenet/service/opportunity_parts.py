"""The parts of an opportunity as people give them: persons and options by key, claims by the outcome that they are about.

(:Stakeholder)-[:IN_THE_ROLE_OF]->(:Persona)        (:Option)-[:IS]->(:Alternative)        (:Claim)-[:ABOUT]->(:Outcome)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from valuenet.errors import Invalid, InvalidOpportunity, Problem
from valuenet.model.amounts import Price
from valuenet.model.buying import MoneyLine, Option, Stakeholder
from valuenet.model.claim import Claim
from valuenet.model.directory import STATUS_QUO, Directory, unknown
from valuenet.model.ids import Key, PersonaId, new_claim_id, new_stakeholder_id
from valuenet.model.network import Network, Outcome
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import ClaimState
from valuenet.model.vocabulary import OutcomeKind

P = TypeVar("P", Stakeholder, Option, MoneyLine, Claim)

PERSON_FIELDS = frozenset({"name", "influence", "heard_from", "credible_since", "brought_in"})
CLAIM_FIELDS = frozenset(
    {"line", "amount", "of_baseline", "against", "theirs", "risk_cut", "timing", "other_causes", "personal", "desirability", "thought_of"}
)
OPTION_FIELDS = frozenset({"name", "price", "switching_cost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPut:
    """A person in the decision, by key: new, or the named fields of one who is there (`PERSON_FIELDS`); persona by key."""

    key: str
    persona: str | None = None
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionPut:
    """What the customer could do instead, by the key of the alternative: new with its price, or the named fields (`OPTION_FIELDS`)."""

    key: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPut:
    """A claim: new about an outcome (key), or the named fields (`CLAIM_FIELDS`) of the one that `claim` names by id or outcome.

    `owner`: the person's key or id; `interested`: personas by key. State and evidence come by moves and calls.
    """

    outcome: str = ""
    claim: str | None = None
    owner: str | None = None
    interested: tuple[str, ...] | None = None
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Parts to be put; `without` names those to be taken out, by the name of their list: people, options and lines by key, claims by id."""

    people: tuple[PersonPut, ...] = ()
    options: tuple[OptionPut, ...] = ()
    lines: tuple[MoneyLine, ...] = ()
    claims: tuple[ClaimPut, ...] = ()
    without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NO_PARTS = Parts()
_LISTS = {"people": "stakeholders", "options": "alternatives", "lines": "lines", "claims": "claims"}


def assembled(
    opportunity: Opportunity, parts: Parts, directory: Directory, network: Network | None, values: Mapping[str, Any]
) -> Opportunity:
    """The opportunity with its parts and the named fields put, or `InvalidOpportunity` with everything that is wrong with them."""
    problems = list(_unknown_lists(parts))
    left = {name: _left(opportunity, name, parts.without.get(name, ()), problems) for name in _LISTS}
    people = _each("people", parts.people, left["people"], lambda put, old: _person(put, old, directory), problems)
    price = values.get("price", opportunity.price)
    options = _each("options", parts.options, left["options"], lambda put, old: _option(put, old, directory, price), problems)
    lines = _each("lines", parts.lines, left["lines"], lambda put, _: put, problems)
    claims = _claims(parts.claims, left["claims"], people, directory, network, problems)
    try:
        changes: dict[str, Any] = {"stakeholders": people, "alternatives": options, "lines": lines, "claims": claims}
        after = at_home(replace(opportunity, **changes, **values), directory)
    except Invalid as invalid:
        raise InvalidOpportunity([*problems, *invalid.problems]) from None
    if problems:
        raise InvalidOpportunity(problems)
    return after


def at_home(opportunity: Opportunity, directory: Directory) -> Opportunity:
    """The opportunity with the status quo of its own workspace, whose id differs from workspace to workspace."""
    home = directory.alternative_by_key[STATUS_QUO].id
    options = (replace(option, alternative=home) if option.key == STATUS_QUO else option for option in opportunity.alternatives)
    return replace(opportunity, alternatives=tuple(options))


def named_fields(path: str, values: Mapping[str, object], known: Iterable[str]) -> None:
    """Raise `InvalidOpportunity` where a field is none of those that may be put."""
    known = sorted(known)
    wrong = [replace(unknown(name, "field", name, known), path=name) for name in values if name not in known]
    if wrong:
        raise InvalidOpportunity([problem.under(path) for problem in wrong])


def claim_called(claims: Iterable[Claim], name: str, *, path: str = "claim") -> Claim:
    """The claim with this id, or the one that stands about the outcome with this key, else as `outcome on line`."""
    there = list(claims)
    standing = [claim for claim in there if claim.state is not ClaimState.REFUTED]
    found = [claim for claim in there if name == claim.id] or [
        claim for claim in standing if name in (claim.outcome_key, f"{claim.outcome_key} on {claim.line}")
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise InvalidOpportunity([unknown(path, "claim", name, [claim.outcome_key for claim in standing])])
    lines = ", ".join(f"{claim.outcome_key} on {claim.line}" for claim in found)
    message = f"{name!r} is what {len(found)} claims are about"
    raise InvalidOpportunity([Problem(path=path, code="AMBIGUOUS_CLAIM", message=message, remedy=f"name one of them: {lines}")])


def person_called(people: Iterable[Stakeholder], name: str, *, path: str = "stakeholder") -> Stakeholder:
    """The person with this id or key."""
    there = list(people)
    for person in there:
        if name in (person.id, person.key):
            return person
    raise InvalidOpportunity([unknown(path, "stakeholder", name, [person.key for person in there])])


def _unknown_lists(parts: Parts) -> Iterator[Problem]:
    for name in parts.without:
        if name not in _LISTS:
            yield unknown(f"without.{name}", "list", name, _LISTS)


def _left(opportunity: Opportunity, name: str, without: Sequence[str], problems: list[Problem]) -> tuple[Any, ...]:
    """The parts in a list that are not taken out."""
    parts: tuple[Any, ...] = getattr(opportunity, _LISTS[name])
    known = [part.id if isinstance(part, Claim) else part.key for part in parts]
    problems += [unknown(f"without.{name}", name, one, known) for one in without if one not in known]
    return tuple(part for part, known_as in zip(parts, known, strict=True) if known_as not in without)


def _each(
    path: str, puts: Sequence[Any], there: tuple[P, ...], make: Callable[[Any, P | None], P], problems: list[Problem]
) -> tuple[P, ...]:
    """The parts with those that are put changed where they stood, or added behind."""
    found: dict[str, P] = {str(getattr(part, "key", part.id if isinstance(part, Claim) else "")): part for part in there}
    for place, put in enumerate(puts):
        try:
            found[put.key] = make(put, found.get(put.key))
        except Invalid as invalid:
            problems += [problem.under(f"{path}[{place}]") for problem in invalid.problems]
    return tuple(found.values())


def _person(put: PersonPut, old: Stakeholder | None, directory: Directory) -> Stakeholder:
    named_fields("", put.fields, PERSON_FIELDS)
    values: dict[str, Any] = dict(put.fields)
    if put.persona is not None or old is None:
        values["persona"] = _persona("persona", put.persona or "", directory)
    if old is not None:
        return replace(old, **values)
    return Stakeholder(**{"id": new_stakeholder_id(), "key": Key(put.key), "name": put.key, **values})


def _persona(path: str, key: str, directory: Directory) -> PersonaId:
    if key not in directory.persona_by_key:
        raise InvalidOpportunity([unknown(path, "persona", key, directory.persona_by_key)])
    return directory.persona_by_key[key].id


def _option(put: OptionPut, old: Option | None, directory: Directory, like: Price) -> Option:
    named_fields("", put.fields, OPTION_FIELDS)
    values: dict[str, Any] = dict(put.fields)
    if old is not None:
        return replace(old, **values)
    if put.key not in directory.alternative_by_key:
        raise InvalidOpportunity([unknown("key", "alternative", put.key, directory.alternative_by_key)])
    known = directory.alternative_by_key[put.key]
    free = Price(currency=like.currency, unit=like.unit, years=like.years)
    return Option(**{"alternative": known.id, "key": known.key, "name": known.name, "price": free, **values})


def _claims(
    puts: Sequence[ClaimPut],
    there: tuple[Claim, ...],
    people: Sequence[Stakeholder],
    directory: Directory,
    network: Network | None,
    problems: list[Problem],
) -> tuple[Claim, ...]:
    found = {claim.id: claim for claim in there}
    for place, put in enumerate(puts):
        try:
            claim = _claim(put, there, people, directory, network)
            found[claim.id] = claim
        except Invalid as invalid:
            problems += [problem.under(f"claims[{place}]") for problem in invalid.problems]
    return tuple(found.values())


def _claim(put: ClaimPut, there: Sequence[Claim], people: Sequence[Stakeholder], directory: Directory, network: Network | None) -> Claim:
    named_fields("", put.fields, CLAIM_FIELDS)
    values: dict[str, Any] = dict(put.fields)
    if put.owner is not None:
        values["owner"] = person_called(people, put.owner, path="owner").id
    if put.interested is not None:
        values["interested"] = tuple(_persona("interested", key, directory) for key in put.interested)
    if put.claim is not None:
        return replace(claim_called(there, put.claim), **values)
    outcome = _outcome(put.outcome, network)
    personal = outcome.kind is OutcomeKind.PERSONAL
    return Claim(**{"id": new_claim_id(), "outcome": outcome.id, "outcome_key": outcome.key, "personal": personal, **values})


def _outcome(key: str, network: Network | None) -> Outcome:
    known = {outcome.key: outcome for outcome in network.outcomes} if network else {}
    if key not in known:
        raise InvalidOpportunity([unknown("outcome", "outcome", key, known)])
    return known[Key(key)]
