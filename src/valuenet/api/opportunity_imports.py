"""Opportunities from files: a document of one, or the export of a CRM with its mapping; looked at first, then done."""

from __future__ import annotations

from typing import Annotated

from valuenet.api.context import Info
from valuenet.api.describing import answer, argument, output, said, union
from valuenet.api.failures import InvalidDocument, InvalidEdit, NotAllowed, NotFound, Problem, StaleRevision, problems
from valuenet.api.figures import like
from valuenet.api.opportunities import Opportunity
from valuenet.api.refusals import Reason, Repeat, answered, of_record
from valuenet.documents.crm_mapping import crm_mapping
from valuenet.documents.crm_sheet import crm_sheet
from valuenet.documents.opportunity_comparing import OpportunityDifference, Part
from valuenet.documents.opportunity_importing import OpportunityPlan
from valuenet.documents.source import Format
from valuenet.errors import InvalidDocument as Refused
from valuenet.model.opportunity import Opportunity as OpportunityRecord
from valuenet.model.vocabulary import ChangeKind
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.opportunities import opportunity_views
from valuenet.service.opportunity_imports import (
    OpportunitiesImport,
    OpportunitiesImported,
    opportunities_import,
    uploaded_opportunity,
)
from valuenet.service.records import kept_at
from valuenet.service.rights import way_to

DryRun = Annotated[bool, argument("Only say what it would change.")]


@output
class FieldWords:
    """One field that differs, in the words of the document."""

    name: str = said("Which field.")
    before: str = said("What it says now.")
    after: str = said("What it says after the import.")


@output
class OpportunityChange:
    """One thing of an opportunity that a file changes."""

    kind: ChangeKind = said("What happens to it.")
    part: Part = said("What of the opportunity it is.")
    key: str = said("Its key in the document.")
    title: str | None = said("What it is.")
    fields: list[FieldWords] = said("The fields that differ.")


@output
class OpportunityImported:
    """What a file did to one opportunity, or would do."""

    key: str = said("The key of the opportunity.")
    opportunity: Opportunity | None = said("The opportunity after the import; null in a dry run.")
    account_created: bool = said("Whether nobody knew the account before.")
    changes: list[OpportunityChange] = said("What differs; empty where nothing does, and then no revision is made.")
    notes: list[str] = said("What stays otherwise than the file has it, and why.")
    revision: int = said("The revision of the opportunity after the import.")


@output
class OpportunitiesFromFile:
    """What a file did, or in a dry run would do."""

    opportunities: list[OpportunityImported] = said("In the order of the file.")
    problems: list[Problem] = said("What is wrong with the rows that were left out, by line and column.")
    dry_run: bool = said("Whether nothing was changed.")


OpportunitiesImportResult = Annotated[
    OpportunitiesFromFile | InvalidDocument | InvalidEdit | StaleRevision | NotFound | NotAllowed,
    union("OpportunitiesImportResult", "What a file of opportunities did or would do, or everything that is wrong with it."),
]


@output
class OpportunityImports:
    """What people bring in from files of opportunities."""

    @answer(OpportunitiesImportResult)
    async def opportunity_import(
        self,
        info: Info,
        document: Annotated[str, argument("The file as text; at most 1 MiB.")],
        format: Annotated[Format, argument("In which form it is written.")] = Format.YAML,
        dry_run: DryRun = False,
        prune: Annotated[bool, argument("Also remove what the file lacks: people, options, lines, claims.")] = False,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Bring an opportunity to what a document says: an upsert by key, made with its account where there is none."""

        @way_to(opportunities_import)
        def run(library: Library, caller: Caller) -> OpportunitiesFromFile:
            found = uploaded_opportunity(library, document, format)
            wanted = OpportunitiesImport(documents=(found,), prune=prune, dry_run=dry_run, reason=reason)
            return _imported(library, caller, wanted, opportunities_import(library, caller, wanted, idempotency_key))

        return await answered(info, info.context.ask(run), lambda done: done, of_record)

    @answer(OpportunitiesImportResult)
    async def opportunities_import(
        self,
        info: Info,
        csv: Annotated[str, argument("The export as text, at most 2000 rows and 1 MiB.")],
        mapping: Annotated[str, argument("Which column fills which field, as YAML; `valuenet` prints a template of one.")],
        dry_run: DryRun = False,
        skip_bad: Annotated[bool, argument("Import the good rows although others are not; without it all or none.")] = False,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Bring opportunities to what the export of a CRM says, in one change; a cell that says nothing leaves them as they are."""

        @way_to(opportunities_import)
        def run(library: Library, caller: Caller) -> OpportunitiesFromFile:
            sheet = crm_sheet(csv, crm_mapping(mapping, library.bounds), library.bounds)
            if sheet.problems:
                raise Refused(sheet.all_problems)
            wanted = OpportunitiesImport(documents=sheet.documents, skip_bad=skip_bad, dry_run=dry_run, reason=reason)
            return _imported(library, caller, wanted, opportunities_import(library, caller, wanted, idempotency_key))

        return await answered(info, info.context.ask(run), lambda done: done, of_record)


def _imported(library: Library, caller: Caller, wanted: OpportunitiesImport, done: OpportunitiesImported) -> OpportunitiesFromFile:
    revisions = {} if wanted.dry_run else {str(one.opportunity.id): at for one, at in zip(done.plans, done.revisions, strict=True)}
    kept = kept_at(library, caller, revisions, OpportunityRecord)
    views = {view.opportunity.id: view for view in opportunity_views(library, caller, list(kept.values()))}
    return OpportunitiesFromFile(
        opportunities=[
            OpportunityImported(
                key=one.opportunity.key,
                opportunity=Opportunity.of(views[one.opportunity.id]) if one.opportunity.id in views else None,
                account_created=one.new_account,
                changes=_changes(one),
                notes=list(one.notes),
                revision=revision,
            )
            for one, revision in zip(done.plans, done.revisions, strict=True)
        ],
        problems=problems(done.problems),
        dry_run=wanted.dry_run,
    )


def _changes(plan: OpportunityPlan) -> list[OpportunityChange]:
    return [_change(one) for one in plan.differences]


def _change(value: OpportunityDifference) -> OpportunityChange:
    return like(OpportunityChange, value, title=value.title or None, fields=[like(FieldWords, one) for one in value.fields])
