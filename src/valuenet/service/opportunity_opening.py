"""Opening an opportunity: from a network, with all that its customer could desire proposed as claims; or whole, as a document has it.

(:Network)<-[:RESTS_ON]-(:Opportunity)-[:CLAIMS]->(:Claim {state: 'proposed'})
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from valuenet.errors import Invalid, InvalidOpportunity, NotFound, Problem
from valuenet.model.access import Action
from valuenet.model.account import Account
from valuenet.model.amounts import Price
from valuenet.model.ids import AccountId, Key, NetworkId, OpportunityId, new_opportunity_id
from valuenet.model.opening import proposed_claims
from valuenet.model.opportunity import Opportunity
from valuenet.service.accounts import AccountBook
from valuenet.service.caller import Caller
from valuenet.service.days import today
from valuenet.service.library import Library
from valuenet.service.networks import check_reason, network_called
from valuenet.service.opportunities import OpportunityView, opportunity_called, opportunity_if_any, opportunity_view
from valuenet.service.opportunity_changes import Edited, change_opportunity, check_fit, continued
from valuenet.service.opportunity_parts import NO_PARTS, Parts, assembled, at_home, named_fields
from valuenet.service.reading import Reading
from valuenet.service.records import Batch, check_expected, replayed, save_records, saving
from valuenet.service.repeats import once, request
from valuenet.service.rights import needs

FIELDS = frozenset(
    {
        "name", "offering", "kind", "stage", "opened", "expected_close", "owner", "manager", "region", "basis_of_pay", "price",
        "list_price", "floor_price", "pocket_price", "switching_cost", "contribution_margin", "rate", "base_rate", "unmet", "seed",
    }
)  # fmt: skip
"""The fields of an opportunity that are put by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOpportunity:
    """An opportunity to be opened: network and account by id, key or name, our price, further `FIELDS`, and parts.

    Every outcome that a persona desires there is proposed as a claim unless `propose` is false. Its owner is who opens it and it is
    opened today unless the fields say otherwise; `new_account`: an account with nearly the name of a known one is another.
    """

    key: str
    network: str
    account: str
    price: Price
    fields: Mapping[str, object] = field(default_factory=dict)
    parts: Parts = NO_PARTS
    propose: bool = True
    new_account: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityPut:
    """The named `FIELDS` to change of an opportunity (id or key), its parts, and its key where `to` gives it another."""

    opportunity: str
    fields: Mapping[str, object] = field(default_factory=dict)
    parts: Parts = NO_PARTS
    to: str | None = None
    expected: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeOpportunity:
    """An opportunity as it shall be; the one with its key is replaced, and keeps its id. `account` is to be made with it, if it is new."""

    opportunity: Opportunity
    account: Account | None = None
    expected: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityOpened:
    """An opportunity as it was opened; `account_created`: nobody knew the account before."""

    view: OpportunityView
    account_created: bool


@needs(Action.EDIT)
def opportunity_open(library: Library, caller: Caller, new: NewOpportunity, repeat: str | None = None) -> OpportunityOpened:
    """Open an opportunity, with its account where that is new; `InvalidOpportunity` has everything that is wrong, a taken key too."""
    asked = request(repeat, "opportunity_open", new)
    check_reason(new.reason)
    opportunity_id = new_opportunity_id()

    def change() -> OpportunityOpened:
        directory = library.directory(caller.workspace)
        book = AccountBook.opened(library, caller, [new.account])
        account, opportunity, reading = _understood(library, caller, new, opportunity_id, book)
        check_fit(library, caller, opportunity, None, reading)
        made = account.id not in book.kept
        records = (*([saving(account)] if made else []), saving(opportunity))
        answer = {"record": opportunity_id, "revision": 1, "made": made}
        save_records(library, caller, Batch(directory=directory, records=records, reason=new.reason, asked=asked, answer=answer))
        return OpportunityOpened(view=opportunity_called(library, caller, opportunity_id), account_created=made)

    return once(library, caller, asked, change, lambda body: _replayed(library, caller, body), again=True)


@needs(Action.EDIT)
def opportunity_put(library: Library, caller: Caller, put: OpportunityPut, repeat: str | None = None) -> OpportunityView:
    """Change the named fields and parts of an opportunity; `InvalidOpportunity` has everything that is wrong."""
    named_fields("", put.fields, FIELDS)
    values: dict[str, Any] = dict(put.fields) | ({"key": Key(put.to)} if put.to else {})
    edited = Edited(opportunity=put.opportunity, expected=put.expected, reason=put.reason)
    return change_opportunity(
        library,
        caller,
        edited,
        request(repeat, "opportunity_put", put),
        lambda before, directory, reading: assembled(before, put.parts, directory, reading.network if reading else None, values),
    )


@needs(Action.EDIT)
def opportunity_save(library: Library, caller: Caller, whole: WholeOpportunity, repeat: str | None = None) -> OpportunityOpened:
    """Bring an opportunity to what it shall be, or make it; a claim whose state is another moves along the ladder, or is refused."""
    asked = request(repeat, "opportunity_save", whole)
    check_reason(whole.reason)

    def change() -> OpportunityOpened:
        directory = library.directory(caller.workspace)
        before = opportunity_if_any(library, caller, whole.opportunity.key)
        check_expected(before, whole.expected, before.record.id if before else whole.opportunity.key)
        reading = library.readings(caller.workspace, [whole.opportunity.network]).get(whole.opportunity.network)
        after = at_home(whole.opportunity, directory)
        if before is not None:
            after = continued(before.record, replace(after, id=before.record.id), by=caller.actor.name)
        check_fit(library, caller, after, before.record if before else None, reading)
        same = before is not None and before.record == after
        records = (*([saving(whole.account)] if whole.account else []), *([] if same else [saving(after, before)]))
        revision = (before.revision if before else 0) + (0 if same else 1)
        answer = {"record": after.id, "revision": revision, "made": whole.account is not None}
        save_records(library, caller, Batch(directory=directory, records=records, reason=whole.reason, asked=asked, answer=answer))
        return OpportunityOpened(view=opportunity_called(library, caller, after.id), account_created=whole.account is not None)

    return once(
        library,
        caller,
        asked,
        change,
        lambda body: _replayed(library, caller, body),
        again=whole.expected is None and whole.account is None,
    )


def _replayed(library: Library, caller: Caller, body: dict[str, object]) -> OpportunityOpened:
    """What was answered before: the opportunity at that revision."""
    view = opportunity_view(library, caller, replayed(library, caller, body, Opportunity))
    return OpportunityOpened(view=view, account_created=bool(body["made"]))


def _understood(
    library: Library, caller: Caller, new: NewOpportunity, opportunity_id: OpportunityId, book: AccountBook
) -> tuple[Account, Opportunity, Reading]:
    """The opportunity that somebody means, its account and network, or `InvalidOpportunity` with everything that is wrong."""
    problems: list[Problem] = []
    account = book.meant(new.account, new=new.new_account)
    if isinstance(account, Problem):
        problems.append(account)
    if opportunity_if_any(library, caller, new.key) is not None:
        said = f"the key {new.key!r} belongs to another opportunity"
        problems.append(Problem(path="key", code="KEY_TAKEN", message=said, remedy="choose another key, or change that opportunity"))
    reading = _reading(library, caller, new.network, problems)
    try:
        opportunity = _built(library, caller, new, opportunity_id, account, reading)
    except Invalid as invalid:
        raise InvalidOpportunity([*problems, *invalid.problems]) from None
    if problems or isinstance(account, Problem) or reading is None:
        raise InvalidOpportunity(problems)
    return account, opportunity, reading


def _reading(library: Library, caller: Caller, name: str, problems: list[Problem]) -> Reading | None:
    try:
        return library.reading(caller.workspace, network_called(library, caller, name))
    except NotFound as missing:
        said = f"there is no network {name!r}"
        problems.append(Problem(path="network", code="UNKNOWN_NETWORK", message=said, remedy=missing.remedy))
        return None


def _built(
    library: Library,
    caller: Caller,
    new: NewOpportunity,
    opportunity_id: OpportunityId,
    account: Account | Problem,
    reading: Reading | None,
) -> Opportunity:
    """The opportunity, on whatever of account and network is known."""
    named_fields("", new.fields, FIELDS)
    name = new.account if isinstance(account, Problem) else account.name
    offering = reading.network.root.offering if reading else ""
    on: dict[str, Any] = {"name": name, "offering": offering, "owner": caller.actor.name, "opened": today(library)}
    bare = Opportunity(
        id=opportunity_id,
        key=Key(new.key),
        network=reading.network.id if reading else NetworkId(""),
        account=AccountId("") if isinstance(account, Problem) else account.id,
        claims=proposed_claims(reading.network) if reading and new.propose else (),
        price=new.price,
        **on,
    )
    directory = reading.directory if reading else library.directory(caller.workspace)
    return assembled(bare, new.parts, directory, reading.network if reading else None, new.fields)
