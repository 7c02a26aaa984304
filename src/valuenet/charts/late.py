"""matplotlib, loaded with the first picture: loading it takes longer than many a command, and 40 MB of memory.

Modules of this room take it from here and use it as they would use the library itself. It is used without pyplot, whose
figures belong to the whole process.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any


class _Late:
    """Stands for a module until something of it is asked for."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._module), name)


if TYPE_CHECKING:
    import matplotlib as matplotlib  # noqa: PLC0414  # the names are for the other modules of this room
    from matplotlib import figure as figure  # noqa: PLC0414  # as above
else:
    matplotlib = _Late("matplotlib")
    figure = _Late("matplotlib.figure")
