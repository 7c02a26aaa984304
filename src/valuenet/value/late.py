"""numpy and scipy's special functions, each loaded when something of it is first needed: a start must not wait for them.

Modules of this room take them from here and use them as they would use the libraries themselves.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any


class _Late:
    """Stands for a library until something of it is asked for."""

    def __init__(self, library: str) -> None:
        self._library = library

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._library), name)


if TYPE_CHECKING:
    import numpy as numpy  # noqa: PLC0414  # the name is for the other modules of this room
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]
    Bools = NDArray[numpy.bool_]
    Wholes = NDArray[numpy.int64]
else:
    numpy = _Late("numpy")
    Floats = Bools = Wholes = Any

special: Any = _Late("scipy.special")
