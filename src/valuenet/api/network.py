"""One value network as a GraphQL type: a synchronous view over one reading; only history and earlier revisions go back to the store."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

import strawberry

from valuenet.analysis.desires import executive_worthy, targeting
from valuenet.analysis.levers import Levers, levers
from valuenet.analysis.loops import loop_groups, loops
from valuenet.analysis.positioning import positioning
from valuenet.api import answers, history, people, remarks
from valuenet.api.answers import Dependence, ExecutiveOutcome, Finding, Lever, Loop, LoopGroup, OutcomePosition, Targeting
from valuenet.api.context import Info
from valuenet.api.describing import argument, field, output, said
from valuenet.api.diagrams import Diagram, DiagramView
from valuenet.api.history import ChangeConnection
from valuenet.api.imports import NetworkComparison, comparison
from valuenet.api.inputs import ArrowEnds
from valuenet.api.nodes import Differentiator, LeadsTo, Outcome, Region, arrows
from valuenet.api.paging import After, First, size
from valuenet.api.people import Alternative, Node, Persona
from valuenet.api.remarks import RemarkConnection
from valuenet.model.network import Network as NetworkValue
from valuenet.model.vocabulary import Severity
from valuenet.service import diagrams
from valuenet.service import history as log
from valuenet.service import remarks as talk
from valuenet.service.cursors import place
from valuenet.service.questions import alternative_called, personas_called
from valuenet.service.reading import Reading
from valuenet.service.remarks import RemarkQuestion


@output
class Network(Node):
    """A value network at one revision: what is different about an offer, which outcomes follow, and who desires them."""

    key: str = said("The name in files; unique in the workspace.")
    name: str = said("For people.")
    revision: int = said("Rises by one with every accepted change.")
    changed_at: str = said("When this revision was made, in UTC, ISO 8601.")
    reading: strawberry.Private[Reading]

    @classmethod
    def of(cls, reading: Reading) -> Network:
        value = reading.network
        return cls(
            id=strawberry.ID(value.id),
            key=value.key,
            name=value.name,
            revision=value.revision,
            changed_at=value.changed_at,
            reading=reading,
        )

    @property
    def value(self) -> NetworkValue:
        return self.reading.network

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The keys of everything that fields refer to by id."""
        named: dict[str, str] = {node.id: node.key for node in self.value.nodes}
        return named | {rival.id: rival.key for rival in self.reading.directory.alternatives}

    @field
    def offering(self) -> str | None:
        """What is offered."""
        return self.value.root.offering or None

    @field
    def alternative(self) -> Alternative | None:
        """The alternative whose outcomes this network shows; null when it shows those of our offer."""
        rival = self.value.root.alternative
        return people.alternative(self.reading.directory.alternative_by_id[rival]) if rival else None

    @field
    def archived(self) -> bool:
        """Whether it is left out of lists and questions."""
        return self.value.root.archived

    @field
    def differentiators(self) -> list[Differentiator]:
        """What is different, by key; at most 50."""
        return [Differentiator.of(self, value) for value in self.value.differentiators]

    @field
    def outcomes(self) -> list[Outcome]:
        """All outcomes by key; at most 1000."""
        return [Outcome.of(self, value) for value in self.value.outcomes]

    @field
    def arrows(self) -> list[LeadsTo]:
        """All arrows, by key of cause and effect; at most 5000."""
        return arrows(self, self.value.arrows)

    @field
    def regions(self) -> list[Region]:
        """Named parts, by key; at most 50."""
        return [Region.of(self, value) for value in self.value.regions]

    @field
    def personas(self) -> list[Persona]:
        """The personas that desire, or suffer from, anything here, by key."""
        tagged = {tag.persona for tag in self.value.tags}
        return [people.persona(value) for value in self.reading.directory.personas if value.id in tagged]

    @field
    def targeting(self, personas: Annotated[list[str], argument("Keys of personas, in the order in which to show them.")]) -> Targeting:
        """What these personas share, what only one of them wants, and what deserves an executive."""
        chosen = [persona.id for persona in personas_called(self.reading.directory, personas)]
        return answers.targeting(self, targeting(self.value, self.reading.directory, chosen))

    @field
    def executive_worthy(self) -> list[ExecutiveOutcome]:
        """Which outcomes deserve an executive conversation, with whom: primary first, then the farthest consequences."""
        return [answers.executive_outcome(self, one) for one in executive_worthy(self.value, self.reading.directory)]

    @field
    def positioning(self, against: Annotated[str, argument("The key of the alternative.")]) -> list[OutcomePosition]:
        """Why us and not them: where we stand with each outcome, best position first, and through what."""
        rival = alternative_called(self.reading.directory, against)
        return [answers.outcome_position(self, one) for one in positioning(self.value, rival.id)]

    @field
    def loops(self, first: First = 20) -> list[Loop]:
        """Outcomes that reinforce each other, the shortest loops first; `loopGroups` says where that is not all of them."""
        return [answers.loop(self, found) for found in loops(self.value, limit=size(first))[:first]]

    @field
    def loop_groups(self, first: First = 20) -> list[LoopGroup]:
        """The groups of outcomes that lead to each other, each with its shortest loops, at most `first` of each, and what ends them."""
        return [answers.loop_group(self, group) for group in loop_groups(self.value, limit=size(first))]

    @field
    def levers(self, persona: Annotated[str, argument("The key of the persona.")]) -> list[Dependence]:
        """What must be true, and be confirmed, for a persona to care: per outcome, what every chain to it passes."""
        return [answers.dependence(self, one) for one in self._levers(persona).outcomes]

    @field
    def ranked_levers(self, persona: Annotated[str, argument("The key of the persona.")]) -> list[Lever]:
        """The outcomes without which a persona loses most, most first."""
        return [answers.lever(self, one) for one in self._levers(persona).ranked]

    @field
    def findings(self, severity: Annotated[list[Severity] | None, argument("Only these; all when left out.")] = None) -> list[Finding]:
        """What is unfinished or cannot be meant, what matters most first."""
        return [answers.finding(found) for found in self.reading.findings if severity is None or found.severity in severity]

    @field
    async def diagram(
        self, info: Info, view: Annotated[DiagramView | None, argument("What of it; the whole when left out.")] = None
    ) -> Diagram | None:
        """The network as a picture."""
        context, asked = info.context, (view or DiagramView()).value()
        wanted = await context.ask(diagrams.diagram_of, self.reading, asked)
        return Diagram.of(wanted, await context.draw(context.gallery.drawing, wanted))

    @field
    async def changes(
        self,
        info: Info,
        last: Annotated[int, argument("How many at most, 1 to 100.")] = 20,
        before: Annotated[str | None, argument("The `endCursor` of the page before, for older changes.")] = None,
        about: Annotated[
            str | None, argument("Only what happened to the node or persona with this key, and to its arrows and tags.")
        ] = None,
    ) -> ChangeConnection:
        """What happened to it, newest first; of one node through all its keys."""
        below = history.before(place(before))
        thread = log.Thread(self.value, about) if about is not None else None
        found = await info.context.ask(log.changes, self.value.id, before=below, limit=size(last, "last") + 1, about=thread)
        return history.page(found, last, self.names)

    @field
    async def at(self, info: Info, revision: Annotated[int, argument("From 1 to the present revision.")]) -> Network | None:
        """The network as it was at an earlier revision, with the personas as they are now; null where there was none."""
        return Network.of(await info.context.ask(log.at_revision, self.value.id, revision))

    @field
    async def compare(
        self,
        info: Info,
        from_: Annotated[int, strawberry.argument(name="from", description="A revision, from 1 on.")],
        to: Annotated[int | None, argument("Another one; the one that is shown when left out.")] = None,
    ) -> NetworkComparison | None:
        """What leads from one revision to another, earlier or later; null where there is none of that number."""
        other = self.revision if to is None else to
        return comparison(await info.context.ask(log.compared, self.value.id, from_, other))

    @field
    async def comments(
        self,
        info: Info,
        node: Annotated[str | None, argument("Only on the node with this key.")] = None,
        arrow: Annotated[ArrowEnds | None, argument("Only on this arrow.")] = None,
        open: Annotated[bool | None, argument("Only those that are not settled, or with false only those that are.")] = None,
        first: First = 20,
        after: After = None,
    ) -> RemarkConnection:
        """What people say about its nodes and arrows, the oldest first; also about what is gone."""
        asked = RemarkQuestion(spot=remarks.spot(node, arrow), open=open)
        page = await info.context.ask(talk.remarks, self.reading, asked, after=place(after), first=size(first))
        return remarks.connection(page, self.reading)

    @field
    async def open_comments(self, info: Info) -> int:
        """How many comments are not settled."""
        return await info.context.ask(talk.open_remarks, self.reading)

    def _levers(self, persona: str) -> Levers:
        (chosen,) = personas_called(self.reading.directory, [persona])
        return levers(self.value, chosen.id)
