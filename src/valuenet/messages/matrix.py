"""The message matrix, outcome by persona with how far each message has come, and the themes of campaigns.

(:Message)-[:ABOUT]->(outcome:Outcome)-[:DESIRED_BY]->(persona:Persona)<-[:WITH]-(:Test)-[:ABOUT]->(outcome)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from valuenet.analysis.reach import distances
from valuenet.messages.drafts import is_put_to_people
from valuenet.messages.evidence import Evidence, Hypothesis, Standing, Unit, grouped
from valuenet.messages.footing import tag_of
from valuenet.model.directory import Directory, Persona
from valuenet.model.ids import AccountId, OutcomeId
from valuenet.model.message import Message
from valuenet.model.network import DesiredBy, Network, Outcome
from valuenet.model.vocabulary import MessageState, TestResult
from valuenet.value.rates import RateLabel


class Coverage(StrEnum):
    """How far the message about one outcome to one persona has come."""

    NO_MESSAGE = "no message"
    DRAFT = "draft"
    APPROVED = "approved"
    TESTED = "tested"
    PROVEN = "proven"
    REFUTED = "refuted"


_LABELLED = {RateLabel.PROVEN: Coverage.PROVEN, RateLabel.REFUTED: Coverage.REFUTED}
"""What a rate says about coverage; whatever else it says, there were tests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One outcome and one persona: the tag, the messages that are not retired, what tests say, and how far that is altogether.

    What tests say goes before what was written: a hypothesis may be tested without any message.
    """

    persona: Persona
    coverage: Coverage
    tag: DesiredBy | None
    messages: tuple[Message, ...]
    standing: Standing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One outcome, and its cell for each persona of the matrix; nothing where neither a tag, a message nor a test joins the two."""

    outcome: Outcome
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The messages of one network. Rows are nearest to a differentiator first, then by key; personas by key; messages by id.

    `counts` says how many cells have each coverage, `orphans` are messages whose outcome is no longer in the network.
    """

    personas: tuple[Persona, ...]
    rows: tuple[MatrixRow, ...]
    counts: Mapping[Coverage, int]
    orphans: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """An outcome that customers confirmed: the personas and the accounts that did, and the accounts where somebody refuted it."""

    network: Network
    outcome: Outcome
    personas: tuple[Persona, ...]
    accounts: tuple[AccountId, ...]
    refuted_at: tuple[AccountId, ...]


def matrix(network: Network, directory: Directory, messages: Iterable[Message], evidence: Evidence) -> Matrix:
    """What exists for every outcome and persona: whoever is tagged, has a message, or was asked.

    Side effects of our offer, and archived personas, are there only where a message or a test is about them.
    """
    in_order = sorted((message for message in messages if message.network == network.id), key=lambda message: message.id)
    used = grouped(((message.outcome, message.persona), message) for message in in_order if message.state is not MessageState.RETIRED)
    pairs = [*_tagged(network, directory), *used, *evidence.standings]
    here = {pair for pair in pairs if pair[0] in network.outcome_by_id and pair[1] in directory.persona_by_id}
    cells = {pair: _cell(network, directory.persona_by_id[pair[1]], pair[0], used.get(pair, ()), evidence) for pair in here}
    outcomes, people = {outcome for outcome, _ in here}, {persona for _, persona in here}
    personas = tuple(persona for persona in directory.personas if persona.id in people)
    found = [cell.coverage for cell in cells.values()]
    return Matrix(
        personas=personas,
        rows=tuple(
            MatrixRow(outcome=outcome, cells=tuple(cells.get((outcome.id, persona.id)) for persona in personas))
            for outcome in _in_order(network, outcomes)
        ),
        counts={coverage: found.count(coverage) for coverage in Coverage},
        orphans=tuple(message for message in in_order if message.outcome not in network.outcome_by_id),
    )


def themes(networks: Sequence[Network], directory: Directory, evidence: Evidence) -> tuple[Theme, ...]:
    """The wanted outcomes that were confirmed: by most personas first, then at most accounts, then refuted at fewest, then by their keys.

    An account confirms an outcome when one of its people does, at the last result of each.
    """
    units = grouped((unit.last.outcome, unit) for unit in evidence.units)
    found = [
        _theme(network, outcome, directory, units[outcome.id])
        for network in networks
        for outcome in network.outcomes
        if outcome.wanted and any(unit.result is TestResult.VALIDATED for unit in units.get(outcome.id, ()))
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (-len(one.personas), -len(one.accounts), len(one.refuted_at), one.network.key, one.outcome.key),
        )
    )


def _theme(network: Network, outcome: Outcome, directory: Directory, units: Sequence[Unit]) -> Theme:
    confirmed = [unit for unit in units if unit.result is TestResult.VALIDATED]
    people = {unit.last.persona for unit in confirmed}
    return Theme(
        network=network,
        outcome=outcome,
        personas=tuple(persona for persona in directory.personas if persona.id in people),
        accounts=tuple(sorted({unit.account for unit in confirmed})),
        refuted_at=tuple(sorted({unit.account for unit in units if unit.result is TestResult.REFUTED})),
    )


def _tagged(network: Network, directory: Directory) -> Iterator[Hypothesis]:
    """The pairs that a message can be asked of: (outcome)-[:DESIRED_BY]->(persona)."""
    for tag in network.tags:
        persona = directory.persona_by_id.get(tag.persona)
        if persona is not None and not persona.archived and is_put_to_people(network, network.outcome_by_id[tag.outcome]):
            yield tag.outcome, tag.persona


def _cell(network: Network, persona: Persona, outcome: OutcomeId, messages: tuple[Message, ...], evidence: Evidence) -> Cell:
    standing = evidence.standings.get((outcome, persona.id))
    return Cell(
        persona=persona,
        coverage=_coverage(messages, standing),
        tag=tag_of(network, outcome, persona.id),
        messages=messages,
        standing=standing,
    )


def _coverage(messages: Sequence[Message], standing: Standing | None) -> Coverage:
    if standing is not None:
        return _LABELLED.get(standing.rate.label, Coverage.TESTED)
    if any(message.state is MessageState.APPROVED for message in messages):
        return Coverage.APPROVED
    return Coverage.DRAFT if messages else Coverage.NO_MESSAGE


def _in_order(network: Network, outcomes: set[OutcomeId]) -> Sequence[Outcome]:
    distance_of = distances(network)
    found = [outcome for outcome in network.outcomes if outcome.id in outcomes]
    return sorted(found, key=lambda outcome: (distance_of.get(outcome.id, float("inf")), outcome.key))
