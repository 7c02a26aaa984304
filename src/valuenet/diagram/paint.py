"""The look of nodes and arrows: how each rule of the notation is written as attributes of the text.

Nothing is told by colour alone: shapes, rims, signs, widths, dashes, double lines and heads say the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from valuenet.diagram.layout import Line, weight
from valuenet.diagram.markup import bold_label, plain_label
from valuenet.diagram.ovals import box, oval
from valuenet.diagram.theme import Palette
from valuenet.model.network import Differentiator, Node, Outcome
from valuenet.model.vocabulary import Direction, OutcomeKind, Strength

Attributes = Mapping[str, str]

UNWANTED = "\xd7\xa0"
"""What the title of an unwanted outcome begins with: a cross that stays on the line of its first word."""

_MEASURE = 60
"""How many letters of a measure's name are drawn."""

WIDTHS = {Strength.ALMOST_ALWAYS: 3.0, Strength.USUALLY: 1.5, Strength.SOMETIMES: 1.3, Strength.RARELY: 1.3}
STYLES = {Strength.ALMOST_ALWAYS: "solid", Strength.USUALLY: "solid", Strength.SOMETIMES: "dashed", Strength.RARELY: "dotted"}
_SHORTCUT_WIDTH, _VICIOUS_WIDTH = 1.0, 1.1


def node_attributes(node: Node, palette: Palette, *, lit: bool, faded: bool) -> Attributes:
    """A differentiator as a box, an outcome as an oval, with all that is to be told of it by its shape."""
    return _box(node, palette, faded=faded) if isinstance(node, Differentiator) else _oval(node, palette, lit=lit, faded=faded)


def _box(node: Differentiator, palette: Palette, *, faded: bool) -> Attributes:
    shape = box(node.title)
    return {
        "shape": "box",
        "style": "filled",
        "fillcolor": palette.bg if faded else palette.diff,
        "color": palette.fade if faded else palette.diff,
        "fontcolor": palette.fadetext if faded else palette.difftext,
        "label": bold_label(shape.lines),
        **_size(shape.width, shape.height),
    }


def _oval(outcome: Outcome, palette: Palette, *, lit: bool, faded: bool) -> Attributes:
    shape = oval(outcome.title if outcome.wanted else f"{UNWANTED}{outcome.title}", measure(outcome))
    fill = palette.oval if outcome.wanted else palette.bad
    attributes = {
        "shape": "ellipse",
        "style": "filled" if outcome.anticipated else "filled,dashed",
        "fillcolor": palette.bg if faded else palette.lit if lit else fill,
        "color": palette.fade if faded else palette.litline if lit else palette.line,
        "fontcolor": palette.fadetext if faded else palette.ink,
        "penwidth": "2.6" if lit else "1.2",
        "label": plain_label(shape, palette.fadetext if faded else palette.ink if lit else palette.dim),
        **_size(shape.width, shape.height),
    }
    if outcome.kind is OutcomeKind.PERSONAL:
        attributes["peripheries"] = "2"
    return attributes


def measure(outcome: Outcome) -> str:
    """What an outcome is measured by, and which way it moves, as the last line of its oval."""
    if outcome.metric is None or not outcome.metric.name:
        return ""
    name = outcome.metric.name if len(outcome.metric.name) <= _MEASURE else f"{outcome.metric.name[: _MEASURE - 1].rstrip()}…"
    return f"{'▲' if outcome.metric.direction is Direction.UP else '▼'} {name}"


def line_attributes(line: Line, palette: Palette, *, circular: bool, vicious: bool, faded: bool) -> Attributes:
    """An arrow: its strength by width and dashes, a loop by its heads, a vicious circle by a double line, a shortcut by a thin one."""
    attributes = {
        "style": STYLES[line.strength],
        "penwidth": f"{_SHORTCUT_WIDTH if line.shortcut else WIDTHS[line.strength]}",
        "weight": f"{weight(line)}",
        "color": palette.fade if faded else palette.short if line.shortcut else palette.arrow,
    }
    if not line.binding:
        attributes["constraint"] = "false"
    if line.mutual:
        attributes["dir"] = "both"
        if not circular:
            attributes["arrowtail"] = "none"
    elif line.between:
        attributes |= {"dir": "both", "arrowtail": "odot"}
    if circular and not faded:
        attributes |= _circular(line, palette, vicious=vicious)
    return attributes


def _circular(line: Line, palette: Palette, *, vicious: bool) -> Attributes:
    if vicious:
        double = [palette.vicious] * (3 if line.strength is Strength.ALMOST_ALWAYS else 2)
        look = {"color": ":".join(double), "penwidth": f"{_VICIOUS_WIDTH}"}
    else:
        look = {"color": palette.loop}
    if line.closing and not line.mutual:
        look["arrowhead"] = "onormal"
    elif not vicious and not line.mutual:
        look["arrowhead"] = "normalnormal"
    return look


def _size(width: float, height: float) -> Attributes:
    return {"fixedsize": "true", "width": f"{width / 72:.3f}", "height": f"{height / 72:.3f}"}
