"""Arrows as plain values, (cause, effect, strength), and what can be reached along them; loops and all.

(cause)-[:LEADS_TO {strength}]->(effect), cause and effect by key, the strength as a share of cases from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=str)
Arrow = tuple[K, K, float]


def downstream(arrows: Iterable[Arrow[K]], starts: Iterable[K]) -> set[K]:
    """(start)-[:LEADS_TO*0..]->(found): what follows from any of the starts, and the starts themselves."""
    return _reached(((cause, effect) for cause, effect, _ in arrows), starts)


def upstream(arrows: Iterable[Arrow[K]], ends: Iterable[K]) -> set[K]:
    """(found)-[:LEADS_TO*0..]->(end): what any of the ends follows from, and the ends themselves."""
    return _reached(((effect, cause) for cause, effect, _ in arrows), ends)


def into(arrows: Iterable[Arrow[K]]) -> dict[K, list[Arrow[K]]]:
    """Of each effect the arrows that end in it and ever work."""
    found: dict[K, list[Arrow[K]]] = {}
    for arrow in arrows:
        if arrow[2] > 0:
            found.setdefault(arrow[1], []).append(arrow)
    return found


def between(leading: Mapping[K, Collection[Arrow[K]]], starts: Collection[K], end: K) -> list[Arrow[K]]:
    """The arrows that may lie on a path from one of the starts to the end, in order; a path passes its end and its start once.

    `leading`: of each effect the arrows into it.
    """
    behind: list[Arrow[K]] = []
    seen, waiting = {end, *starts}, [end]
    while waiting:
        for arrow in leading.get(waiting.pop(), ()):
            if arrow[0] != end:
                behind.append(arrow)
                if arrow[0] not in seen:
                    seen.add(arrow[0])
                    waiting.append(arrow[0])
    ahead = downstream(behind, starts)
    return sorted(arrow for arrow in behind if arrow[0] in ahead)


def circular(arrows: Collection[Arrow[K]]) -> set[K]:
    """(found)-[:LEADS_TO*1..]->(found): everything that leads back to itself."""
    kept, before = list(arrows), -1
    while len(kept) != before:
        before = len(kept)
        causes, effects = {cause for cause, _, _ in kept}, {effect for _, effect, _ in kept}
        kept = [arrow for arrow in kept if arrow[0] in effects and arrow[1] in causes]
    found: set[K] = set()
    for node in {cause for cause, _, _ in kept}:
        if node not in found:
            around = downstream(kept, [node]) & upstream(kept, [node])
            found |= around if len(around) > 1 else set()
    return found


def _reached(steps: Iterable[tuple[K, K]], starts: Iterable[K]) -> set[K]:
    following: dict[K, list[K]] = {}
    for here, there in steps:
        following.setdefault(here, []).append(there)
    found = set(starts)
    waiting = list(found)
    while waiting:
        for there in following.get(waiting.pop(), ()):
            if there not in found:
                found.add(there)
                waiting.append(there)
    return found
