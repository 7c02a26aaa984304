"""Opportunities: found by key, listed by whose they are, each with its network, its account, and what does not fit any more.

(:Network)<-[:RESTS_ON]-(:Opportunity)-[:AT]->(:Account)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from valuenet.errors import NotFound, Problem
from valuenet.model.access import Action
from valuenet.model.account import Account
from valuenet.model.opportunity import Opportunity
from valuenet.model.record import Kept
from valuenet.model.text import KEY, folded, problem
from valuenet.model.value_settings import ValueSettings
from valuenet.model.vocabulary import ElementKind
from valuenet.service.caller import Caller
from valuenet.service.discretion import seen
from valuenet.service.filters import Filter, record_question
from valuenet.service.library import Library
from valuenet.service.reading import Reading
from valuenet.service.records import kept_by_id, page_of, place_of, records_of
from valuenet.service.rights import needs
from valuenet.service.value_settings import value_settings
from valuenet.value.fit import misfits


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityQuestion:
    """Which opportunities? What is not given does not narrow it: account and network by id or key, people and region as they are written.

    `open`: only those that are not closed, or only those that are; `won`: only won, or only lost ones.
    """

    network: str | None = None
    account: str | None = None
    persona: str | None = None
    owner: str | None = None
    manager: str | None = None
    region: str | None = None
    open: bool | None = None
    won: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityView:
    """An opportunity with what it speaks of; `reading` is nothing where its network is gone.

    `misfits`: what does not fit its network, the people or the currency of the workspace (any more): it is kept, and flagged.
    """

    kept: Kept[Opportunity]
    reading: Reading | None
    account: Kept[Account] | None
    settings: ValueSettings
    misfits: tuple[Problem, ...]

    @property
    def opportunity(self) -> Opportunity:
        return self.kept.record

    @property
    def place(self) -> str:
        """Where the page after this opportunity goes on."""
        return place_of(self.kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityPage:
    """A page of opportunities by key, and whether anything comes after it."""

    opportunities: tuple[OpportunityView, ...]
    more: bool


@needs(Action.READ)
def opportunity_called(library: Library, caller: Caller, name: str) -> OpportunityView:
    """The opportunity with this id or key, or `NotFound`."""
    return opportunity_view(library, caller, opportunity_kept(library, caller, name))


def opportunity_kept(library: Library, caller: Caller, name: str) -> Kept[Opportunity]:
    """The record of the opportunity with this id or key, or `NotFound`."""
    found = opportunity_if_any(library, caller, name)
    if found is None:
        raise NotFound("opportunity", name, "list the opportunities to see what there is")
    return found


def opportunity_if_any(library: Library, caller: Caller, name: str) -> Kept[Opportunity] | None:
    """The record of the opportunity with this id or key, if there is one."""
    ids = [name]
    if not name.startswith("opp_"):  # no key has an underscore
        known = problem("opportunity", name, KEY) is None
        ids = list(library.store.record_ids(caller.workspace, ElementKind.OPPORTUNITY, [name]).values()) if known else []
    return next(iter(kept_by_id(library, caller, ids, Opportunity).values()), None)


@needs(Action.READ)
def opportunity_page(
    library: Library, caller: Caller, question: OpportunityQuestion | None = None, *, after: str = "", first: int = 20
) -> OpportunityPage:
    """The opportunities that answer a question, by key."""
    asked = question or OpportunityQuestion()
    about = Filter(network=asked.network, account=asked.account, persona=asked.persona)
    wanted = record_question(library, caller, ElementKind.OPPORTUNITY, about, after=after)
    page = page_of(library, caller, Opportunity, wanted, first=first, passes=_passes(asked))
    return OpportunityPage(opportunities=tuple(opportunity_views(library, caller, page.kept)), more=page.more)


@needs(Action.READ)
def opportunities(library: Library, caller: Caller, question: OpportunityQuestion | None = None) -> Sequence[Kept[Opportunity]]:
    """All opportunities that answer a question, by key, in a fixed number of store calls."""
    asked = question or OpportunityQuestion()
    about = Filter(network=asked.network, account=asked.account, persona=asked.persona)
    passes = _passes(asked)
    found = records_of(library, caller, Opportunity, record_question(library, caller, ElementKind.OPPORTUNITY, about))
    return [one for one in found if passes is None or passes(one.record)]


def opportunity_view(library: Library, caller: Caller, kept: Kept[Opportunity]) -> OpportunityView:
    """One opportunity with what it speaks of."""
    return opportunity_views(library, caller, [kept])[0]


@needs(Action.READ)
def opportunity_views(library: Library, caller: Caller, kept: Sequence[Kept[Opportunity]]) -> Sequence[OpportunityView]:
    """Opportunities with what they speak of, in their order, in a fixed number of store calls."""
    if not kept:
        return ()
    readings = library.readings(caller.workspace, [one.record.network for one in kept])
    accounts = kept_by_id(library, caller, [one.record.account for one in kept], Account)
    settings = value_settings(library, caller)
    pairs = [(one, readings.get(one.record.network)) for one in kept]
    shown = [(seen(caller, one, readings), reading) for one, reading in pairs]
    return [
        OpportunityView(
            kept=one,
            reading=reading,
            account=accounts.get(one.record.account),
            settings=settings,
            misfits=unfit(one.record, reading, settings),
        )
        for one, reading in shown
    ]


def unfit(opportunity: Opportunity, reading: Reading | None, settings: ValueSettings) -> tuple[Problem, ...]:
    """What of an opportunity does not fit; all of it where its network is gone."""
    if reading is None:
        said = "is gone: the claims have no map to stand on"
        return (Problem(path="network", code="NETWORK_GONE", message=said, remedy="close it, or open another on a network that is there"),)
    return misfits(opportunity, reading.network, reading.directory, settings)


def _passes(asked: OpportunityQuestion) -> Callable[[Opportunity], bool] | None:
    """What the store is not asked: whose it is, and how it stands."""
    wanted = {name: folded(said) for name in ("owner", "manager", "region") if (said := getattr(asked, name)) is not None}
    if not wanted and asked.open is None and asked.won is None:
        return None

    def passes(opportunity: Opportunity) -> bool:
        named = all(folded(getattr(opportunity, name)) == said for name, said in wanted.items())
        stands = asked.open in (None, opportunity.closed is None) and asked.won in (None, opportunity.won)
        return named and stands

    return passes
