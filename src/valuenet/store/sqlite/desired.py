"""The question across networks, answered from one index: a stream for each persona, in order, merged.

(:Outcome)-[:DESIRED_BY {listed, place}]->(:Persona)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice

from valuenet.model.ids import NetworkId, OutcomeId, PersonaId, WorkspaceId
from valuenet.model.text import folded
from valuenet.store.protocol import DesiredQuestion, DesiredRow
from valuenet.store.sqlite.connections import Connection, Statement

_STREAMS = 100
"""How many streams one statement merges: SQLite allows 500 parts of one statement."""

# Each stream stops after its own `limit` rows, so no question sorts more than that many times its streams.
_STREAM = """
SELECT place, outcome, network FROM (
    SELECT place, outcome, network FROM desired_by
    WHERE persona = (SELECT id FROM persona WHERE id = ?{persona} AND workspace = ?1) AND listed = {listed} AND place > ?2
    {filters} ORDER BY place LIMIT ?3
)
"""


def outcomes_desired(connection: Connection, workspace: WorkspaceId, question: DesiredQuestion) -> Sequence[DesiredRow]:
    """The answer, in the order of `place`; one statement for every hundred streams."""
    personas = list(dict.fromkeys(question.personas))
    wide = len(_listed(question))
    step = _STREAMS // wide
    answers = []
    for start in range(0, len(personas), step):
        statement, parameters = asked(workspace, question, personas[start : start + step])
        answers.append(connection.rows(statement, parameters))
    found: dict[tuple[str, OutcomeId, NetworkId], None] = dict.fromkeys(merge(*answers))
    return [DesiredRow(place=place, outcome=outcome, network=network) for place, outcome, network in islice(found, question.limit)]


def asked(workspace: WorkspaceId, question: DesiredQuestion, personas: Sequence[PersonaId]) -> tuple[Statement, Sequence[object]]:
    """The statement that answers a question for these personas, and its parameters."""
    parameters: list[object] = [workspace, question.after, question.limit]
    filters = "".join(f"AND {condition} " for condition in _filters(question, parameters))
    first = len(parameters) + 1
    streams = [
        _STREAM.format(persona=first + number, listed=listed, filters=filters)
        for number in range(len(personas))
        for listed in _listed(question)
    ]
    text = "UNION".join(streams) + "ORDER BY place LIMIT ?3"
    return Statement("outcomes desired", text), [*parameters, *personas]


def _listed(question: DesiredQuestion) -> tuple[int, ...]:
    """Which streams may hold an answer: the ordinary one, the one of everything else, or both."""
    if question.wanted and question.ours:
        return (1,)
    return (0,) if False in (question.wanted, question.ours) else (0, 1)


def _filters(question: DesiredQuestion, parameters: list[object]) -> Iterator[str]:
    """The conditions beside persona and place; their values are added to the parameters."""
    exact = {
        "importance": question.importance and question.importance.value,
        "kind": question.kind and question.kind.value,
        "anticipated": question.anticipated,
        "wanted": question.wanted,
        "ours": question.ours,
    }
    yield "archived = 0"
    for column, value in exact.items():
        if value is not None:
            parameters.append(value)
            yield f"{column} = ?{len(parameters)}"
    if question.text:
        parameters.append(folded(question.text))
        title = "(SELECT search FROM outcome WHERE outcome.id = desired_by.outcome)"
        yield f"instr({title}, ?{len(parameters)}) > 0"
