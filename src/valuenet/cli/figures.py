"""The figures of a scorecard by name, and what each of them expands to: formula, inputs, source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from typing import Any

import click

from valuenet.cli.table import labelled, terminal_width
from valuenet.documents.scorecard_figures import amount_text, expansion
from valuenet.model.columns import wrapped
from valuenet.value.figure import Figure
from valuenet.value.scorecard import Scorecard

_NAMED_BY = ("outcome", "line", "alternative", "differentiator", "key", "name", "of")
"""What tells the parts of a scorecard apart, the first that a part has."""

_PERSONAL = ("personal", "personal_subtotal")
"""What a named person wants for themselves is in no form of a scorecard that others read."""


def figures(card: Scorecard) -> Mapping[str, Figure]:
    """Every figure by its place in the scorecard, such as `stated.preference` or `claims.less-overtime.value`."""
    found: dict[str, Figure] = {}
    for name, one in _figures(card, ""):
        found.setdefault(name, one)
    return found


def explained(card: Scorecard, asked: str) -> str:
    """The figure of this name, or the first whose name ends in it, with its formula, its inputs and its source; then such others."""
    known, asked = figures(card), asked.strip().lower().replace(" ", "_")
    meant = [asked] if asked in known else [name for name in known if name.endswith(f".{asked}")]
    if not meant:
        raise click.BadParameter(f"no figure is called {asked!r}: {_remedy(asked, known)}", param_hint="--explain")
    also = wrapped(f"Called so, too: {', '.join(meant[1:])}", terminal_width()) if meant[1:] else []
    return "\n".join([_expanded(meant[0], known[meant[0]]), *also])


def _figures(part: object, place: str) -> Iterator[tuple[str, Figure]]:
    """The figures in a part of a scorecard, in the order in which it shows them."""
    if isinstance(part, Figure):
        yield place, part
    elif isinstance(part, tuple):
        for number, one in enumerate(part, 1):
            yield from _figures(one, f"{place}.{_name(one) or number}")
    elif is_dataclass(part):
        for field in fields(part):
            if field.name in _PERSONAL:
                continue
            yield from _figures(getattr(part, field.name), f"{place}.{field.name}".lstrip("."))


def _name(part: Any) -> str:
    return next((str(name) for field in _NAMED_BY if (name := getattr(part, field, None))), "").replace(" ", "-")


def _expanded(name: str, figure: Figure) -> str:
    said = labelled([(label.lower(), text) for label, text in expansion(figure)])
    return f"{name}: {amount_text(figure.amount, figure.unit)}\n{said}".rstrip()


def _remedy(asked: str, known: Mapping[str, Figure]) -> str:
    """The names that are nearly what was asked, else those of the headline."""
    by_end = {name.rpartition(".")[2]: None for name in known}
    near = get_close_matches(asked, [*known, *by_end], n=3)
    return f"did you mean {' or '.join(near)}?" if near else f"name one of {', '.join(by_end)}"
