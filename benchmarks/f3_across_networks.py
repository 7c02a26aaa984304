"""F3: the persona query across a whole workspace costs at most half as much again as across a tenth of it.

The first page of 50, in the default order. On SQLite both workspaces are there at once and the rounds take turns; a Neo4j
has room for one, so there the small workspace is asked first and then grown, and a bare read shows how steady the machine was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from statistics import median

from benchmarks.figures import Figure, Ratio, Round, side_by_side, taken
from benchmarks.ground import Ground, sqlite_ground
from benchmarks.workspace import Size, Workspace
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import Library
from valuenet.service.questions import OutcomesQuestion, outcomes_desired

BOUND = 1.5
PAGE = 50
_PERSONAS = tuple(f"persona-{number:02d}" for number in range(5))


def figures(ground: Ground, size: Size, rounds: int) -> Iterator[Figure]:
    """One persona and five, from a service that has answered before, and one from a service that has just started."""
    small = replace(size, networks=max(1, size.networks // 10))
    if ground.name == "SQLite":
        with sqlite_ground() as beside:
            _filled(beside, small)
            _filled(ground, size)
            yield from _in_turns(ground, beside, size, rounds)
    else:
        yield from _in_phases(ground, size, small, rounds)


def _in_turns(large: Ground, small: Ground, size: Size, rounds: int) -> Iterator[Figure]:
    asked, asked_small = _questions(large), _questions(small)
    for what in asked:
        ours, baseline = side_by_side(rounds, _round(asked[what]), _round(asked_small[what]))
        yield _ratio(large, what, size, ours, baseline)


def _in_phases(ground: Ground, size: Size, small: Size, rounds: int) -> Iterator[Figure]:
    workspace = Workspace(size)
    directory = ground.introduce(workspace)
    networks = workspace.networks()
    ground.fill(islice(networks, small.networks), directory)
    before, reads_before = _phase(ground, rounds)
    ground.fill(networks, directory)
    after, reads_after = _phase(ground, rounds)
    note = f"asked before and after it grew; bare reads took {reads_before * 1e3:.2f} ms and {reads_after * 1e3:.2f} ms"
    for what in before:
        yield _ratio(ground, what, size, after[what], before[what], note)


def _phase(ground: Ground, rounds: int) -> tuple[dict[str, list[float]], float]:
    """The seconds of each question, and the median of the bare reads between them."""
    found: dict[str, list[float]] = {}
    reads: list[float] = []
    for what, ask in _questions(ground).items():
        found[what], between = side_by_side(rounds, _round(ask), _round(ground.bare.revision))
        reads += between
    return found, median(reads)


def _round(ask: Callable[[], object]) -> Round:
    return lambda _: taken(ask)


def _questions(ground: Ground) -> Mapping[str, Callable[[], None]]:
    """What is asked."""
    return {
        "one persona": lambda: _asked(ground.library, _PERSONAS[:1]),
        "five personas": lambda: _asked(ground.library, _PERSONAS),
        "one persona, by a service that has just started": lambda: _asked(Library(ground.store), _PERSONAS[:1]),
    }


def _asked(library: Library, personas: tuple[str, ...]) -> None:
    """Ask, and see that a whole page came back."""
    page = outcomes_desired(library, LOCAL_CALLER, OutcomesQuestion(personas=personas), first=PAGE)
    if not page.hits or (page.more and len(page.hits) != PAGE):
        raise AssertionError(f"a page of {len(page.hits)} outcomes came back")


def _filled(ground: Ground, size: Size) -> None:
    workspace = Workspace(size)
    ground.fill(workspace.networks(), ground.introduce(workspace))


def _ratio(ground: Ground, what: str, size: Size, ours: list[float], baseline: list[float], note: str = "") -> Ratio:
    return Ratio(
        promise="F3",
        store=ground.name,
        what=f"the first {PAGE} outcomes of {what} in {size.networks} networks",
        baseline=f"in {max(1, size.networks // 10)}",
        seconds=ours,
        baseline_seconds=baseline,
        bound=BOUND,
        note=note,
    )
