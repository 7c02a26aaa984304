"""Options whose values are the words of a vocabulary of the domain."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import click


class Word(click.Choice[str]):
    """One of the words of a vocabulary, as people write it; `also`: other words that mean the same."""

    def __init__(self, words: type[StrEnum], also: Mapping[str, str] | None = None) -> None:
        super().__init__([word.value for word in words])
        self._words = words
        self._also = also or {}

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> StrEnum:
        return self._words(super().convert(self._also.get(str(value).lower(), value), param, ctx))
