"""What is said above each page of a build-up on paper: its title and its sentence, as a picture of its own."""

from __future__ import annotations

from collections.abc import Sequence

from valuenet.diagram.drawing import Frame
from valuenet.diagram.markup import font, table
from valuenet.diagram.theme import PALETTES
from valuenet.diagram.view import Theme
from valuenet.diagram.wrapping import filled

_WIDTH = 720
_TITLE, _SENTENCE = 18.0, 11.0


def banners(frames: Sequence[Frame], theme: Theme) -> list[str]:
    """The DOT text of each frame's banner; all have the same size, so that the pictures below them stay where they are."""
    palette = PALETTES[theme]
    told = [filled(frame.sentence, _SENTENCE, _WIDTH) for frame in frames]
    most = max(map(len, told), default=0)
    texts = []
    for frame, lines in zip(frames, told, strict=True):
        rows = [
            _row(font(frame.title, color=palette.ink, size=_TITLE, bold=True)),
            *(_row(font(line, color=palette.dim, size=_SENTENCE)) for line in lines),
            *[f'<td height="{_SENTENCE + 2:g}"></td>'] * (most - len(lines)),
        ]
        label = table(rows, padding=1)
        texts.append(
            f'digraph banner {{\ngraph [bgcolor="{palette.bg}" pad="0.16,0.1"]\n'
            f'node [shape=plain margin=0 fontname="Arial"]\nbanner [label=<{label}>]\n}}\n'
        )
    return texts


def _row(text: str) -> str:
    return f'<td align="left" width="{_WIDTH}">{text}</td>'
