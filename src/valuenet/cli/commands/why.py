"""valuenet why: the chain of cause and effect behind one outcome, and who desires it."""

from __future__ import annotations

import click

from valuenet.analysis.chains import Chain, all_chains
from valuenet.cli.following import chain_record, tag_records, wishes
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.session import session
from valuenet.cli.table import labelled, terminal_width
from valuenet.model.columns import wrapped
from valuenet.service.questions import outcome_called


@click.command("why")
@click.argument("outcome")
@click.option("--all", "most", type=click.IntRange(1, 100), default=1, metavar="N", help="The N best chains instead of the best one.")
@as_json
@click.pass_obj
def command(store: str | None, outcome: str, most: int, as_json: bool) -> None:
    """Why does an outcome follow from what we do, and who cares?

    OUTCOME is network/outcome, as the line `where` of `valuenet outcomes` says it. The best chain has the strongest
    arrows, then the fewest.

    \b
      valuenet why value-focused-culture/price-integrity
      valuenet why value-focused-culture/price-integrity --all 3
    """
    with session(store) as opened:
        hit = outcome_called(opened.library, opened.caller, outcome)
        found = all_chains(hit.reading.network, hit.outcome.id, limit=most)
    if as_json:
        record: dict[str, object] = {"network": hit.reading.network.key, "key": hit.outcome.key, "title": hit.outcome.title}
        record |= {"chains": [chain_record(chain) for chain in found.chains], "total": found.total, "cut": found.cut}
        print_json(record | {"desired_by": tag_records(hit.reading, hit.outcome)})
        return
    if not found.chains:
        click.echo(f"{hit.outcome.title}: no differentiator leads to it yet.")
    for number, chain in enumerate(found.chains):
        if number:
            click.echo()
        _show(chain)
    if most > 1 and found.cut:
        total = "more than could be counted" if found.total is None else f"{found.total} in all"
        click.echo(f"\n{len(found.chains)} chains are shown, there are {total}.")
    if said := list(wishes(hit.reading, hit.outcome)):
        click.echo(f"\n{'Desired by' if hit.outcome.wanted else 'Suffered by'}\n{labelled(said)}")


def _show(chain: Chain) -> None:
    """The sentence, then each step with the strength of the arrow that leads to it, its reason and evidence."""
    click.echo("\n".join(wrapped(f"{chain.sentence}.", terminal_width())))
    click.echo()
    pairs: list[tuple[str, str]] = []
    for step in chain.steps:
        pairs.append((step.arrow.strength if step.arrow else "our difference", step.node.title))
        if step.arrow:
            reasons = (("", f"because {step.arrow.why}" if step.arrow.why else ""), ("", step.arrow.evidence))
            pairs += reasons
    click.echo(labelled(pairs))
