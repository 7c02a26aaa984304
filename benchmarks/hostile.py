"""Hostile GraphQL requests: shapes that ask a server for more work than they are to write, each at three sizes, hardly two alike.

What is hostile about the content of a file that is imported is another matter: a file of the size that may be sent takes seconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.hostile_texts import TEXTS, Text
from benchmarks.hostile_values import BODIES, Body

SIZES = {"small": (1, 20), "at the limits": (20, 600), "far beyond": (600, 20_000)}
"""How large a shape is made: between two figures."""

_BODY = 1_000_000
"""So long is a body at most: of a longer one the server does not read the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One shape at one size."""

    name: str
    shape: Body
    least: int
    most: int

    def body(self, random: Random) -> bytes:
        """The body of the next request of this kind."""
        size = random.randint(self.least, self.most)
        while len(body := self.shape(random, size)) > _BODY:
            size = size * 2 // 3
        return body


def kinds() -> Iterator[Kind]:
    """Every shape at every size."""
    documents = {f"document: {name}": _asking(text) for name, text in TEXTS.items()}
    for name, shape in {**documents, **BODIES}.items():
        for size, (least, most) in SIZES.items():
            yield Kind(name=f"{name}, {size}", shape=shape, least=least, most=most)


def _asking(text: Text) -> Body:
    """A request whose document is hostile, and nothing else."""
    return lambda random, size: json.dumps({"query": text(random, size)}, separators=(",", ":")).encode()
