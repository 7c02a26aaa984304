"""The message matrix of a network, campaign themes and unanticipated needs, as GraphQL types: what marketing starts from."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import strawberry

from valuenet.api import people
from valuenet.api.context import Info
from valuenet.api.describing import argument, field, output, said
from valuenet.api.mentions import AccountName, MessageName, account_name, account_names, message_name
from valuenet.api.messages import NetworkName
from valuenet.api.network import Network
from valuenet.api.nodes import Outcome
from valuenet.api.paging import After, First, PageInfo, fewest_last, part
from valuenet.api.people import Persona
from valuenet.api.rates import Rate, StatedMoney, rate, stated_money
from valuenet.messages import matrix as model
from valuenet.messages import needs as needs_
from valuenet.messages.matrix import Coverage
from valuenet.model.vocabulary import Importance
from valuenet.service.caller import Caller
from valuenet.service.knowledge import Knowledge, Themes, campaign_themes, knowledge
from valuenet.service.library import Library
from valuenet.service.reading import Reading


@output
class MatrixCell:
    """One outcome and one persona: whatever is written or known."""

    persona: Persona = said("The persona.")
    coverage: Coverage = said("How far the message has come.")
    importance: Importance | None = said("How much the persona desires it; null where the outcome is not tagged with them.")
    messages: list[MessageName] = said("What is written and not retired, in the order of its making.")
    rate: Rate | None = said("How often it is confirmed; null where it was never tested.")


@output
class MatrixRow:
    """One outcome, and what is written or known about it for each persona."""

    outcome: Outcome = said("The outcome.")
    cells: list[MatrixCell | None] = said("In the order of `personas`; null where no tag, message or test joins the two.")


@output
class CoverageCount:
    """How many cells of a matrix have come so far."""

    coverage: Coverage = said("How far.")
    count: int = said("How many cells.")


@output
class MessageMatrix:
    """The messages of a network, outcome by persona."""

    network: Network = said("The network.")
    personas: list[Persona] = said("The columns, by key.")
    rows: list[MatrixRow] = said("The outcomes, nearest to a differentiator first, then by key; at most 1000.")
    counts: list[CoverageCount] = said("How many cells have each coverage.")
    orphans: list[MessageName] = said("Messages whose outcome was removed.")


@output
class CampaignTheme:
    """An outcome that customers confirmed."""

    outcome: Outcome = said("What to speak about.")
    personas: list[Persona] = said("Who confirmed it, by key.")
    accounts: list[AccountName] = said("The accounts where somebody did, by key.")
    refuted_at: list[AccountName] = said("The accounts where somebody refuted it, by key.")


@output
class CampaignThemeConnection:
    """A page of themes: confirmed by most personas first, then at most accounts, then refuted at fewest, then by their keys."""

    nodes: list[CampaignTheme] = said("The themes.")
    page_info: PageInfo = said("How to go on.")


@output
class NamedNeed:
    """A need that nobody had anticipated."""

    text: str = said("In the words of whoever recorded it.")
    account: AccountName | None = said("Where it came up.")
    on: date = said("When.")


@output
class UnanticipatedNeed:
    """An outcome that a persona had not thought of, or where needs came up that nobody had anticipated."""

    outcome: Outcome | None = said("Which; null where the outcome was removed.")
    persona: Persona | None = said("Who.")
    asked: int = said("At how many accounts it is known whether they had thought of it.")
    accounts: int = said("At how many of these they had not.")
    share: float | None = said("The share that had not thought of it, 0 to 1; null where nobody was asked.")
    stated: StatedMoney | None = said("What those who had not thought of it say that it is worth; null where nobody did.")
    named: list[NamedNeed] = said("The needs that came up, the newest first.")


@output
class UnanticipatedNeedConnection:
    """A page of unanticipated needs, at most accounts first."""

    nodes: list[UnanticipatedNeed] = said("The needs.")
    page_info: PageInfo = said("How to go on.")


@output
class MarketingQuestions:
    """What marketing asks."""

    @field
    async def message_matrix(self, info: Info, network: NetworkName) -> MessageMatrix | None:
        """What is written and what is known for every outcome and persona; as a sheet: `/networks/{key}/messages.csv` and `.xlsx`."""
        return await info.context.ask(_matrix, network)

    @field
    async def campaign_themes(
        self,
        info: Info,
        networks: Annotated[list[strawberry.ID] | None, argument("These networks, by id or key; all in use when left out.")] = None,
        first: First = 20,
        after: After = None,
    ) -> CampaignThemeConnection | None:
        """Which outcomes most personas and accounts confirmed."""
        return await info.context.ask(_themes, networks or [], first, after)

    @field
    async def unanticipated_needs(
        self, info: Info, network: NetworkName, first: First = 20, after: After = None
    ) -> UnanticipatedNeedConnection | None:
        """What customers did not see coming: where, at how many accounts, and what they say that it is worth."""
        return await info.context.ask(_needs, network, first, after)


def _matrix(library: Library, caller: Caller, name: str) -> MessageMatrix:
    known = knowledge(library, caller, name)
    found, network = known.matrix, Network.of(known.reading)
    return MessageMatrix(
        network=network,
        personas=[people.persona(persona) for persona in found.personas],
        rows=[
            MatrixRow(outcome=Outcome.of(network, row.outcome), cells=[_cell(cell) if cell else None for cell in row.cells])
            for row in found.rows
        ],
        counts=[CoverageCount(coverage=coverage, count=count) for coverage, count in found.counts.items()],
        orphans=[message_name(message) for message in found.orphans],
    )


def _cell(value: model.Cell) -> MatrixCell:
    return MatrixCell(
        persona=people.persona(value.persona),
        coverage=value.coverage,
        importance=value.tag.importance if value.tag else None,
        messages=[message_name(message) for message in value.messages],
        rate=rate(value.standing.rate) if value.standing else None,
    )


def _themes(library: Library, caller: Caller, networks: list[strawberry.ID], first: int, after: str | None) -> CampaignThemeConnection:
    found = campaign_themes(library, caller, networks)
    nodes, info = part(found.themes, _theme_place, first, after)
    directory = library.directory(caller.workspace)
    shown = {one.network.id: Network.of(Reading(network=one.network, directory=directory)) for one in nodes}
    return CampaignThemeConnection(nodes=[_theme(shown[one.network.id], one, found) for one in nodes], page_info=info)


def _theme(network: Network, value: model.Theme, among: Themes) -> CampaignTheme:
    return CampaignTheme(
        outcome=Outcome.of(network, value.outcome),
        personas=[people.persona(persona) for persona in value.personas],
        accounts=account_names(among.accounts, value.accounts),
        refuted_at=account_names(among.accounts, value.refuted_at),
    )


def _theme_place(one: model.Theme) -> str:
    figures = (fewest_last(len(one.personas)), fewest_last(len(one.accounts)), f"{len(one.refuted_at):09}")
    return " ".join((*figures, one.network.key, one.outcome.key))


def _needs(library: Library, caller: Caller, name: str, first: int, after: str | None) -> UnanticipatedNeedConnection:
    known = knowledge(library, caller, name)
    nodes, info = part(known.needs, _need_place, first, after)
    return UnanticipatedNeedConnection(nodes=[_need(known, one) for one in nodes], page_info=info)


def _need(known: Knowledge, value: needs_.UnanticipatedNeed) -> UnanticipatedNeed:
    outcome = known.reading.network.outcome_by_id.get(value.outcome)
    persona = known.reading.directory.persona_by_id.get(value.persona)
    return UnanticipatedNeed(
        outcome=Outcome.of(Network.of(known.reading), outcome) if outcome else None,
        persona=people.persona(persona) if persona else None,
        asked=value.asked,
        accounts=value.accounts,
        share=value.share,
        stated=stated_money(value.stated),
        named=[
            NamedNeed(
                text=one.text, account=account_name(known.accounts[one.account]) if one.account in known.accounts else None, on=one.on
            )
            for one in value.named
        ],
    )


def _need_place(one: needs_.UnanticipatedNeed) -> str:
    return f"{fewest_last(one.accounts)} {fewest_last(len(one.named))} {one.outcome} {one.persona}"
