"""Ids: their form, their order, their kinds."""

from __future__ import annotations

import re
import time
from uuid import UUID

import pytest

from valuenet.model.ids import (
    mint,
    new_alternative_id,
    new_differentiator_id,
    new_network_id,
    new_outcome_id,
    new_persona_id,
    new_region_id,
)


def test_an_id_is_a_version_7_uuid_with_a_prefix_that_tells_its_kind() -> None:
    prefix, _, digits = mint("net").partition("_")
    assert prefix == "net"
    assert re.fullmatch(r"[0-9a-f]{32}", digits)
    uuid = UUID(digits)
    assert uuid.version == 7
    assert uuid.variant == "specified in RFC 4122"


def test_an_id_begins_with_the_millisecond_of_its_making() -> None:
    before = time.time_ns() // 1_000_000
    made = UUID(mint("out").removeprefix("out_")).int >> 80
    assert before <= made <= time.time_ns() // 1_000_000


def test_ids_sort_by_the_time_of_their_making() -> None:
    ids = []
    for _ in range(5):
        ids.append(mint("out"))
        time.sleep(0.002)
    assert ids == sorted(ids)


def test_ids_are_never_repeated() -> None:
    assert len({mint("out") for _ in range(10_000)}) == 10_000


@pytest.mark.parametrize(
    ("new", "prefix"),
    [
        (new_network_id, "net"),
        (new_persona_id, "per"),
        (new_alternative_id, "alt"),
        (new_differentiator_id, "dif"),
        (new_outcome_id, "out"),
        (new_region_id, "reg"),
    ],
)
def test_each_kind_of_thing_has_its_own_prefix(new: object, prefix: str) -> None:
    assert callable(new)
    assert str(new()).startswith(f"{prefix}_")
