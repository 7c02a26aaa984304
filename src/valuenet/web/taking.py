"""Whoever takes a file away is told of in the trail: one wrapping for all plain addresses."""

from __future__ import annotations

from dataclasses import replace

from valuenet.api.context import Context
from valuenet.service.noting import exported
from valuenet.web.exports import Asked, Export, Exports


def told_of(exports: Exports[Context]) -> Exports[Context]:
    """The same files; each that is to be kept is in the trail before it leaves, under the last part of its address."""

    def told(context: Context, asked: Asked) -> Export:
        found = exports(context, asked)

        def write() -> bytes:
            made = found.write()
            exported(context.library, context.caller, found.subject, [*asked.path.values()][-1])
            return made

        return replace(found, write=write) if found.is_kept else found

    return told
