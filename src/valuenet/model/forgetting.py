"""Forgetting a person at a customer: their name and their words go from a thing, and everything that is counted stays.

What they said is known where they are named: in tests, in calls, behind claims. There every word of theirs goes. Elsewhere, in
whatever text, their name goes, and every sentence of theirs that was copied there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from valuenet.model.actor import Actor
from valuenet.model.call import Call
from valuenet.model.changes import Element
from valuenet.model.claim import Claim
from valuenet.model.evidence import Evidence
from valuenet.model.ids import Key
from valuenet.model.message_test import MessageTest
from valuenet.model.opportunity import Opportunity
from valuenet.model.text import folded, normalised

E = TypeVar("E", bound=Element)

FORGOTTEN = "\N{HORIZONTAL ELLIPSIS}"
"""What stands for a word or name that was forgotten; as short as can be, so that it fits wherever they stood."""

_LEAST = 12  # letters: a shorter sentence, such as `Yes`, is anybody's, and goes only where it is known to be theirs
_JSON = {"brief", "scorecard"}  # fields that hold JSON as text
_TEXT = re.compile(r"\bstr\b")  # ids and keys have types of their own


class Forgetting:
    """Rewrites things without a person; `words` are all that they said anywhere (`words_of`)."""

    def __init__(self, name: str, words: Iterable[str]) -> None:
        self.name = name
        self.words = frozenset(words)
        parts = [name, *(word for word in self.words if len(word) >= _LEAST)]
        texts = (r"\s+".join(map(re.escape, part.split())) for part in sorted(parts, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(texts)})(?!\w)", re.IGNORECASE)

    def text(self, text: str) -> str:
        """A text without their name and sentences; the same text where there are none in it."""
        return self._pattern.sub(FORGOTTEN, text)

    def element(self, element: E) -> E:
        """A thing without them, of the same identity; the same thing where they are not in it."""
        found: Any = element
        if isinstance(found, MessageTest) and same_person(found.person, self.name):
            found = replace(found, person=FORGOTTEN, quote=_gone(found.quote), need=_gone(found.need))
        elif isinstance(found, Opportunity):
            found = self._opportunity(found)
        after: E = self._texts(found)
        return after

    def _opportunity(self, opportunity: Opportunity) -> Opportunity:
        theirs = _ids(opportunity, self.name)
        if not theirs:
            return opportunity
        people = (
            replace(person, name=FORGOTTEN, key=Key(f"forgotten-{place}")) if person.id in theirs else person
            for place, person in enumerate(opportunity.stakeholders, 1)
        )
        return replace(
            opportunity,
            stakeholders=tuple(people),
            claims=tuple(self._claim(claim, theirs) for claim in opportunity.claims),
            unmet=tuple(replace(one, said=FORGOTTEN) if one.by in theirs or one.said in self.words else one for one in opportunity.unmet),
            calls=tuple(_call(call) if call.stakeholder in theirs else call for call in opportunity.calls),
        )

    def _claim(self, claim: Claim, theirs: Collection[str]) -> Claim:
        return replace(
            claim,
            evidence=self._evidence(claim.evidence, theirs),
            moves=tuple(replace(move, evidence=self._evidence(move.evidence, theirs)) for move in claim.moves),
            overrides=tuple(replace(one, said=FORGOTTEN) if one.by in theirs else one for one in claim.overrides),
        )

    def _evidence(self, evidence: Evidence, theirs: Collection[str]) -> Evidence:
        if evidence.stated_by in theirs or evidence.quote in self.words:
            return replace(evidence, quote=_gone(evidence.quote), source=_gone(evidence.source))
        return evidence

    def _texts(self, value: Any) -> Any:
        """A value with every text in it rewritten; actors are colleagues, not customers, and stay."""
        if isinstance(value, tuple):
            items = tuple(self._texts(item) for item in value)
            return items if any(one is not other for one, other in zip(items, value, strict=True)) else value
        if not is_dataclass(value) or isinstance(value, Actor):
            return value
        changed = {}
        for field in fields(value):
            before = getattr(value, field.name)
            after = self._field(field.name, before) if _TEXT.search(str(field.type)) else self._texts(before)
            if after is not before and after != before:
                changed[field.name] = after
        return replace(value, **changed) if changed else value  # type: ignore[type-var]  # an instance, not a class

    def _field(self, name: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._field(name, item) for item in value)
        if not isinstance(value, str):
            return value
        return _json(value, self._member) if name in _JSON else self.text(value)

    def _member(self, value: Any) -> Any:
        """A value in a JSON text: what somebody is said to have said goes with their name."""
        if isinstance(value, dict):
            named = any(isinstance(value.get(name), str) and self.text(value[name]) != value[name] for name in ("person", "because"))
            hidden = {"quote", "because"} if named else set()
            return {name: _gone(one) if name in hidden and isinstance(one, str) else self._member(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self._member(one) for one in value]
        return self.text(value) if isinstance(value, str) else value


def same_person(one: str, other: str) -> bool:
    """Whether two texts name the same person: whatever their case and their blanks."""
    return bool(one) and folded(" ".join(one.split())) == folded(" ".join(normalised(other).split()))


def words_of(element: Element, name: str) -> Iterator[str]:
    """All that a person of this name is known to have said in a thing."""
    match element:
        case MessageTest() if same_person(element.person, name):
            yield from filter(None, (element.quote, element.need))
        case Opportunity():
            theirs = _ids(element, name)
            for call in element.calls:
                if call.stakeholder in theirs:
                    yield from filter(None, (*(said.quote for said in call.said), *(one.said for one in call.unmet)))
            for claim in element.claims:
                told = (claim.evidence, *(move.evidence for move in claim.moves))
                yield from (one.quote for one in told if one.stated_by in theirs and one.quote)
                yield from (one.said for one in claim.overrides if one.by in theirs)
            yield from (one.said for one in element.unmet if one.by in theirs)


def _ids(opportunity: Opportunity, name: str) -> Collection[str]:
    return {person.id for person in opportunity.stakeholders if same_person(person.name, name)}


def _call(call: Call) -> Call:
    said = tuple(replace(one, quote=_gone(one.quote)) for one in call.said)
    return replace(call, source=_gone(call.source), said=said, unmet=tuple(replace(one, said=FORGOTTEN) for one in call.unmet))


def _gone(text: str) -> str:
    return FORGOTTEN if text else ""


def _json(text: str, rewritten: Callable[[Any], Any]) -> str:
    """A JSON text with its values rewritten, in the form in which it was; the same text where nothing changes, or where it is none."""
    try:
        before = json.loads(text)
    except ValueError:
        return text
    after = rewritten(before)
    if after == before:
        return text
    spread = "\n" in text
    return json.dumps(after, ensure_ascii=False, indent=2 if spread else None, separators=None if spread else (",", ":")) + "\n" * spread
