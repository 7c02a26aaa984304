"""XlsxWriter, loaded when a workbook is first written: a start must not wait for it.

Modules of this room take it from here and use it as they would use the library itself.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class _Late:
    """Stands for the library until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module("xlsxwriter"), name)


xlsxwriter: Any = _Late()
