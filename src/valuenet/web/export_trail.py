"""Files under plain addresses, with an entry in the trail for each that somebody takes away."""

from __future__ import annotations

from dataclasses import replace

from valuenet.api.context import Context
from valuenet.service.noting import exported
from valuenet.web.exports import Asked, Export, Exports


def with_trail(exports: Exports[Context]) -> Exports[Context]:
    """The same exports. A file to keep is written into the trail before it is sent, under the last part of its address."""

    def told(context: Context, asked: Asked) -> Export:
        found = exports(context, asked)

        def write() -> bytes:
            made = found.write()
            exported(context.library, context.caller, found.subject, [*asked.path.values()][-1])
            return made

        return replace(found, write=write) if found.is_kept else found

    return told
