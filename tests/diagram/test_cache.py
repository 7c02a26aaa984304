"""What was made is kept, within bounds."""

from __future__ import annotations

import pytest

from valuenet.diagram.cache import Cache


def test_what_was_made_once_is_not_made_again() -> None:
    cache, made = Cache[bytes](len, 100), []

    def make() -> bytes:
        made.append(1)
        return b"picture"

    assert [cache.get("key", make) for _ in range(3)] == [b"picture"] * 3
    assert made == [1]


def test_it_holds_no_more_than_its_bound_and_forgets_what_was_not_asked_for_the_longest() -> None:
    cache = Cache[bytes](len, 100)
    for key in ("a", "b", "c", "d"):
        cache.get(key, lambda: b"x" * 25)
    cache.get("a", lambda: pytest.fail("it was held"))
    cache.get("e", lambda: b"x" * 25)
    assert cache.size == 100
    cache.get("a", lambda: pytest.fail("it was asked for last"))
    assert cache.get("b", lambda: b"again") == b"again"


def test_one_huge_value_drives_out_nothing() -> None:
    cache = Cache[bytes](len, 100)
    cache.get("small", lambda: b"x")
    assert cache.get("huge", lambda: b"x" * 26) == b"x" * 26
    assert cache.size == 1


def test_what_fails_is_not_kept() -> None:
    cache = Cache[bytes](len, 100)
    with pytest.raises(ZeroDivisionError):
        cache.get("key", lambda: bytes(1 // 0))
    assert cache.get("key", lambda: b"now") == b"now"
