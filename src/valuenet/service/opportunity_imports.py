"""Opportunities as files: look at what documents would do, do it in one commit, and write an opportunity out again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from valuenet.documents.opportunity_document import OpportunityDocument
from valuenet.documents.opportunity_importing import OpportunityPlan, Workspace, plan
from valuenet.documents.opportunity_reading import examined
from valuenet.documents.opportunity_writing import write
from valuenet.documents.source import Format
from valuenet.errors import Invalid, InvalidDocument, NotFound, Problem
from valuenet.model.access import Action
from valuenet.model.account import Account
from valuenet.model.directory import Directory
from valuenet.model.ids import OpportunityId
from valuenet.model.opportunity import Opportunity
from valuenet.model.record import Kept
from valuenet.model.text import KEY, problem
from valuenet.model.value_settings import ValueSettings
from valuenet.model.vocabulary import ElementKind
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.networks import check_reason
from valuenet.service.opportunities import OpportunityView
from valuenet.service.opportunity_changes import continued
from valuenet.service.reading import Reading
from valuenet.service.records import Batch, kept_by_id, save_records, saving
from valuenet.service.repeats import once, request
from valuenet.service.rights import needs
from valuenet.service.value_settings import value_settings
from valuenet.store.protocol import RecordSave

R = TypeVar("R", Account, Opportunity)

_TWICE = Problem(path="key", code="DUPLICATE_KEY", message="is the key of two documents", remedy="import one of them")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunitiesImport:
    """Documents to bring opportunities to: each is an upsert by key, `prune` also removes what it lacks. `dry_run`: only look.

    `skip_bad`: those in which something is wrong are left out; else one wrong document refuses them all.
    """

    documents: tuple[OpportunityDocument, ...]
    prune: bool = False
    skip_bad: bool = False
    dry_run: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunitiesImported:
    """What was done, or would be, in the order of the documents, each with the revision that it leads to; and what was left out."""

    plans: tuple[OpportunityPlan, ...]
    revisions: tuple[int, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _There:
    """What documents are held against, read once for all of them."""

    directory: Directory
    settings: ValueSettings
    readings: Mapping[str, Reading]
    accounts: Mapping[str, Account]
    opportunities: Mapping[str, Kept[Opportunity]]


def uploaded_opportunity(library: Library, text: str | bytes, format: Format) -> OpportunityDocument:
    """The document that a text holds, within the bounds, with its problems; `InvalidDocument` where nothing can be understood."""
    return examined(text, format=format, bounds=library.bounds)


@needs(Action.EDIT)
def opportunities_import(library: Library, caller: Caller, wanted: OpportunitiesImport, repeat: str | None = None) -> OpportunitiesImported:
    """Bring opportunities to what documents say, in one commit and a fixed number of reads; or `InvalidDocument` with all that is wrong.

    Accounts that the documents describe and nobody knows yet are made with them. A document without differences makes no revision.
    """
    asked = None if wanted.dry_run else request(repeat, "opportunities_import", wanted)
    check_reason(wanted.reason)

    def change() -> OpportunitiesImported:
        there = _there(library, caller, wanted.documents)
        plans, problems = _planned(caller, wanted, there)
        if problems and not wanted.skip_bad:
            raise InvalidDocument(problems)
        before = {one.record.id: one for one in there.opportunities.values()}
        saves = list(_saves(plans, before))
        if not wanted.dry_run:
            batch = Batch(directory=there.directory, records=tuple(saves), reason=wanted.reason, asked=asked, answer={})
            save_records(library, caller, batch)
        changed = {save.record.id: save.expected + 1 for save in saves}
        revisions = (changed.get(one.opportunity.id) or before[one.opportunity.id].revision for one in plans)
        return OpportunitiesImported(plans=tuple(plans), revisions=tuple(revisions), problems=tuple(problems))

    def replay(_: dict[str, object]) -> OpportunitiesImported:
        return opportunities_import(library, caller, replace(wanted, dry_run=True))

    return once(library, caller, asked, change, replay, again=True)


def opportunity_export(view: OpportunityView, format: Format) -> str:
    """An opportunity as a canonical file: importing it changes nothing."""
    if view.reading is None or view.account is None:
        raise NotFound("network" if view.reading is None else "account", view.opportunity.key, "it was removed: nothing can refer to it")
    return write(
        view.opportunity,
        account=view.account.record,
        network=view.reading.network,
        directory=view.reading.directory,
        format=format,
    )


def _planned(caller: Caller, wanted: OpportunitiesImport, there: _There) -> tuple[list[OpportunityPlan], list[Problem]]:
    """The plan of each document in which nothing is wrong, and what is wrong with the others."""
    plans: list[OpportunityPlan] = []
    problems: list[Problem] = []
    accounts = dict(there.accounts)
    for document in wanted.documents:
        try:
            if any(made.opportunity.key == document.key for made in plans):
                raise InvalidDocument(document.located([_TWICE]))
            made = plan(document, _against(document, there, accounts), by=caller.actor.name, prune=wanted.prune)
            _check_history(document, there, made, by=caller.actor.name)
        except InvalidDocument as invalid:
            problems += invalid.problems
            continue
        accounts[made.account.key] = made.account
        plans.append(made)
    return plans, problems


def _check_history(document: OpportunityDocument, there: _There, made: OpportunityPlan, *, by: str) -> None:
    """Raise `InvalidDocument` where a document takes something out of the history of an opportunity, as any other change may not."""
    found = there.opportunities.get(document.key)
    try:
        if found is not None:
            continued(found.record, made.opportunity, by=by)
    except Invalid as refused:
        raise InvalidDocument(document.located(refused.problems)) from None


def _against(document: OpportunityDocument, there: _There, accounts: Mapping[str, Account]) -> Workspace:
    reading = there.readings.get(document.network)
    if reading is None:
        said = f"there is no network {document.network!r}"
        unknown = Problem(path="network", code="UNKNOWN_NETWORK", message=said, remedy="import the network first, or correct the key")
        raise InvalidDocument([*document.problems, *(document.located([unknown]) if document.network else ())])
    found = there.opportunities.get(document.key)
    return Workspace(
        network=reading.network,
        directory=reading.directory,
        settings=there.settings,
        account=accounts.get(document.account.key),
        opportunity=found.record if found else None,
    )


def _saves(plans: Sequence[OpportunityPlan], before: Mapping[OpportunityId, Kept[Opportunity]]) -> Iterator[RecordSave]:
    """The steps of all plans: accounts that are new, and opportunities that differ."""
    yield from (saving(one.account) for one in plans if one.new_account)
    for one in plans:
        there = before.get(one.opportunity.id)
        if there is None or there.record != one.opportunity:
            yield saving(one.opportunity, there)


def _there(library: Library, caller: Caller, documents: Sequence[OpportunityDocument]) -> _There:
    """What the documents name, as far as it is there."""

    def keys(found: Iterable[str]) -> list[str]:
        return [key for key in dict.fromkeys(found) if problem("key", key, KEY) is None]

    def kept(kind: ElementKind, found: Iterable[str], type_: type[R]) -> dict[str, Kept[R]]:
        ids = library.store.record_ids(caller.workspace, kind, keys(found))
        records = kept_by_id(library, caller, ids.values(), type_)
        return {key: records[id_] for key, id_ in ids.items() if id_ in records}

    networks = library.store.network_ids(caller.workspace, keys(one.network for one in documents))
    readings = library.readings(caller.workspace, list(networks.values()))
    accounts = kept(ElementKind.ACCOUNT, (one.account.key for one in documents), Account)
    return _There(
        directory=library.directory(caller.workspace),
        settings=value_settings(library, caller),
        readings={key: readings[network] for key, network in networks.items() if network in readings},
        accounts={key: one.record for key, one in accounts.items()},
        opportunities=kept(ElementKind.OPPORTUNITY, (one.key for one in documents), Opportunity),
    )
