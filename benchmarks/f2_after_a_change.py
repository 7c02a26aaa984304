"""F2: the first persona query after a change takes at most three times the same query over plain Python objects and a bare read.

The change is made, and not measured; then the query is. The baseline answers from the same new network as a program would
that has nothing but its objects in lists, after one bare read of the workspace's revision.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator

from strawberry.types import ExecutionResult

from benchmarks.figures import Figure, Ratio, Round, side_by_side, taken
from benchmarks.ground import Ground
from benchmarks.workspace import Size, Workspace
from valuenet.api.context import Context
from valuenet.api.listening import Watchtower
from valuenet.api.schema import schema
from valuenet.model.directory import Directory
from valuenet.model.edits import Update
from valuenet.model.ids import NetworkId, WorkspaceId
from valuenet.model.network import Network, Outcome
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, network_edit
from valuenet.service.questions import OutcomesQuestion, outcomes_desired
from valuenet.service.reading import Reading
from valuenet.settings import RendererSettings
from valuenet.wiring import build_gallery

BOUND = 3
PAGE = 20
PERSONAS = ("persona-00", "persona-01")

_DOCUMENT = """
query Meeting($network: ID!, $personas: [String!]!) {
  outcomes(network: $network, desiredBy: {anyOf: $personas}, first: 20) {
    nodes { title kind why { sentence } desiredBy(personas: $personas) { persona { name } importance why } }
    pageInfo { endCursor hasNextPage }
  }
}
"""


def figures(ground: Ground, size: Size, rounds: int) -> Iterator[Figure]:
    """The use case, and the same question through GraphQL with the reasons that a seller asks for."""
    workspace = Workspace(size)
    directory = ground.introduce(workspace)
    network = workspace.network("network")
    ground.fill([network], directory)
    asking = _Asking(ground, directory, network)
    plainly, in_memory = "plain Python and a bare read", "GraphQL over objects in memory and a bare read"
    yield asking.figure("the first persona query after a change", plainly, (asking.ask, asking.ask_plainly), rounds)
    yield asking.figure("the same through GraphQL, with reasons", in_memory, (asking.ask_graphql, asking.ask_graphql_plainly), rounds)


class _Asking:
    """A network that is changed before each query."""

    def __init__(self, ground: Ground, directory: Directory, network: Network) -> None:
        self._ground = ground
        self._directory = directory
        self._network = network
        self._edits = 0

    def figure(self, what: str, baseline: str, asks: tuple[Callable[[], object], Callable[[], object]], rounds: int) -> Ratio:
        if asks[0]() != asks[1]():
            raise AssertionError(f"{what}: the two answers differ")
        seconds, bare = side_by_side(rounds, self._after_a_change(asks[0]), self._after_a_change(asks[1]))
        return Ratio(
            promise="F2",
            store=self._ground.name,
            what=what,
            baseline=baseline,
            seconds=seconds,
            baseline_seconds=bare,
            bound=BOUND,
        )

    def ask(self) -> object:
        question = OutcomesQuestion(personas=PERSONAS, network=self._network.id)
        return [hit.outcome for hit in outcomes_desired(self._ground.library, LOCAL_CALLER, question, first=PAGE).hits]

    def ask_plainly(self) -> object:
        self._ground.bare.revision()
        return _plain_answer(self._network, self._directory)[:PAGE]

    def ask_graphql(self) -> object:
        return _executed(self._ground.library, self._network)

    def ask_graphql_plainly(self) -> object:
        self._ground.bare.revision()
        return _executed(_Plain(self._ground, self._network, self._directory), self._network)

    def _after_a_change(self, ask: Callable[[], object]) -> Round:
        def measured(_: int) -> float:
            self._change()
            return taken(ask)

        return measured

    def _change(self) -> None:
        self._edits += 1
        edit = Update(key="outcome-0003", fields={"title": f"Closed in {self._edits} days"})
        batch = EditBatch(network=self._network.id, expected=self._network.revision, edits=(edit,))
        self._network = network_edit(self._ground.library, LOCAL_CALLER, batch).reading.network


class _Plain(Library):
    """A library that holds one network and asks nobody."""

    def __init__(self, ground: Ground, network: Network, directory: Directory) -> None:
        super().__init__(ground.store)
        self._only = Reading(network=network, directory=directory)

    def reading(self, workspace: WorkspaceId, network: NetworkId) -> Reading:
        assert (workspace, network) == (self._only.network.workspace, self._only.network.id), "it is asked for what it holds"
        return self._only


def _executed(library: Library, network: Network) -> object:
    gallery, watchtower = build_gallery(RendererSettings()), Watchtower(library)
    context = Context(library=library, caller=LOCAL_CALLER, gallery=gallery, watchtower=watchtower)
    variables = {"network": network.id, "personas": list(PERSONAS)}
    answer = asyncio.run(schema.execute(_DOCUMENT, variable_values=variables, context_value=context))
    if not isinstance(answer, ExecutionResult) or answer.errors:
        raise AssertionError(f"GraphQL answered {answer}")
    return answer.data


def _plain_answer(network: Network, directory: Directory) -> list[Outcome]:
    """What the personas desire, nearest to a differentiator first."""
    chosen = {persona.id for persona in directory.personas if persona.key in PERSONAS}
    effects: dict[str, list[str]] = {}
    for arrow in network.arrows:
        effects.setdefault(arrow.cause, []).append(arrow.effect)
    distance: dict[str, int] = {node.id: 0 for node in network.differentiators}
    queue = deque(distance)
    while queue:
        node = queue.popleft()
        for effect in effects.get(node, ()):
            if effect not in distance:
                distance[effect] = distance[node] + 1
                queue.append(effect)
    desired = {tag.outcome for tag in network.tags if tag.persona in chosen}
    found = [outcome for outcome in network.outcomes if outcome.wanted and outcome.id in desired]
    return sorted(found, key=lambda outcome: (distance.get(outcome.id, 99_999), outcome.key, outcome.id))
