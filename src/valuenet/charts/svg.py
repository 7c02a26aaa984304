"""matplotlib's SVG made fit for people: their words, fonts that exist, a description, and nothing that acts.

What the library wrote is read as XML and written anew from a list of what a picture needs: paths and words, their looks as
attributes, since a page that allows no styles of others ignores `style`. Anything else refuses the whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from xml.parsers import expat

from valuenet.diagram.svg import FONTS
from valuenet.errors import RendererError

_NAMESPACE = "http://www.w3.org/2000/svg"
_LEFT_OUT = frozenset({"metadata", "style"})
_LOOKS = frozenset(
    {"fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap"}
)
_TYPE = ("fill", "font-size", "font-weight", "text-anchor")
_DEFAULTS = {"fill": "#000000", "font-weight": "400"}
"""What the library does not say of a text."""

_PLAIN = re.compile(r"[\w #.,-]*", re.ASCII)
_OUTLINE = re.compile(r"[MLQCZz0-9., -]*")
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a picture says to those who do not see it: its title, and all of it in words."""

    title: str
    description: str


def finished(svg: str, words: Mapping[str, str], told: Told) -> str:
    """The SVG of a picture as it is shown, as a file, in an `<img>` or inline, with its words in place of their handles.

    Raises `RendererError` for what is no picture.
    """
    reading = _Reading(words)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    try:
        parser.Parse(svg, True)
    except (expat.ExpatError, KeyError) as error:
        raise RendererError(f"the plotting library wrote SVG that cannot be read: {error}") from error
    body = "".join(reading.pieces)
    own = f"c{sha256(f'{told}{body}'.encode()).hexdigest()[:10]}"
    return (
        f'<svg xmlns="{_NAMESPACE}" id="{own}"{reading.size} font-family="{FONTS}" stroke-linejoin="round" role="img" '
        f'aria-labelledby="{own}-title" aria-describedby="{own}-desc">\n'
        f'<title id="{own}-title">{_escaped(told.title)}</title>\n<desc id="{own}-desc">{_escaped(told.description)}</desc>\n'
        f"{body}</svg>\n"
    )


class _Reading:
    """Writes paths and words anew while the library's SVG is read; marks are written out where they are used."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words
        self.size = ""
        self.pieces: list[str] = []
        self.marks: dict[str, dict[str, str]] = {}
        self.defining = self.left_out = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.left_out or name in _LEFT_OUT:
            self.left_out += 1
        elif name == "svg":
            self.size = "".join(f' {key}="{_checked(attributes[key])}"' for key in ("width", "height", "viewBox"))
        elif name == "defs":
            self.defining += 1
        elif name == "path" and self.defining:
            self.marks[f"#{attributes['id']}"] = attributes
        elif name == "path":
            self.pieces.append(_path(attributes["d"], _styles(attributes)))
        elif name == "use":
            mark = self.marks[attributes["xlink:href"]]
            place = f' transform="translate({_checked(_short(attributes["x"]))} {_checked(_short(attributes["y"]))})"'
            self.pieces.append(_path(mark["d"], {**_styles(mark), **_styles(attributes)}, place))
        elif name == "text":
            place = "".join(f' {key}="{_checked(_short(attributes[key]))}"' for key in ("x", "y"))
            styles = {**_DEFAULTS, **_styles(attributes)}
            self.pieces.append(f"<text{place}{_attributes({name: styles[name] for name in _TYPE})}>")
        elif name != "g":
            raise RendererError(f"the plotting library wrote an element <{name[:40]}>, which has no place in a picture")

    def end(self, name: str) -> None:
        if self.left_out:
            self.left_out -= 1
        elif name == "defs":
            self.defining -= 1
        elif name == "text":
            self.pieces.append("</text>\n")

    def text(self, text: str) -> None:
        if not self.left_out and text.strip():
            self.pieces.append(_escaped(self.words[text]))


def _path(outline: str, styles: Mapping[str, str], place: str = "") -> str:
    d = _short(" ".join(outline.split()))
    if _OUTLINE.fullmatch(d) is None:
        raise RendererError(f"the plotting library wrote the outline {d[:60]!r}, which is none")
    return f'<path d="{d}"{place}{_attributes({name: value for name, value in styles.items() if name in _LOOKS})}/>\n'


def _styles(attributes: Mapping[str, str]) -> dict[str, str]:
    """The declarations of an element's style."""
    pairs = (declaration.partition(":") for declaration in attributes.get("style", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip()}


def _attributes(styles: Mapping[str, str]) -> str:
    return "".join(f' {name}="{_checked(value.removesuffix("px"))}"' for name, value in styles.items())


def _checked(value: str) -> str:
    if _PLAIN.fullmatch(value) is None:
        raise RendererError(f"the plotting library wrote {value[:60]!r}, which has no place in a picture")
    return value


def _short(numbers: str) -> str:
    """Numbers with two digits after the point: a hundredth of a point is nothing that anyone sees."""
    return _LONG.sub(lambda found: f"{float(found[0]):.2f}", numbers)


def _escaped(text: str) -> str:
    return escape(text, quote=False)
