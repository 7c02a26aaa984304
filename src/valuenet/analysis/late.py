"""networkx, loaded when one of its algorithms is first needed: loading it takes as long as half of a start to the first answer.

Modules of this room take it from here and use it as they would use the library itself.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any


class _Late:
    """Stands for a library until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module("networkx"), name)


if TYPE_CHECKING:
    import networkx as networkx  # noqa: PLC0414  # the name is for the other modules of this room
else:
    networkx = _Late()
