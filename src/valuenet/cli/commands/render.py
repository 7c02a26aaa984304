"""valuenet render: a picture of a network, or of a part of it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from valuenet.cli.comparisons import file_reading
from valuenet.cli.files import is_file
from valuenet.cli.session import session
from valuenet.cli.writing import written
from valuenet.diagram.render import SCALES
from valuenet.diagram.view import MOST_OUTCOMES, MOST_STEPS, Orientation, Theme, View
from valuenet.service.diagrams import Diagram, DiagramFormat, Gallery
from valuenet.service.noting import exported
from valuenet.service.reading import Reading
from valuenet.settings import default_store, settings
from valuenet.wiring import build_gallery

_ENDINGS = {f".{format.value}": format for format in DiagramFormat}
_ONE_FILE = {DiagramFormat.PDF, DiagramFormat.HTML}


@click.command("render")
@click.argument("network")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True, help=f"Its ending says what: {', '.join(_ENDINGS)}."
)
@click.option(
    "--persona", "personas", multiple=True, metavar="KEY", help="Light what they desire, and how it comes about; may be repeated."
)
@click.option("--differentiator", metavar="KEY", help="Light what follows from it.")
@click.option("--around", metavar="KEY", help="Light what is near this node.")
@click.option("--steps", type=click.IntRange(1, MOST_STEPS), default=1, help="How many arrows --around reaches.  [default: 1]")
@click.option("--loop", metavar="MARK", help="Light one loop, by its mark in the picture or its number.")
@click.option("--only", is_flag=True, help="Leave out the rest, instead of fading it.")
@click.option("--top", type=click.IntRange(1, MOST_OUTCOMES), metavar="N", help="Only the N most desired outcomes.")
@click.option("--whole", is_flag=True, help="The whole network, however large.")
@click.option("--levels", is_flag=True, help="Rows by the number of arrows from a differentiator; for small networks.")
@click.option("--beside", metavar="NETWORK", help="Another network, or a file, drawn next to this one.")
@click.option("--direction", type=click.Choice([one.value for one in Orientation], case_sensitive=False), help="Top down or left to right.")
@click.option(
    "--theme", type=click.Choice([one.value for one in Theme]), default=Theme.LIGHT.value, help="For which ground.  [default: light]"
)
@click.option("--regions/--no-regions", default=True, help="Outline regions, or do not.")
@click.option("--legend/--no-legend", default=True, help="Explain shapes, lines and short names, or do not.")
@click.option("--scale", type=click.FloatRange(*SCALES), help="How large a PNG is.  [default: 1]")
@click.option("--build-up", is_flag=True, help="Step by step, for training: numbered files, or one pdf or html.")
@click.pass_obj
def command(store: str | None, /, network: str, output: Path, scale: float | None, build_up: bool, **view: Any) -> None:
    """Draw a network, or a part of it.

    NETWORK is a file, the key of a network, or key@3 for its revision 3. The ending of --output says what is written: svg
    for screens, png and pdf for slides and paper, html for a build-up to step through, dot for Graphviz, and mmd, graphml
    and json for other tools.

    \b
      valuenet render value-focused-culture -o culture.svg
      valuenet render culture.yaml -o cfo.png --persona cfo --only --scale 2
      valuenet render culture.yaml -o training.html --build-up

    A pip install draws svg, png and html by itself. PDF needs the program `dot` of Graphviz.
    """
    format = _format(output)
    if scale is not None and format is not DiagramFormat.PNG:
        raise click.UsageError(f"--scale is for png: {format.value} has no size in pixels")
    view["direction"] = Orientation(view["direction"]) if view["direction"] else None
    asked = View(**view | {"theme": Theme(view["theme"])})
    first, *others = _readings(store, [network, asked.beside] if asked.beside else [network], format)
    wanted = Diagram(reading=first, view=asked, beside=others[0] if others else None, scale=scale or 1.0, build_up=build_up)
    gallery = build_gallery(settings(os.environ, store=default_store()).renderer)
    if build_up and format not in _ONE_FILE:
        _write_steps(gallery, wanted, format, output)
        return
    written(output, gallery.file(wanted, format))
    if not build_up and format is not DiagramFormat.HTML:
        for note in gallery.drawing(wanted).notes:
            click.echo(note, err=True)


def _format(output: Path) -> DiagramFormat:
    if (ending := output.suffix.lower()) not in _ENDINGS:
        raise click.UsageError(f"{str(output)!r} has no ending that tells what to write: end it in one of {', '.join(_ENDINGS)}")
    return _ENDINGS[ending]


def _readings(store: str | None, names: list[str], format: DiagramFormat) -> list[Reading]:
    """The networks with these names; those in files know the personas of those before them, so that they are the same people."""
    found: dict[str, Reading] = {}
    directory = None
    for name in sorted(names, key=is_file):
        if is_file(name):
            read = file_reading(name, directory)
            found[name] = replace(read, network=replace(read.network, changed_at=""))  # a file tells no date
        else:
            with session(store) as opened:
                found[name] = opened.reading(name)
                exported(opened.library, opened.caller, f"network {found[name].network.key}", f"diagram as {format.value}")
        directory = found[name].directory
    assert directory is not None, "a network is named"
    return [replace(found[name], directory=directory) for name in names]


def _write_steps(gallery: Gallery, wanted: Diagram, format: DiagramFormat, output: Path) -> None:
    """A file for each step: `training.svg` becomes `training-01.svg` and so on, and what each says is told."""
    for number, (frame, made) in enumerate(gallery.steps(wanted, format), 1):
        path = output.with_stem(f"{output.stem}-{number:02}")
        written(path, made)
        click.echo(f"{path}  {frame.title}: {frame.sentence}")
