"""What an opportunity document would do to a workspace: the opportunity after it, its account, and the differences. Nothing is saved here.

A document states its parts as wholes: a field that a claim or person leaves out is cleared. What it does not mention stays,
unless the import prunes. Calls and the moves of claims only grow: a claim in another state, or with other evidence, moved.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from valuenet.documents.document import told
from valuenet.documents.keyed import Naming
from valuenet.documents.opportunity_comparing import OpportunityDifference, differences
from valuenet.documents.opportunity_document import OpportunityDocument
from valuenet.documents.opportunity_reading import OPPORTUNITY, PRICE, PRICES
from valuenet.documents.opportunity_writing import tree
from valuenet.documents.yaml_text import Value
from valuenet.errors import Invalid, InvalidDocument, Problem
from valuenet.model.account import Account
from valuenet.model.amounts import Price
from valuenet.model.claim import Claim
from valuenet.model.dialogue import climbed
from valuenet.model.directory import Directory, unknown
from valuenet.model.ids import Key, new_account_id, new_claim_id, new_opportunity_id, new_stakeholder_id
from valuenet.model.network import Network
from valuenet.model.numbers import ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.value.booking import booking, overclaimed
from valuenet.value.fit import misfits

P = TypeVar("P")

_ROOT = tuple(name for name in OPPORTUNITY if name not in ("valuenet", "opportunity", "network", "account", *PRICES))
_PARTS: dict[str, Callable[..., object]] = {
    "alternatives": lambda option: option.key,
    "stakeholders": lambda person: person.id,
    "lines": lambda line: line.key,
    "claims": lambda claim: claim.id,
    "unmet": lambda wish: wish.said,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """What a document is held against: the network that it names, the directory, the settings, and what is there already."""

    network: Network
    directory: Directory
    settings: ValueSettings
    account: Account | None = None
    opportunity: Opportunity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityPlan:
    """An import that can be saved: the opportunity, and with it its account where that is new. `notes` say what stays otherwise."""

    opportunity: Opportunity
    account: Account
    new_account: bool
    differences: tuple[OpportunityDifference, ...]
    notes: tuple[str, ...] = ()


def plan(document: OpportunityDocument, there: Workspace, *, by: str, prune: bool = False) -> OpportunityPlan:
    """The import of a document by someone, or `InvalidDocument` with everything that is wrong with it."""
    problems = [*document.problems, *_dangling(document, there)]
    account, wrong = _account(document, there)
    problems += wrong
    after: Opportunity | None = None
    if document.draft is not None and not problems:
        try:
            after = _after(document, there, account, by=by, prune=prune)
            problems += document.located(_unsound(after, there))
        except Invalid as invalid:
            problems += document.located(invalid.problems)
    if problems or after is None:
        raise InvalidDocument(told(problems))
    before = there.opportunity
    found = compared(before, after, account=account, network=there.network, directory=there.directory)
    return OpportunityPlan(
        opportunity=before if before is not None and not found else after,
        account=account,
        new_account=there.account is None,
        differences=found,
        notes=tuple(_unapplied(document, account)),
    )


def compared(
    before: Opportunity | None, after: Opportunity, *, account: Account, network: Network, directory: Directory
) -> tuple[OpportunityDifference, ...]:
    """What leads from an opportunity, or none, to what it is afterwards, in the words of its document."""

    def words(opportunity: Opportunity) -> dict[str, Value]:
        return tree(opportunity, account=account, network=network, directory=directory)

    return differences(words(before) if before else None, words(after))


def _dangling(document: OpportunityDocument, there: Workspace) -> Iterator[Problem]:
    """What the document refers to and the workspace does not have, with the nearest that it has."""
    claimed = {claim.outcome_key for claim in there.opportunity.claims} if there.opportunity else set()
    known = {
        "outcome": {outcome.key for outcome in there.network.outcomes} | claimed,
        "persona": there.directory.persona_by_key.keys(),
        "alternative": there.directory.alternative_by_key.keys(),
    }
    for reference in document.references:
        if reference.key not in known[reference.kind]:
            wrong = unknown(reference.place.path, reference.kind, reference.key, known[reference.kind])
            yield wrong.at(reference.place.line, reference.place.column)
    if document.network and document.network != there.network.key:
        said = f"rests on the network {document.network!r}, not {there.network.key!r}"
        yield from document.located([Problem(path="network", code="OTHER_NETWORK", message=said, remedy="import it onto its own network")])


def _account(document: OpportunityDocument, there: Workspace) -> tuple[Account, list[Problem]]:
    """The account that is there, or the one that the document describes, with what is wrong with it."""
    entry = document.account
    if there.account is not None:
        return there.account, []
    nobody = Account(id=new_account_id(), key=Key("unnamed"), name="unnamed")
    if not entry.name:
        said = f"there is no account {entry.key!r} yet"
        remedy = "create it first, or write account: {key: …, name: …, trade: …, region: …}"
        wrong = Problem(path="account", code="UNKNOWN_ACCOUNT", message=said, remedy=remedy)
        return nobody, list(document.located([wrong])) if entry.key else []
    try:
        return replace(nobody, key=Key(entry.key), name=entry.name, trade=entry.trade, region=entry.region), []
    except Invalid as invalid:
        return nobody, list(document.located(wrong.under("account") for wrong in invalid.problems))


def _unapplied(document: OpportunityDocument, account: Account) -> Iterator[str]:
    """What the document says of an account otherwise than the workspace, which stays."""
    for name in sorted(document.account.said):
        told_, there = getattr(document.account, name), getattr(account, name)
        if told_ != there:
            yield f"the {name} of the account {account.key} stays {there!r}: change the account itself to have {told_!r}"


def _after(document: OpportunityDocument, there: Workspace, account: Account, *, by: str, prune: bool) -> Opportunity:
    """The opportunity after the import; refused where a claim may not move as the document says."""
    assert document.draft is not None
    before = there.opportunity
    draft = document.numbered(_naming(document.draft, there, account))
    assert draft is not None
    if before is None:
        return draft
    problems: list[Problem] = []
    claims: list[Claim] = []
    old = before.claim_by_id
    for place, claim in enumerate(draft.claims):
        try:
            claims.append(_moved(old[claim.id], claim, by) if claim.id in old else claim)
        except Invalid as refusal:
            problems += (wrong.under(f"claims[{place}]") for wrong in refusal.problems)
    if problems:
        raise InvalidDocument(problems)
    kept: dict[str, object] = {}
    if not prune:
        kept = {name: getattr(before, name) for name in _ROOT if name not in (*document.said, *_PARTS)}
        kept |= {name: _price(name, before, draft, document.said) for name in PRICES if name not in document.said}
    parts = {"claims": tuple(claims)} | {name: getattr(draft, name) for name in _PARTS if name != "claims"}
    if not prune:
        parts = {name: _with_others(parts[name], getattr(before, name), key) for name, key in _PARTS.items()}
    return replace(draft, **kept, **parts, calls=before.calls)  # type: ignore[arg-type]  # the names are those of the fields


def _price(name: str, before: Opportunity, draft: Opportunity, said: Collection[str]) -> Price | None:
    """A price of which a document tells single fields, as `price.yearly`: the others stay, on the terms of the price before."""
    there: Price | None = getattr(before, name)
    stated = getattr(draft, name)
    fields = {field: getattr(stated, field) for field in PRICE if f"{name}.{field}" in said}
    if not fields:
        return there
    terms = replace(before.price, yearly=ZERO, one_time=ZERO)
    return replace(there or terms, **fields)


def _with_others(stated: Sequence[P], there: Sequence[P], key: Callable[..., object]) -> tuple[P, ...]:
    """What is stated, and behind it what was there and is not mentioned."""
    mentioned = {key(one) for one in stated}
    return (*stated, *(one for one in there if key(one) not in mentioned))


def _moved(old: Claim, new: Claim, by: str) -> Claim:
    """The claim with the moves that lead to what is stated now; refused where no step leads there."""
    stated_anew = new.state.stated and old.amount != new.amount
    moved = old.state is not new.state or (new.evidence.on is not None and (old.evidence != new.evidence or stated_anew))
    if not moved:
        return replace(new, moves=old.moves)
    try:
        amount = new.amount if old.amount != new.amount else None
        return replace(new, moves=climbed(old, new.state, new.evidence, by=by, amount=amount).moves)
    except Invalid as refusal:
        raise InvalidDocument(replace(wrong, path="state" if wrong.path == "to" else wrong.path) for wrong in refusal.problems) from None


def _naming(draft: Opportunity, there: Workspace, account: Account) -> Naming:
    """Ids for the keys of a draft: those of the things that are there, and new ones."""
    before = there.opportunity
    people = {person.key: person.id for person in before.stakeholders} if before else {}
    outcomes = {str(claim.outcome_key): str(claim.outcome) for claim in before.claims} if before else {}
    ours = _same_claims(draft.claims, before.claims if before else ())
    return Naming(
        opportunity=before.id if before else new_opportunity_id(),
        network=there.network.id,
        account=account.id,
        outcomes=outcomes | {str(outcome.key): str(outcome.id) for outcome in there.network.outcomes},
        personas={persona.key: persona.id for persona in there.directory.personas},
        alternatives={one.key: one.id for one in there.directory.alternatives},
        stakeholders={person.key: people.get(person.key) or new_stakeholder_id() for person in draft.stakeholders},
        claims={claim.id: ours.get(claim.id) or new_claim_id() for claim in draft.claims},
    )


def _same_claims(stated: Sequence[Claim], there: Sequence[Claim]) -> dict[str, str]:
    """Which claim of the opportunity each stated claim is: on the same outcome and line in the same state, else on fewer of them."""
    found: dict[str, str] = {}
    likenesses: tuple[Callable[[Claim], object], ...] = (
        lambda claim: (claim.outcome_key, claim.line, claim.state),
        lambda claim: (claim.outcome_key, claim.line),
        lambda claim: claim.outcome_key,
    )
    for like in likenesses:
        for claim in stated:
            if claim.id not in found:
                same = (one.id for one in there if one.id not in found.values() and like(one) == like(claim))
                if (one := next(same, None)) is not None:
                    found[claim.id] = one
    return found


def _unsound(after: Opportunity, there: Workspace) -> Iterator[Problem]:
    """Where the opportunity is on another currency than its workspace, and lines on which more is claimed than there is."""
    yield from (wrong for wrong in misfits(after, there.network, there.directory, there.settings) if wrong.path == "price.currency")
    places = {f"lines.{line.key}": f"lines[{place}].baseline" for place, line in enumerate(after.lines)}
    yield from (replace(wrong, path=places[wrong.path]) for wrong in overclaimed(booking(after, there.network)))
