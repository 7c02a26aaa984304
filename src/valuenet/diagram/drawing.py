"""What drawing gives: the text of a picture, and what each of its parts means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class PartKind(StrEnum):
    """What a part of a picture stands for."""

    DIFFERENTIATOR = "differentiator"
    OUTCOME = "outcome"
    LEADS_TO = "leads to"
    REGION = "region"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a picture: what it stands for, and how it is told to somebody who does not see it.

    `id` and `key` are those of the thing; of an arrow, those of its cause and its effect with ` -> ` between.
    """

    kind: PartKind
    id: str
    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture as DOT text, with its title and description.

    `nodes`, `arrows` and `regions` say what the elements with these `id`s mean: the text gives them the same names.
    `notes` are what whoever asked should know: what was left out on its own account, and which narrower views there are.
    `outcomes` is how many are drawn.
    """

    text: str
    title: str
    description: str
    notes: tuple[str, ...]
    outcomes: int
    nodes: Mapping[str, Part]
    arrows: Mapping[str, Part]
    regions: Mapping[str, Part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One step of a build-up: what to say, and the picture to show; the layout is the same in all of them."""

    title: str
    sentence: str
    drawing: Drawing
