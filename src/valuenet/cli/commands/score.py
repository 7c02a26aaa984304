"""valuenet score: what an opportunity is worth to its customer, and what follows for price and forecast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from valuenet.charts.picture import Chart, picture, told
from valuenet.cli.figures import explained
from valuenet.cli.files import is_file
from valuenet.cli.frozen import frozen_text
from valuenet.cli.opportunity_files import opportunity_file
from valuenet.cli.session import session
from valuenet.cli.shown import tell
from valuenet.cli.table import terminal_width
from valuenet.cli.writing import written
from valuenet.documents import scorecard_json, scorecard_page, scorecard_text
from valuenet.documents.scorecard_page import Charts
from valuenet.service.noting import exported
from valuenet.service.pictures import preference_range, tornado, waterfall
from valuenet.service.scorecards import Freezing, scorecard, scorecard_freeze
from valuenet.value.scorecard import Scorecard
from valuenet.value.scorecard import scorecard as scored

_TEXT, _HTML, _JSON = "text", "html", "json"
_ENDINGS = {".txt": _TEXT, ".html": _HTML, ".json": _JSON}
_FORMS: Mapping[str, Callable[[Scorecard, int], str]] = {
    _TEXT: lambda card, width: scorecard_text.text(card, width=width),
    _HTML: lambda card, _: scorecard_page.page(card, Charts(**{name: picture(chart(card)) for name, chart in _CHARTS.items()})),
    _JSON: lambda card, _: scorecard_json.json_text(card),
}
_CHARTS: Mapping[str, Callable[[Scorecard], Chart]] = {"waterfall": waterfall, "range": preference_range, "tornado": tornado}


@click.command("score")
@click.argument("opportunity", metavar="FILE-OR-OPPORTUNITY")
@click.option("--network", metavar="FILE", help="With a file: that of the network, where it is not beside it.")
@click.option("--format", "form", type=click.Choice([_TEXT, _HTML, _JSON]), help="Default: as the output ends, else text.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file; html prints on A4.")
@click.option("--explain", metavar="FIGURE", help="Only this figure: its formula, its inputs, its source; preference, pricing.gap.")
@click.option("--charts", type=click.Path(file_okay=False, path_type=Path), help="Draw waterfall, range and tornado into this directory.")
@click.option("--freeze", is_flag=True, help="Keep it as it is at this stage; what is compared, calibrated and forecast from.")
@click.option("--frozen", is_flag=True, help="What was kept at earlier stages, and what has moved since.")
@click.pass_obj
def command(  # noqa: PLR0913  # one for each option
    store: str | None,
    /,
    *,
    opportunity: str,
    network: str | None,
    form: str | None,
    output: Path | None,
    explain: str | None,
    charts: Path | None,
    freeze: bool,
    frozen: bool,
) -> None:
    """What is it worth to this customer, and what follows for the price?

    Of a key or id in the store, or of a file with its network's file beside it: that needs no store. Only what the customer
    has described counts, each dollar once, against the best that they could do instead.

    \b
      valuenet score examples/opportunities/alder-foods.yaml
      valuenet score alder-foods -o alder.html
      valuenet score alder-foods --explain preference
      valuenet score alder-foods --freeze
    """
    if is_file(opportunity):
        if freeze or frozen:
            raise click.UsageError("a file has no history: import it, and give the key of the opportunity")
        there = opportunity_file(opportunity, network)
        _tell(scored(there.opportunity, there.reading.network, there.reading.directory, there.settings), form, output, explain, charts)
        return
    if network is not None:
        raise click.UsageError("--network goes with a file: an opportunity in the store knows its network")
    with session(store) as opened:
        if frozen:
            tell(frozen_text(opened, opportunity))
            return
        card = scorecard(opened.library, opened.caller, opportunity).scorecard
        if freeze:
            kept = scorecard_freeze(opened.library, opened.caller, Freezing(opportunity=card.opportunity)).record
            click.echo(f"{card.key}: kept as it is on {kept.on}{f', at the stage {kept.stage}' if kept.stage else ''}")
            return
        for said in (*(["charts"] if charts else []), *([f"scorecard as {_form(form, output)}"] if output and not explain else [])):
            exported(opened.library, opened.caller, f"opportunity {card.key}", said)
    _tell(card, form, output, explain, charts)


def _tell(card: Scorecard, form: str | None, output: Path | None, explain: str | None, charts: Path | None) -> None:
    """The scorecard, or one figure of it, or its charts, as was asked."""
    if charts is not None:
        _draw(card, charts)
    if explain is not None:
        tell(explained(card, explain))
    elif charts is None or output is not None or form is not None:
        made = _FORMS[_form(form, output)](card, 80 if output else terminal_width())
        if output is None:
            click.echo(made, nl=False)
        else:
            written(output, made)


def _form(form: str | None, output: Path | None) -> str:
    """As was asked, else as the file ends."""
    return form or (_ENDINGS.get(output.suffix.lower(), _TEXT) if output else _TEXT)


def _draw(card: Scorecard, directory: Path) -> None:
    """The charts as files, and what each shows in words."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, chart in _CHARTS.items():
        path = directory / f"{card.key}-{name}.svg"
        written(path, picture(chart(card)))
        tell(f"{path}: {told(chart(card))}")
