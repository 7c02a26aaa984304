"""Opportunities as files: look at what documents would do, do it in one commit, and write an opportunity out again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from valuenet.documents.opportunity_document import OpportunityDocument
from valuenet.documents.opportunity_importing import OpportunityPlan, Workspace, compared, plan
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
from valuenet.service.history import changes
from valuenet.service.library import Library
from valuenet.service.networks import check_reason
from valuenet.service.opportunities import OpportunityView
from valuenet.service.opportunity_changes import continued
from valuenet.service.reading import Reading
from valuenet.service.records import Batch, kept_at, kept_by_id, save_records, saving
from valuenet.service.repeats import once, problems_retold, problems_told, request
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
        changed = {save.record.id: save.expected + 1 for save in saves}
        revisions = (changed.get(one.opportunity.id) or before[one.opportunity.id].revision for one in plans)
        imported = OpportunitiesImported(plans=tuple(plans), revisions=tuple(revisions), problems=tuple(problems))
        if not wanted.dry_run:
            answer = _answer(imported)
            batch = Batch(directory=there.directory, records=tuple(saves), reason=wanted.reason, asked=asked, answer=answer)
            save_records(library, caller, batch)
        return imported

    return once(library, caller, asked, change, lambda body: _replayed(library, caller, body), again=True)


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


def _answer(done: OpportunitiesImported) -> dict[str, object]:
    """What was done, as the store keeps it: what differed is in the log."""
    made: list[object] = [
        {"record": one.opportunity.id, "revision": revision, "changed": bool(one.differences), "made": one.new_account, "notes": one.notes}
        for one, revision in zip(done.plans, done.revisions, strict=True)
    ]
    return {"opportunities": made, "problems": problems_told(done.problems)}


def _replayed(library: Library, caller: Caller, body: Mapping[str, object]) -> OpportunitiesImported:
    """What was answered before: the opportunities at those revisions, and what led to them."""
    done = body["opportunities"]
    assert isinstance(done, list), "answers are written by `_answer`"
    revisions = {one["record"]: one["revision"] for one in done}
    found = {id_: one.record for id_, one in kept_at(library, caller, revisions, Opportunity).items()}
    accounts = kept_by_id(library, caller, [one.account for one in found.values()], Account)
    readings = library.readings(caller.workspace, [one.network for one in found.values()])
    plans = []
    for one in done:
        after = found[one["record"]]
        account, reading = accounts[after.account].record, readings.get(after.network)
        if reading is None:
            raise NotFound("network", after.network, f"it was removed: what was imported of {after.key} cannot be told any more")
        before = _before(library, caller, after, one["revision"]) if one["changed"] else after
        differences = compared(before, after, account=account, network=reading.network, directory=reading.directory)
        notes = tuple(one["notes"])
        plans.append(OpportunityPlan(opportunity=after, account=account, new_account=one["made"], differences=differences, notes=notes))
    return OpportunitiesImported(plans=tuple(plans), revisions=tuple(revisions.values()), problems=problems_retold(body))


def _before(library: Library, caller: Caller, after: Opportunity, revision: int) -> Opportunity | None:
    """What an opportunity was before a revision; nothing where that made it."""
    (logged,) = changes(library, caller, after.id, before=(revision + 1, 0), limit=1)
    before = logged.change.before
    return before if isinstance(before, Opportunity) else None


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
