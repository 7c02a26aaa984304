"""What sellers ask before a meeting: which outcomes do these personas desire, in one network or anywhere in the workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from valuenet.analysis.desires import Wish, outcomes_desired_by
from valuenet.errors import InvalidQuestion, NotFound, NotYet, Problem
from valuenet.model.access import Action
from valuenet.model.directory import Alternative, Directory, Persona, unknown
from valuenet.model.network import Differentiator, Outcome
from valuenet.model.text import SHORT, folded, problem
from valuenet.model.vocabulary import Importance, Level, OutcomeKind
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.networks import network_called
from valuenet.service.reading import Reading
from valuenet.service.rights import needs
from valuenet.store.projection import UNREACHED, place
from valuenet.store.protocol import DesiredQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomesQuestion:
    """Which outcomes? Personas by key: those desired by any of them; none named: by anyone. `levels` narrows the personas.

    `wanted` and `ours` are true unless asked otherwise: unwanted outcomes and what alternatives bring about are left out.
    `network` (id or key) narrows it to one network, and there `reached_from` to what follows from one differentiator;
    `least` is the revision of that network that the answer has to be of, or of a later one.
    """

    personas: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    importance: Importance | None = None
    kind: OutcomeKind | None = None
    anticipated: bool | None = None
    wanted: bool | None = True
    ours: bool | None = True
    text: str = ""
    network: str | None = None
    reached_from: str | None = None
    least: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One outcome that answers a question, in the network that it belongs to; `place` is where the next page goes on."""

    reading: Reading
    outcome: Outcome
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HitPage:
    """A page of hits, and whether anything comes after it."""

    hits: tuple[Hit, ...]
    more: bool


@needs(Action.READ)
def network_read(library: Library, caller: Caller, name: str, least: int | None = None) -> Reading:
    """The network with this id or key, or `NotFound`; `NotYet` where it is not there at the `least` revision that will do."""
    try:
        reading = library.reading(caller.workspace, network_called(library, caller, name))
    except NotFound:
        if least:
            raise NotYet(name, least, 0) from None
        raise
    if least is not None and reading.network.revision < least:
        raise NotYet(reading.network.key, least, reading.network.revision)
    return reading


@needs(Action.READ)
def outcomes_desired(library: Library, caller: Caller, question: OutcomesQuestion, *, after: str = "", first: int = 20) -> HitPage:
    """(:Outcome)-[:DESIRED_BY]->(persona), nearest to a differentiator first, then by key; a fixed number of store calls."""
    if wrong := problem("text", question.text, SHORT):
        raise InvalidQuestion([wrong])
    if question.network is not None:
        return _in_network(library, caller, question, after, first)
    if question.least is not None:
        message = "is about one network, and no network is named"
        raise InvalidQuestion([Problem(path="minRevision", code="NO_NETWORK", message=message, remedy="name the network too")])
    if question.reached_from is not None:
        message = f"{question.reached_from!r} is a differentiator of one network, and no network is named"
        raise InvalidQuestion([Problem(path="reachedFrom", code="NO_NETWORK", message=message, remedy="name the network too")])
    return _anywhere(library, caller, question, after, first)


def _anywhere(library: Library, caller: Caller, question: OutcomesQuestion, after: str, first: int) -> HitPage:
    """The page from the store's index, however many networks it comes from."""
    directory = library.directory(caller.workspace)
    asked = DesiredQuestion(
        personas=tuple(persona.id for persona in personas_meant(directory, question)),
        importance=question.importance,
        kind=question.kind,
        anticipated=question.anticipated,
        wanted=question.wanted,
        ours=question.ours,
        text=folded(question.text),
        after=after,
        limit=first + 1,
    )
    rows = library.store.outcomes_desired(caller.workspace, asked) if asked.personas else ()
    readings = library.readings(caller.workspace, (row.network for row in rows[:first]))
    hits = (
        Hit(reading=reading, outcome=outcome, place=row.place)
        for row in rows[:first]
        if (reading := readings.get(row.network)) and (outcome := reading.network.outcome_by_id.get(row.outcome))
    )
    return HitPage(hits=tuple(hits), more=len(rows) > first)


def _in_network(library: Library, caller: Caller, question: OutcomesQuestion, after: str, first: int) -> HitPage:
    """The page from one network, which is asked whatever it describes and archived or not: its name was given."""
    reading = network_read(library, caller, question.network or "", question.least)
    personas = personas_meant(reading.directory, question)
    wish = Wish(
        personas=tuple(persona.id for persona in personas),
        importance=question.importance,
        kind=question.kind,
        anticipated=question.anticipated,
        wanted=question.wanted,
        text=question.text,
        reached_from=differentiator_called(reading, question.reached_from).id if question.reached_from else None,
    )
    found = outcomes_desired_by(reading.network, reading.directory, wish) if personas else ()
    places = ((hit, place(UNREACHED if hit.distance is None else hit.distance, hit.outcome)) for hit in found)
    hits = [Hit(reading=reading, outcome=hit.outcome, place=where) for hit, where in places if where > after]
    return HitPage(hits=tuple(hits[:first]), more=len(hits) > first)


def personas_meant(directory: Directory, question: OutcomesQuestion) -> Sequence[Persona]:
    """The personas that a question is about, by key; `InvalidQuestion` names every key that there is not."""
    chosen = personas_called(directory, question.personas) if question.personas else directory.personas
    return [persona for persona in chosen if not question.levels or persona.level in question.levels]


def personas_called(directory: Directory, keys: Sequence[str]) -> Sequence[Persona]:
    """The personas with these keys, each once, in the order given; `InvalidQuestion` names every key that there is not."""
    known = directory.persona_by_key
    problems = [unknown(f"personas[{place}]", "persona", key, known) for place, key in enumerate(keys) if key not in known]
    if problems:
        raise InvalidQuestion(problems)
    return [known[key] for key in dict.fromkeys(keys)]


def alternative_called(directory: Directory, key: str) -> Alternative:
    """The alternative with this key, or `InvalidQuestion`."""
    if key not in directory.alternative_by_key:
        raise InvalidQuestion([unknown("against", "alternative", key, directory.alternative_by_key)])
    return directory.alternative_by_key[key]


def differentiator_called(reading: Reading, key: str) -> Differentiator:
    """The differentiator with this key in a network, or `InvalidQuestion`."""
    found = reading.network.node_by_key.get(key)
    if isinstance(found, Differentiator):
        return found
    known = [node.key for node in reading.network.differentiators]
    raise InvalidQuestion([unknown("reachedFrom", "differentiator", key, known)])


@needs(Action.READ)
def homes(library: Library, caller: Caller, nodes: Sequence[str]) -> Mapping[str, Reading]:
    """The networks in which differentiators, outcomes and regions live, by their ids; unknown ones are left out."""
    found = library.store.homes(caller.workspace, [node for node in nodes if problem("id", node, SHORT) is None])
    readings = library.readings(caller.workspace, found.values())
    return {node: readings[network] for node, network in found.items() if network in readings}


@needs(Action.READ)
def outcome_called(library: Library, caller: Caller, name: str) -> Hit:
    """The outcome with this id, or with this `network/outcome` pair of keys."""
    network_key, separator, key = name.partition("/")
    if not separator:
        reading = homes(library, caller, [name]).get(name)
        outcome = next((outcome for outcome in reading.network.outcomes if outcome.id == name), None) if reading else None
        if reading is None or outcome is None:
            raise NotFound("outcome", name, "name it as network/outcome, such as value-focused-culture/credibility")
        return Hit(reading=reading, outcome=outcome, place="")
    reading = library.reading(caller.workspace, network_called(library, caller, network_key))
    node = reading.network.node_by_key.get(key)
    if not isinstance(node, Outcome):
        raise InvalidQuestion([unknown("outcome", "outcome", key, [outcome.key for outcome in reading.network.outcomes])])
    return Hit(reading=reading, outcome=node, place="")
