"""What `valuenet import` does with opportunities: files that hold one each, or the sheet of a CRM with its mapping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import click

from valuenet.cli.files import content, format_of
from valuenet.cli.machine import print_json
from valuenet.cli.opportunity_files import opportunity_document
from valuenet.cli.refusals import Refusal, told
from valuenet.cli.session import Session
from valuenet.documents.comparing import summary
from valuenet.documents.crm_mapping import crm_mapping
from valuenet.documents.crm_sheet import crm_sheet
from valuenet.documents.nodes import Entries
from valuenet.documents.opportunity_document import OpportunityDocument
from valuenet.documents.opportunity_importing import OpportunityPlan
from valuenet.documents.source import Format, parsed
from valuenet.errors import InvalidDocument
from valuenet.messages.phrases import counted
from valuenet.model.bounds import Bounds
from valuenet.service.opportunity_imports import OpportunitiesImport, OpportunitiesImported, opportunities_import


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityUpload:
    """Documents of opportunities and where each comes from, and what else is to be known of that source."""

    sources: tuple[str, ...]
    documents: tuple[OpportunityDocument, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def holds_opportunity(name: str, bounds: Bounds, said: Format | None) -> bool:
    """Whether a file holds an opportunity; what cannot be understood is left for the reader of networks to refuse."""
    if b"opportunity" not in (text := content(name)):
        return False
    try:
        node = parsed(text, format_of(name, said), bounds)
    except InvalidDocument:
        return False
    return isinstance(node, Entries) and any(key.text == "opportunity" for key, _ in node.entries)


def from_files(opened: Session, files: Sequence[str], said: Format | None) -> OpportunityUpload:
    """The opportunities in files."""
    documents = tuple(opportunity_document(name, opened.library.bounds, said) for name in files)
    return OpportunityUpload(sources=tuple(files), documents=documents)


def from_crm(opened: Session, sheet: str, mapping: str | None) -> OpportunityUpload:
    """The opportunities in the rows of a sheet, read by a mapping."""
    if mapping is None:
        raise click.UsageError("--crm needs --mapping: which column fills which field; start from `valuenet import --crm-template`")
    try:
        explained = crm_mapping(content(mapping), opened.library.bounds)
    except InvalidDocument as invalid:
        raise Refusal([*told(invalid, mapping), "Nothing was changed."]) from invalid
    read = crm_sheet(content(sheet), explained, opened.library.bounds)
    return OpportunityUpload(
        sources=(sheet,) * len(read.documents),
        documents=read.documents,
        problems=tuple(told(InvalidDocument(read.problems), sheet)),
        notes=tuple(f"{sheet}: {note}" for note in read.notes),
    )


def bring(opened: Session, upload: OpportunityUpload, wanted: OpportunitiesImport, *, as_json: bool) -> None:
    """Bring opportunities to what was read, or only show it; refused with all that is wrong, unless the bad ones are left out."""
    if upload.problems:
        raise Refusal([*upload.problems, "Nothing was changed."])
    asked = replace(wanted, documents=upload.documents)
    try:
        imported = opportunities_import(opened.library, opened.caller, asked)
    except InvalidDocument:
        raise Refusal([*_problems(opened, upload, asked), "Nothing was changed."]) from None
    left_out = _problems(opened, upload, asked) if imported.problems else []
    if as_json:
        found = [_record(plan, revision) for plan, revision in _pairs(imported)]
        print_json({"saved": not asked.dry_run, "opportunities": found, "left_out": left_out})
        return
    blocks = [(_planned if asked.dry_run else _saved)(plan, revision) for plan, revision in _pairs(imported)]
    click.echo(("\n\n" if asked.dry_run else "\n").join(blocks))
    for line in (*upload.notes, *left_out):
        click.echo(line, err=True)


def _problems(opened: Session, upload: OpportunityUpload, asked: OpportunitiesImport) -> list[str]:
    """What is wrong, each at its place in the source that it is from."""
    lines: list[str] = []
    for source, document in zip(upload.sources, upload.documents, strict=True):
        try:
            opportunities_import(opened.library, opened.caller, replace(asked, documents=(document,), dry_run=True, skip_bad=False))
        except InvalidDocument as invalid:
            lines += told(invalid, source)
    return lines


def _pairs(imported: OpportunitiesImported) -> list[tuple[OpportunityPlan, int]]:
    return list(zip(imported.plans, imported.revisions, strict=True))


def _planned(plan: OpportunityPlan, revision: int) -> str:
    state = f"would be revision {revision}" if plan.differences else "nothing would change"
    return "\n".join([f"{plan.opportunity.key}: {state}", *plan.notes, *([summary(plan.differences)] if plan.differences else [])])


def _saved(plan: OpportunityPlan, revision: int) -> str:
    if not plan.differences:
        done = f"nothing differs, still revision {revision}"
    elif revision == 1:
        done = f"created with {counted(len(plan.opportunity.claims), 'claim')}"
    else:
        done = f"revision {revision}, {counted(len(plan.differences), 'thing')} changed"
    new = f", at the new account {plan.account.key}" if plan.new_account else ""
    return "\n".join([f"{plan.opportunity.key}: {done}{new}", *(f"  {note}" for note in plan.notes)])


def _record(plan: OpportunityPlan, revision: int) -> dict[str, object]:
    differences = [
        {
            "kind": one.kind,
            "part": one.part,
            "key": one.key,
            "title": one.title,
            "fields": [{"name": field.name, "before": field.before, "after": field.after} for field in one.fields],
        }
        for one in plan.differences
    ]
    return {"key": plan.opportunity.key, "revision": revision, "differences": differences, "notes": list(plan.notes)}
