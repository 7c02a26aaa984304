"""What is known of a person at a customer: the forms of their name, what they said, and where it may have been copied to.

What they said is known where they are named: in tests, in calls, behind claims. A name of several words also names them inside a
longer text, such as with a title: `Ms Jade Garnet, CFO`; a name of one word only where it is the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from valuenet.model.changes import Element
from valuenet.model.evidence import OWNER_SAYS, Evidence
from valuenet.model.ids import OpportunityId, OutcomeId, PersonaId, TestId
from valuenet.model.message_test import MessageTest
from valuenet.model.opportunity import Opportunity
from valuenet.model.spelling import Search, Words, words
from valuenet.model.text import suggested_key

LEAST = 12
"""Letters of the shortest sentence that is one person's wherever it stands: a shorter one, such as `Yes`, is anybody's."""

ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)")
"""What stands for one character in a JSON text."""

_SENTENCE = re.compile(r"[.!?\N{HORIZONTAL ELLIPSIS}]+\s+|\n+")


class PersonName:
    """A name, with its family name last, or first as in `Garnet, Jade`, and as keys spell it."""

    def __init__(self, name: str) -> None:
        last, comma, first = name.partition(",")
        given = words(f"{first} {last}" if comma else name)
        forms = {given}
        if len(name.split()) > 1:
            forms.add((given[-1], *given[:-1]))
        key = words(suggested_key(" ".join(given)))
        if len(key) == len(given):  # every word of the name has letters that a key may have
            forms.add(key)
        self.forms = frozenset(forms)
        self._search = Search(forms)
        self._long = len(given) > 1

    def names(self, text: str) -> bool:
        """Whether a text that names somebody names this person."""
        if not text:
            return False
        return self._search.holds(text) if self._long else self.is_whole(text)

    def stands_in(self, stored: str) -> bool:
        """Whether the name stands anywhere in a text as it is stored."""
        return self._search.holds(ESCAPE.sub(" ", stored))

    def is_whole(self, text: str) -> bool:
        """Whether a text is this name and nothing else."""
        return words(text) in self.forms


class Traces:
    """All that was found of one person so far."""

    def __init__(self, name: str) -> None:
        self.name = PersonName(name)
        self.words: set[str] = set()
        self.tests: set[TestId] = set()
        self.heard: set[tuple[str, Words]] = set()
        self.whys: set[tuple[OutcomeId, PersonaId, Words]] = set()
        self.reasons: set[Words] = set()
        self._spoken: dict[OpportunityId, set[Words]] = {}

    def spoken(self, opportunity: OpportunityId) -> Collection[Words]:
        """Whole texts that are theirs, however short, in what was computed from an opportunity."""
        return self._spoken.get(opportunity, ())

    def sentences(self) -> set[Words]:
        """What they said, whole and sentence by sentence, where it is long enough to be theirs wherever it stands."""
        parts = (words(part) for said in self.words for part in (said, *_SENTENCE.split(said)))
        return {part for part in parts if sum(map(len, part)) >= LEAST}

    def anything(self) -> set[Words]:
        """All that they said, and all that was made of it, however short."""
        return {words(said) for said in self.words}.union(self.sentences(), self.reasons, *self._spoken.values())

    def add_all(self, elements: Iterable[Element]) -> None:
        """Look for them in things, as they are or once were."""
        for element in elements:
            self.add(element)

    def add(self, element: Element) -> None:
        """Look for them in a thing."""
        if isinstance(element, MessageTest) and self.name.names(element.person):
            self._add_test(element)
        elif isinstance(element, Opportunity) and (theirs := self.stakeholders(element)):
            self._add_opportunity(element, theirs)

    def stakeholders(self, opportunity: Opportunity) -> Collection[str]:
        """The ids of those in an opportunity who are this person."""
        return {person.id for person in opportunity.stakeholders if self.name.names(person.name)}

    def said(self, evidence: Evidence, theirs: Collection[str]) -> bool:
        """Whether a piece of evidence is theirs."""
        return evidence.stated_by in theirs or (evidence.quote != "" and evidence.quote in self.words)

    def _add_test(self, test: MessageTest) -> None:
        self.tests.add(test.id)
        self.words |= {test.quote, test.need} - {""}
        if test.quote:
            self.heard.add((str(test.on), words(test.quote)))
            self.whys.add((test.outcome, test.persona, words(test.quote)))

    def _add_opportunity(self, opportunity: Opportunity, theirs: Collection[str]) -> None:
        calls = [call for call in opportunity.calls if call.stakeholder in theirs]
        quotes = {said.quote for call in calls for said in call.said} | {one.said for call in calls for one in call.unmet}
        quotes |= {one.said for one in opportunity.unmet if one.by in theirs}
        owned = {one.said for claim in opportunity.claims for one in claim.overrides if one.by in theirs}
        self.words |= (quotes | owned) - {""}
        self.reasons |= {words(OWNER_SAYS + said) for said in owned}
        told = [one for one in _evidence(opportunity) if self.said(one, theirs)]
        self.words |= {one.quote for one in told} - {""}
        lines = [one.told for one in told] + [one.source for one in told]
        texts: Iterable[Words] = (words(text) for text in (*quotes, *owned, *lines))
        self._spoken.setdefault(opportunity.id, set()).update(filter(None, texts))


def _evidence(opportunity: Opportunity) -> Iterable[Evidence]:
    """Everything that stands, or ever stood, behind the claims of an opportunity."""
    for claim in opportunity.claims:
        yield claim.evidence
        yield from (move.evidence for move in claim.moves)
