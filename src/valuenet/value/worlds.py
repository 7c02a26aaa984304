"""Worlds: in each, every arrow works or does not, independently of the others, as often as its strength says.

What can be reached in a world is a plain question about a graph, so shared ancestors and loops need no rule of their own:
an outcome either has a chain of working arrows to it or has not. A likelihood is the weight of the worlds where it has.
Source: Ball, Computational complexity of network reliability analysis (1986); Pearl 1988, section 4.3.2, for the noisy-OR.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic

from valuenet.value.arrows import Arrow, K, between, into
from valuenet.value.late import Bools, Floats, numpy

EXACT = 12
"""With how many arrows all worlds are looked at: 4 096 of them; with more arrows, worlds are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worlds(Generic[K]):
    """Which arrows work in which worlds, and the weights of the worlds, which add up to 1.

    Some of the worlds are a whole number with a bit for each: what a search does with them are single steps of Python.
    `exact`: these are all the worlds there are; else they are drawn, and weigh the same.
    """

    arrows: Sequence[tuple[K, K, int]]
    weights: Floats
    exact: bool

    def reached(self, starts: Iterable[K]) -> dict[K, int]:
        """(start)-[:LEADS_TO*0..]->(found): for everything that is reached in some world, the worlds in which it is."""
        following: dict[K, list[tuple[K, int]]] = {}
        for cause, effect, works in self.arrows:
            following.setdefault(cause, []).append((effect, works))
        found = dict.fromkeys(starts, (1 << len(self.weights)) - 1)
        waiting = deque(found)
        while waiting:
            cause = waiting.popleft()
            for effect, works in following.get(cause, ()):
                before = found.get(effect, 0)
                after = before | (found[cause] & works)
                if after != before:
                    found[effect] = after
                    waiting.append(effect)
        return found

    def told(self, some: int) -> Bools:
        """Of each world whether it is one of some."""
        count = len(self.weights)
        packed = numpy.frombuffer(some.to_bytes((count + 7) // 8, "little"), dtype=numpy.uint8)
        return numpy.unpackbits(packed, count=count, bitorder="little").astype(bool)

    def mean(self, values: Floats | Bools) -> float:
        """The mean over all worlds of a value in each; of whether something is so in each, its probability."""
        return float(self.weights @ values)


def worlds_of(
    arrows: Collection[Arrow[K]], starts: Collection[K], outcomes: Iterable[K], *, draws: int, seed: int
) -> Iterator[tuple[Worlds[K], tuple[K, ...]]]:
    """For each of the outcomes the worlds that tell whether it is reached from the starts; one drawn set serves all that need one.

    All worlds of the arrows that lie on a path to the outcome, up to 12 of them; else `draws` worlds, the same for a seed.
    """
    many: set[Arrow[K]] = set()
    rest: list[K] = []
    leading = into(arrows)
    for outcome in outcomes:
        on_paths = between(leading, starts, outcome)
        if len(on_paths) <= EXACT:
            yield _all_worlds(on_paths), (outcome,)
        else:
            many.update(on_paths)
            rest.append(outcome)
    if rest:
        yield _drawn_worlds(sorted(many), draws, seed), tuple(rest)


def _all_worlds(arrows: Sequence[Arrow[K]]) -> Worlds[K]:
    """World number n has the arrow at a place where n has a bit there."""
    weights = numpy.ones(1)
    for _, _, strength in arrows:
        weights = numpy.concatenate([weights * (1 - strength), weights * strength])
    working = [(cause, effect, _numbers_with_bit(place, len(arrows))) for place, (cause, effect, _) in enumerate(arrows)]
    return Worlds(arrows=working, weights=weights, exact=True)


def _numbers_with_bit(place: int, places: int) -> int:
    """Which of the numbers from 0 to 2^places - 1 have the bit at a place: runs of 2^place without and with it, by turns."""
    run = 1 << place
    turns = ((1 << (1 << places)) - 1) // ((1 << 2 * run) - 1)
    return turns * (((1 << run) - 1) << run)


def _drawn_worlds(arrows: Sequence[Arrow[K]], draws: int, seed: int) -> Worlds[K]:
    """One random share for each arrow and world: a stronger arrow works in the same worlds, and in more."""
    stream = numpy.random.default_rng(seed)
    working = [(cause, effect, _bits(stream.random(draws) < strength)) for cause, effect, strength in arrows]
    return Worlds(arrows=working, weights=numpy.full(draws, 1 / draws), exact=False)


def _bits(worlds: Bools) -> int:
    return int.from_bytes(numpy.packbits(worlds, bitorder="little").tobytes(), "little")
