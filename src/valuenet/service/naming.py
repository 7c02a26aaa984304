"""What people call outcomes and personas, and what they mean by it: many names at once, in a fixed number of store calls.

An outcome is called by its id, as network/key, or by its title or key alone where that is unmistakable in the workspace.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from valuenet.errors import InvalidQuestion, Problem
from valuenet.model.access import Action
from valuenet.model.directory import Directory, Persona, unknown
from valuenet.model.ids import NetworkId
from valuenet.model.text import KEY, SHORT, folded, problem
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.nearness import Names
from valuenet.service.questions import Hit
from valuenet.service.reading import Reading
from valuenet.service.rights import needs
from valuenet.store.protocol import NetworkSummary

_PAIR = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
_PAGE = 500
_CANDIDATES = 5


def outcomes_meant(library: Library, caller: Caller, said: Iterable[str]) -> Mapping[str, Hit | Problem]:
    """What each of these names means, or what is wrong with it; the caller says where it stood."""
    names = list(dict.fromkeys(said))
    clean = [name for name in names if name and problem("outcome", name, SHORT) is None]
    ids = [name for name in clean if name.startswith("out_")]
    pairs = [name for name in clean if _PAIR.fullmatch(name)]
    titles = [name for name in clean if name not in {*ids, *pairs}]
    homes = library.store.homes(caller.workspace, ids) if ids else {}
    keys = library.store.network_ids(caller.workspace, sorted({name.partition("/")[0] for name in pairs})) if pairs else {}
    lost = any(name.partition("/")[0] not in keys for name in pairs)
    summaries = list(_networks(library, caller)) if titles or lost else []
    everywhere = [summary.id for summary in summaries] if titles else []
    readings = library.readings(caller.workspace, [*homes.values(), *keys.values(), *everywhere])
    found: dict[str, Hit | Problem] = {name: _unclean(name) for name in names if name not in clean}
    found |= {name: _by_id(name, readings.get(homes[name]) if name in homes else None) for name in ids}
    found |= {name: _by_pair(name, keys, readings, summaries) for name in pairs}
    found |= _by_title(titles, [readings[network] for network in everywhere if network in readings])
    return found


@needs(Action.READ)
def networks_called(library: Library, caller: Caller, names: Sequence[str]) -> Sequence[Reading]:
    """The networks with these ids or keys, each once and in this order; `InvalidQuestion` names every one that there is not."""
    clean = [name for name in names if problem("networks", name, SHORT) is None]
    keys = library.store.network_ids(caller.workspace, [name for name in clean if problem("networks", name, KEY) is None]) if clean else {}
    ids = {name: keys.get(name, NetworkId(name)) for name in clean}
    readings = library.readings(caller.workspace, ids.values())
    lost = [place for place, name in enumerate(names) if name not in ids or ids[name] not in readings]
    if lost:
        known = [summary.key for summary in _networks(library, caller)]
        raise InvalidQuestion([unknown(f"networks[{place}]", "network", names[place], known) for place in lost])
    return [readings[network] for network in dict.fromkeys(ids[name] for name in names)]


def persona_meant(directory: Directory, said: str) -> Persona | Problem:
    """The persona with this key, id or name, out of the archive, or what is wrong with what was said."""
    if not said:
        return Problem(path="persona", code="MISSING", message="is empty", remedy="name a persona by its key")
    found = directory.persona_by_key.get(said)
    if found is None:
        named = [one for one in directory.personas if said == one.id or folded(said) in {one.key, folded(one.name)}]
        found = named[0] if len(named) == 1 else None
    if found is None:
        return unknown("persona", "persona", said, directory.persona_by_key)
    if found.archived:
        message = f"the persona {found.key!r} is archived"
        return Problem(path="persona", code="ARCHIVED", message=message, remedy="take it out of the archive first, or name another")
    return found


def called(hit: Hit) -> str:
    """An outcome as network/key."""
    return f"{hit.reading.network.key}/{hit.outcome.key}"


def _networks(library: Library, caller: Caller) -> Iterator[NetworkSummary]:
    """All networks of the workspace that are in use, by key."""
    after = ""
    while True:
        page = library.store.list_networks(caller.workspace, after=after, limit=_PAGE)
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].key


def _unclean(name: str) -> Problem:
    found = problem("outcome", name, replace(SHORT, required=True))
    assert found is not None, "only names that cannot be looked for come here"
    return replace(found, remedy=found.remedy if name else "name an outcome as network/key, by its title, or by its id")


def _by_id(name: str, reading: Reading | None) -> Hit | Problem:
    outcome = next((outcome for outcome in reading.network.outcomes if outcome.id == name), None) if reading else None
    if reading is None or outcome is None:
        return _unknown(name, "it may have been removed: restore it in its network's history, or name another as network/key")
    return Hit(reading=reading, outcome=outcome, place="")


def _by_pair(
    name: str, keys: Mapping[str, NetworkId], readings: Mapping[NetworkId, Reading], summaries: Sequence[NetworkSummary]
) -> Hit | Problem:
    network, _, key = name.partition("/")
    reading = readings.get(keys[network]) if network in keys else None
    if reading is None:
        return unknown("outcome", "network", network, [summary.key for summary in summaries])
    for outcome in reading.network.outcomes:
        if outcome.key == key:
            return Hit(reading=reading, outcome=outcome, place="")
    wrong = unknown("outcome", "outcome", key, [outcome.key for outcome in reading.network.outcomes])
    message = f"there is no outcome {key!r} in the network {network!r}"
    if wrong.remedy.startswith("did you mean"):
        return replace(wrong, message=message)
    return replace(wrong, message=message, remedy="it may have been removed: restore it in the network's history, or name another")


def _by_title(titles: Sequence[str], readings: Sequence[Reading]) -> Iterator[tuple[str, Hit | Problem]]:
    """What titles or keys without a network mean, where that is unmistakable."""
    if not titles:
        return
    hits: dict[str, list[Hit]] = {}
    for reading in readings:
        for outcome in reading.network.outcomes:
            hit = Hit(reading=reading, outcome=outcome, place="")
            for name in {folded(outcome.title.removesuffix(".")), outcome.key}:
                hits.setdefault(name, []).append(hit)
    names: Names | None = None
    for title in titles:
        found = hits.get(folded(title.removesuffix(".")), [])
        if len(found) == 1:
            yield title, found[0]
        elif found:
            candidates = ", ".join(map(called, found[:_CANDIDATES])) + (", …" if len(found) > _CANDIDATES else "")
            message = f"{title!r} is what {len(found)} outcomes are called"
            yield title, Problem(path="outcome", code="AMBIGUOUS_OUTCOME", message=message, remedy=f"name one of them: {candidates}")
        else:
            names = names or Names((name, name) for name in hits)
            near = list(dict.fromkeys(f"{called(hit)} ({hit.outcome.title})" for name in names.near(title) for hit in hits[name]))
            remedy = f"did you mean {' or '.join(near[:3])}?" if near else "name an outcome as network/key, by its title, or by its id"
            yield title, _unknown(title, remedy)


def _unknown(name: str, remedy: str) -> Problem:
    return Problem(path="outcome", code="UNKNOWN_OUTCOME", message=f"there is no outcome {name!r}", remedy=remedy)
