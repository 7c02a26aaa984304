"""A network as one block of bytes: canonical JSON with its revision in it, compressed. Every whole read uses only this.

A block is a row of compressed pieces: what the network says of itself, then each of its parts, a few things in a piece.
So a store that has packed a network before packs only the pieces in which something changed.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from valuenet.errors import StoreCorrupt
from valuenet.model import plain
from valuenet.model.changes import Change
from valuenet.model.ids import NetworkId
from valuenet.model.network import Network

_LEVEL = 1  # a 200-outcome network: level 1 is 4 times faster than the default and 15 % larger
_PIECE = 64  # things in a piece, which is packed in a tenth of a millisecond
_REMEMBERED = 200  # networks

Piece = tuple[tuple[object, ...], bytes]
"""Some things of one part of a network, and the same packed."""


class Packer:
    """Packs networks, and remembers the pieces of those that it packed last; safe to use from several threads."""

    def __init__(self) -> None:
        self._pieces: OrderedDict[NetworkId, Mapping[tuple[str, int], Piece]] = OrderedDict()

    def packed(self, network: Network) -> bytes:
        """The snapshot of a network: the same bytes, whatever was packed before."""
        known = self._pieces.pop(network.id, {})
        pieces = {place: _piece(place[0], things, known.get(place)) for place, things in _divided(network)}
        self._pieces[network.id] = pieces
        while len(self._pieces) > _REMEMBERED:
            self._pieces.popitem(last=False)
        head = plain.network_head(network) | {"pieces": len(pieces)}
        return b"".join((_dumped(head), *(block for _, block in pieces.values())))


def unpacked(block: bytes, network: str) -> Network:
    """The network that a snapshot holds; `network` names it in the error."""
    try:
        head, *pieces = _loaded(block)
        if len(pieces) != head["pieces"]:
            raise ValueError(f"it has {len(pieces)} pieces of {head['pieces']}")
        parts: dict[str, list[Any]] = {name: [] for name in plain.PARTS}
        for piece in pieces:
            for name, things in piece.items():
                parts[name] += things
        return plain.network(head | parts)
    except Exception as error:  # whatever is wrong with stored bytes, it is the same error to callers
        raise StoreCorrupt(f"the snapshot of network {network} cannot be read ({error}): restore the store from a backup") from error


def stored_text(block: bytes) -> str:
    """The JSON texts of a block, one after the other: to look for something in them without making anything of them."""
    pieces = []
    while block:
        piece = zlib.decompressobj()
        pieces.append(piece.decompress(block) + piece.flush())
        block = piece.unused_data if piece.eof else b""
    return b"\n".join(pieces).decode(errors="replace")


def packed_changes(changes: Iterable[Change]) -> bytes:
    """The changes of one revision, for the log."""
    return _dumped([plain.change_record(change) for change in changes])


def unpacked_changes(block: bytes, subject: str) -> tuple[Change, ...]:
    """The changes that a block of the log holds; `subject` names the log in the error."""
    try:
        return tuple(plain.change(record) for piece in _loaded(block) for record in piece)
    except Exception as error:  # as above
        raise StoreCorrupt(f"the change log of {subject} cannot be read ({error}): restore the store from a backup") from error


def _divided(network: Network) -> Iterator[tuple[tuple[str, int], tuple[object, ...]]]:
    """The things of each part, a few together, with their place."""
    for name in plain.PARTS:
        things = getattr(network, name)
        yield from (((name, start), things[start : start + _PIECE]) for start in range(0, len(things), _PIECE))


def _piece(name: str, things: tuple[object, ...], known: Piece | None) -> Piece:
    """The piece of these things: the known one, if it is of the same."""
    return known if known is not None and known[0] == things else (things, _dumped({name: things}))


def _dumped(record: object) -> bytes:
    return zlib.compress(orjson.dumps(record, default=plain.plain, option=orjson.OPT_SORT_KEYS), _LEVEL)


def _loaded(block: bytes) -> Iterator[Any]:
    """What the pieces of a block hold, one after the other."""
    while block:
        piece = zlib.decompressobj()
        yield orjson.loads(piece.decompress(block) + piece.flush())
        if not piece.eof:
            raise ValueError("it ends too early")
        block = piece.unused_data
