"""Who acts. Every use case and every stored change names its actor."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person or a token that acts in a workspace."""

    id: str
    name: str


LOCAL_OWNER = Actor(id="act_local", name="local owner")
"""Who acts when nobody has to sign in: the person at this computer."""
