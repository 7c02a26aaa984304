"""How much of everything one network, one batch and one document may hold.

Settings may change these; texts have fixed limits (`text.py`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The bounds in force; every refusal names the bound and the figure."""

    differentiators: int = 50
    outcomes: int = 1_000
    arrows: int = 5_000
    regions: int = 50
    personas_per_outcome: int = 20
    directory: int = 500
    edits: int = 500
    document_bytes: int = 1_048_576
