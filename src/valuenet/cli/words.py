"""Options whose values are the words of a vocabulary of the domain."""

from __future__ import annotations

from enum import StrEnum

import click


class Word(click.Choice[str]):
    """One of the words of a vocabulary, as people write it."""

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__([word.value for word in words])
        self._words = words

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> StrEnum:
        return self._words(super().convert(value, param, ctx))
