"""A network as one block of bytes: canonical JSON with its revision in it, compressed. Every whole read uses only this."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

import orjson

from valuenet.errors import StoreCorrupt
from valuenet.model import records
from valuenet.model.changes import Change
from valuenet.model.network import Network

_LEVEL = 1  # a 200-outcome network: level 1 is 4 times faster than the default and 15 % larger


def packed(network: Network) -> bytes:
    """The snapshot of a network."""
    return zlib.compress(orjson.dumps(records.network_record(network), option=orjson.OPT_SORT_KEYS), _LEVEL)


def unpacked(block: bytes, network: str) -> Network:
    """The network that a snapshot holds; `network` names it in the error."""
    try:
        return records.network(_loaded(block))
    except Exception as error:  # whatever is wrong with stored bytes, it is the same error to callers
        raise StoreCorrupt(f"the snapshot of network {network} cannot be read ({error}): restore the store from a backup") from error


def packed_changes(changes: Iterable[Change]) -> bytes:
    """The changes of one revision, for the log."""
    return zlib.compress(orjson.dumps([records.change_record(change) for change in changes]), _LEVEL)


def unpacked_changes(block: bytes, subject: str) -> tuple[Change, ...]:
    """The changes that a block of the log holds; `subject` names the log in the error."""
    try:
        return tuple(records.change(record) for record in _loaded(block))
    except Exception as error:  # as above
        raise StoreCorrupt(f"the change log of {subject} cannot be read ({error}): restore the store from a backup") from error


def _loaded(block: bytes) -> Any:
    return orjson.loads(zlib.decompress(block))
