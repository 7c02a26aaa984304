"""The renderer's SVG made fit for people: names for those who do not see it, fonts that exist, and nothing that acts.

What the renderer wrote is read as XML and written anew from a list of what a picture needs. An element that is not on the
list refuses the whole, an attribute that is not on it is left out: no script, link, style or reference can pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from html import escape
from xml.parsers import expat

from valuenet.diagram.drawing import Drawing, Part
from valuenet.errors import RendererError

FONTS = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"
"""The font that the layout was computed with, and its metric twins."""

_NAMESPACE = "http://www.w3.org/2000/svg"
_PLAIN = re.compile(r"[\w #.,+-]*", re.ASCII)
_MOVE = re.compile(r"(?:(?:scale|rotate|translate)\([0-9eE .,+-]*\) ?)*")
_PAINT = ("fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray")
_FONT = ("font-size", "font-weight", "font-style", "text-anchor", "text-decoration")
_ALLOWED: Mapping[str, frozenset[str]] = {
    "svg": frozenset({"width", "height", "viewBox"}),
    "g": frozenset({"class", "transform"}),
    "title": frozenset(),
    "polygon": frozenset({*_PAINT, "points"}),
    "polyline": frozenset({*_PAINT, "points"}),
    "path": frozenset({*_PAINT, "d"}),
    "ellipse": frozenset({*_PAINT, "cx", "cy", "rx", "ry"}),
    "text": frozenset({*_PAINT, *_FONT, "x", "y", "xml:space"}),
}
_SHAPES = frozenset({"polygon", "polyline", "path", "ellipse"})


def digest(text: str) -> str:
    """What tells one DOT text from another; every SVG carries that of its own as `data-dot`."""
    return sha256(text.encode()).hexdigest()


def finished(svg: bytes, drawing: Drawing) -> bytes:
    """The SVG of a drawing as it is shown, as a file, in an `<img>` or inline: UTF-8, without a declaration.

    Ids begin with a prefix of this drawing's own. Raises `RendererError` for what is no picture.
    """
    start = svg.find(b"<svg")
    if start < 0:
        raise RendererError("the renderer wrote no SVG")
    writing = _Writing(drawing)
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler = writing.start
    parser.EndElementHandler = writing.end
    parser.CharacterDataHandler = writing.text
    try:
        parser.Parse(svg[start:], True)
    except expat.ExpatError as error:
        raise RendererError(f"the renderer wrote SVG that is not well-formed: {error}") from error
    return "".join(writing.pieces).encode()


class _Writing:
    """Writes the SVG anew while it is read."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.unnamed: dict[str, Part] = {**drawing.nodes, **drawing.arrows, **drawing.regions}
        self.dot = digest(drawing.text)
        self.prefix = f"v{self.dot[:10]}"
        self.pieces: list[str] = []
        self.titles = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        allowed = _ALLOWED.get(name)
        if allowed is None:
            raise RendererError(f"the renderer wrote an element <{name[:40]}>, which has no place in a picture")
        if name == "title":
            self.titles += 1  # names for machines: ours stand in their place
            return
        kept = "".join([f' {key}="{_checked(key, value)}"' for key, value in attributes.items() if key in allowed])
        if name == "svg":
            self._root(kept)
            return
        # Frames inside a region inherit its id and come after it: a name is given once.
        part = self.unnamed.pop(attributes.get("id", ""), None) if name == "g" else None
        if part:
            self.pieces.append(f"<{name}{kept}{self._named(attributes['id'], part)}")
        else:
            aside = ' aria-hidden="true"' if attributes.get("class") == "node" else ""  # tags: the name of their node tells of them
            self.pieces.append(f"<{name}{kept}{aside}{'/>' if name in _SHAPES else '>'}")

    def _root(self, kept: str) -> None:
        prefix, drawing = self.prefix, self.drawing
        self.pieces += (
            f'<svg xmlns="{_NAMESPACE}" id="{prefix}"{kept} font-family="{FONTS}" role="graphics-document document" ',
            f'aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc" data-dot="{self.dot}">\n',
            f'<title id="{prefix}-title">{_clean(drawing.title)}</title>\n',
            f'<desc id="{prefix}-desc">{_clean(drawing.description)}</desc>\n',
        )

    def _named(self, handle: str, part: Part) -> str:
        """The rest of the tag of a group that means something, and its name."""
        kind = part.kind.replace(" ", "-")
        known = f'data-kind="{kind}" data-key="{_clean(part.key)}"'
        return f' id="{self.prefix}-{handle}" role="img" {known}>\n<title>{_clean(part.name)}</title>'

    def end(self, name: str) -> None:
        if name == "title":
            self.titles -= 1
        elif name not in _SHAPES:
            self.pieces.append(f"</{name}>")

    def text(self, text: str) -> None:
        if not self.titles:
            self.pieces.append(escape(text, quote=False) if _MARKUP.search(text) else text)


def _checked(name: str, value: str) -> str:
    """The value of an attribute, if it is one that a picture can have."""
    if (_MOVE if name == "transform" else _PLAIN).fullmatch(value) is None:
        raise RendererError(f"the renderer wrote {name}={value[:60]!r}, which has no place in a picture")
    return value


_MARKUP = re.compile("[&<>]")
# What XML 1.0 cannot hold; titles and names come from the network's own text, which holds none, except by way of a newer model.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@lru_cache(maxsize=1024)
def _clean(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
