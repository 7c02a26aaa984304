"""valuenet import: networks and opportunities from files and sheets. Everything is read and planned before the first is saved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import click

from valuenet.cli.files import STDIN
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.opportunity_imports import OpportunityUpload, bring, from_crm, from_files, holds_opportunity
from valuenet.cli.refusals import Refusal, refusal, told
from valuenet.cli.reports import difference_records, planned_text, saved_text
from valuenet.cli.session import Session, session
from valuenet.cli.uploads import SheetFiles, Upload, uploads
from valuenet.cli.words import Word
from valuenet.documents.crm_mapping import TEMPLATE
from valuenet.documents.importing import Plan
from valuenet.documents.source import Format
from valuenet.errors import InvalidDocument, ValueNetError
from valuenet.service.imports import Import, import_preview, network_import
from valuenet.service.opportunity_imports import OpportunitiesImport


@click.command("import")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--prune", is_flag=True, help="Also remove differentiators, outcomes, arrows and tags that the file lacks.")
@click.option("--update-personas", is_flag=True, help="Also change personas and alternatives that are there already.")
@click.option("--if-absent", is_flag=True, help="Leave networks alone that are there already.")
@click.option("--reason", default="", help="Why, in one sentence, for the history.")
@click.option("--format", "said", type=Word(Format), help="How the files are written, where their names do not tell.")
@click.option("--factors", metavar="CSV", help="A sheet of nodes instead of files: Label, and if you like Key, Type, Note …")
@click.option("--links", metavar="CSV", help="The sheet of its arrows: From, To, and if you like Label, Strength …")
@click.option("--tags", metavar="CSV", help="The sheet of who desires what: Outcome, Persona, and if you like Why …")
@click.option("--network", metavar="KEY", help="The key of the network that the sheets describe.")
@click.option("--name", help="Its name; without it, that of the network that is there, or the key.")
@click.option("--crm", metavar="CSV", help="Opportunities from the export of a CRM, by a --mapping.")
@click.option("--mapping", metavar="YAML", help="With --crm: which column fills which field.")
@click.option("--crm-template", is_flag=True, help="Print a mapping to start from.")
@click.option("--skip-bad", is_flag=True, help="With --crm: leave out the rows in which something is wrong.")
@as_json
@click.pass_obj
def command(  # noqa: PLR0913  # one for each option
    store: str | None,
    /,
    *,
    files: tuple[str, ...],
    dry_run: bool,
    prune: bool,
    update_personas: bool,
    if_absent: bool,
    reason: str,
    said: Format | None,
    as_json: bool,
    crm_template: bool,
    skip_bad: bool,
    **sources: str | None,
) -> None:
    """Bring networks and opportunities to what files say: created, or changed where they differ.

    FILE is YAML or JSON and holds a network, or an opportunity that rests on one; - is a network on the standard input. What a file
    does not mention stays, unless you prune; what it does mention is as it says, and fields that it leaves out are cleared.
    Personas that it describes are created where they are missing. Nothing is saved before every file was found to be
    right; a file without differences makes no revision.

    \b
      valuenet import examples/*.yaml
      valuenet import --dry-run --prune culture.yaml
      valuenet import --factors factors.csv --links links.csv --network culture
      valuenet import examples/opportunities/alder-foods.yaml
      valuenet import --crm deals.csv --mapping mapping.yaml --dry-run

    Sheets come from a spreadsheet as CSV. A factor without a Type is a differentiator where no link leads to it.
    """
    if crm_template:
        click.echo(TEMPLATE, nl=False)
        return
    crm, mapping = sources.pop("crm"), sources.pop("mapping")
    if crm is None and (mapping is not None or skip_bad):
        raise click.UsageError("--mapping and --skip-bad go with --crm")
    sheets = SheetFiles(**sources)
    with session(store) as opened:
        if not sheets.given and (selling := _opportunities(opened, files, said, crm, mapping)) is not None:
            wish = OpportunitiesImport(documents=(), prune=prune, dry_run=dry_run, skip_bad=skip_bad, reason=reason)
            bring(opened, selling, wish, as_json=as_json)
            return
        found = uploads(opened, files, said, sheets)
        wish_of = partial(Import, prune=prune, update_personas=update_personas, reason=reason)
        wanted = [(upload, wish_of(document=upload.document)) for upload in (_absent(opened, found) if if_absent else found)]
        _bring_networks(opened, wanted, dry_run=dry_run, as_json=as_json)


def _bring_networks(opened: Session, wanted: Sequence[tuple[Upload, Import]], *, dry_run: bool, as_json: bool) -> None:
    """Bring networks to what was read, or only show it; refused with all that is wrong before the first is saved."""
    plans = _planned(opened, wanted)
    records = [_record(opened, plan) for plan in plans] if dry_run else _saved(opened, wanted, quiet=as_json)
    if as_json:
        print_json({"saved": not dry_run, "networks": records})
    elif dry_run:
        click.echo("\n\n".join(planned_text(opened, plan) for plan in plans))


def _opportunities(
    opened: Session, files: Sequence[str], said: Format | None, crm: str | None, mapping: str | None
) -> OpportunityUpload | None:
    """The opportunities that the arguments name, if they name any; a usage error where they name networks as well."""
    if crm is not None:
        if files:
            raise click.UsageError("give files, or the sheet of a CRM, not both")
        return from_crm(opened, crm, mapping)
    selling = [name for name in files if name != STDIN and holds_opportunity(name, opened.library.bounds, said)]
    if selling and len(selling) < len(files):
        raise click.UsageError("import the networks first, then the opportunities that rest on them")
    return from_files(opened, files, said) if selling else None


def _absent(opened: Session, found: Sequence[Upload]) -> Sequence[Upload]:
    """Those whose network is not there yet; of the others it is said that they are left alone."""
    present = opened.store.network_ids(opened.caller.workspace, [upload.document.key for upload in found])
    for upload in found:
        if upload.document.key in present:
            click.echo(f"{upload.document.key}: is there already, left alone", err=True)
    return [upload for upload in found if upload.document.key not in present]


def _planned(opened: Session, wanted: Sequence[tuple[Upload, Import]]) -> list[Plan]:
    """What each import would do, or a refusal with all problems of all files."""
    plans: list[Plan] = []
    problems: list[str] = []
    for upload, asked in wanted:
        try:
            plans.append(import_preview(opened.library, opened.caller, asked))
        except InvalidDocument as invalid:
            problems += told(invalid, upload.source, upload.sheets)
    if problems:
        raise Refusal([*problems, "Nothing was changed."])
    return plans


def _saved(opened: Session, wanted: Sequence[tuple[Upload, Import]], *, quiet: bool) -> list[dict[str, object]]:
    """Save one network after the other, and tell what changed; where one fails, say which were saved before."""
    records: list[dict[str, object]] = []
    for upload, asked in wanted:
        try:
            plan = import_preview(opened.library, opened.caller, asked)
            record = _record(opened, plan)
            network_import(opened.library, opened.caller, asked)
        except ValueNetError as error:
            done = ", ".join(str(saved["key"]) for saved in records)
            rest = f"Saved before that: {done}." if done else "Nothing was changed."
            raise refusal(error, [*told(error, upload.source, upload.sheets), rest]) from error
        records.append(record)
        if not quiet:
            click.echo(saved_text(plan))
    return records


def _record(opened: Session, plan: Plan) -> dict[str, object]:
    return {
        "key": plan.network.key,
        "revision": plan.network.revision,
        "differences": difference_records(opened, plan),
        "notes": [str(note) for note in plan.notes],
    }
