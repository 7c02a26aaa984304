"""valuenet gaps: what customers lack, what became of it, and what the product people are asked for most."""

from __future__ import annotations

import click

from valuenet.cli import pages
from valuenet.cli.gaps import gap_record, gap_text
from valuenet.cli.loops import loops_record, loops_text
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.session import Session, session
from valuenet.cli.table import labelled, terminal_width
from valuenet.cli.words import Word
from valuenet.messages.phrases import NO_BREAK
from valuenet.model.columns import wrapped
from valuenet.model.vocabulary import GapState, ScoutFunction
from valuenet.service.cursors import cursor, place
from valuenet.service.gap_reviews import GatheringProposal, QueuedView, closed_loops, gathering_proposals, product_queue
from valuenet.service.gaps import GapQuestion, gap_page


@click.command("gaps")
@click.option("--state", type=Word(GapState), help="Only open ones, or those of which this became.")
@click.option("--account", metavar="NAME", help="Only at this customer.")
@click.option("--persona", metavar="KEY", help="Only what this persona lacks.")
@click.option("--network", metavar="KEY", help="Only what became an outcome of this network.")
@click.option("--as", "function", type=Word(ScoutFunction), metavar="FUNCTION", help="Only from scouts who do this for a living.")
@click.option("--scout", metavar="NAME", help="Only what this scout reported.")
@click.option("--alike", is_flag=True, help="Instead: open gaps that seem to say the same, for you to decide.")
@click.option("--queue", is_flag=True, help="Instead: the product queue, what most accounts lack first.")
@click.option("--loops", is_flag=True, help="Instead: how many gaps and tests changed something, case by case.")
@pages.first
@pages.after
@as_json
@click.pass_obj
def command(  # noqa: PLR0913  # one for each option
    store: str | None, /, *, alike: bool, queue: bool, loops: bool, first: int, after: str | None, as_json: bool, **asked: str | None
) -> None:
    """What do customers lack, and what became of it?

    The newest first. Report one with `valuenet gap`, and decide there what becomes of it.

    \b
      valuenet gaps --state open
      valuenet gaps --alike
      valuenet gaps --queue
      valuenet gaps --loops
    """
    if sum((alike, queue, loops)) > 1 or ((alike or queue or loops) and any(asked.values())):
        raise click.UsageError("--alike, --queue and --loops look at all gaps: give one of them alone")
    with session(store) as opened:
        if alike:
            _show_alike(list(gathering_proposals(opened.library, opened.caller)), as_json=as_json)
        elif queue:
            _show_queue(list(product_queue(opened.library, opened.caller)), as_json=as_json)
        elif loops:
            found = closed_loops(opened.library, opened.caller)
            if as_json:
                print_json(loops_record(found))
            else:
                click.echo(loops_text(opened, found))
        else:
            _show(opened, GapQuestion(**asked), first, after, as_json=as_json)  # type: ignore[arg-type]  # click has converted each option


def _show(opened: Session, question: GapQuestion, first: int, after: str | None, *, as_json: bool) -> None:
    page = gap_page(opened.library, opened.caller, question, after=place(after), first=first)
    following = cursor(page.gaps[-1].place) if page.more and page.gaps else None
    if as_json:
        print_json({"gaps": [gap_record(view) for view in page.gaps], "next": following})
        return
    if page.gaps:
        click.echo("\n\n".join(map(gap_text, page.gaps)))
    else:
        click.echo("No value gap answers that. Report one: valuenet gap --help", err=True)
    pages.tell_more(following)


def _show_alike(found: list[GatheringProposal], *, as_json: bool) -> None:
    if as_json:
        records = [
            {"into": gap_record(one.into), "gaps": [gap_record(gap) for gap in one.gaps], "because": list(one.because)} for one in found
        ]
        print_json({"proposals": records})
    elif found:
        click.echo("\n\n".join(_alike_text(one) for one in found))
    else:
        click.echo("No two open gaps seem to say the same.", err=True)


def _alike_text(one: GatheringProposal) -> str:
    pairs: list[tuple[str, str]] = []
    for gap, because in zip(one.gaps, one.because, strict=True):
        pairs += [
            ("the same?", gap.kept.record.text),
            ("", because),
            ("if so", f"valuenet gap {gap.kept.record.id} --into {one.into.kept.record.id}"),
        ]
    return "\n".join([*wrapped(one.into.kept.record.text, terminal_width()), labelled(pairs)])


def _show_queue(found: list[QueuedView], *, as_json: bool) -> None:
    if as_json:
        records = [
            {
                **gap_record(one.gap),
                "accounts": [account.key for account in one.queued.accounts],
                "personas": len(one.queued.personas),
                "money": float(one.queued.money),
                "because": list(one.queued.because),
            }
            for one in found
        ]
        print_json({"queue": records})
    elif found:
        click.echo("\n\n".join(_queued_text(number, one) for number, one in enumerate(found, 1)))
    else:
        click.echo("The product queue is empty. Send a gap there: valuenet gap WORDS --queue", err=True)


def _queued_text(number: int, one: QueuedView) -> str:
    lines = wrapped(f"{number}  {one.gap.kept.record.text}", terminal_width())
    return "\n".join([*lines, labelled([("because", "; ".join(one.queued.because)), ("id", one.gap.kept.record.id)])]).replace(
        NO_BREAK, " "
    )
