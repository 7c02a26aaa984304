"""Forgetting a person at a customer: their name and their words go from a thing, and everything that is counted stays.

Where what they said is known to be theirs, every word of it goes. Elsewhere, in whatever text or key, their name goes, and every
sentence of theirs that was copied there. Names of colleagues, who recorded it, stay.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from string import ascii_lowercase
from typing import Any, TypeVar

from valuenet.model.actor import Actor
from valuenet.model.call import Call
from valuenet.model.changes import Element
from valuenet.model.claim import Claim
from valuenet.model.directory import STATUS_QUO
from valuenet.model.evidence import Evidence
from valuenet.model.frozen_scorecard import FrozenScorecard
from valuenet.model.ids import Key
from valuenet.model.message_test import MONEY_A_YEAR, MessageTest
from valuenet.model.network import DesiredBy
from valuenet.model.opportunity import Opportunity
from valuenet.model.price_exception import PriceException
from valuenet.model.spelling import Search, Words, words
from valuenet.model.text import suggested_key
from valuenet.model.traces import ESCAPE, Traces
from valuenet.model.value_gap import ValueGap
from valuenet.model.value_settings import POLICIES
from valuenet.model.workspace_settings import VALUE_SETTINGS

E = TypeVar("E", bound=Element)

FORGOTTEN = "\N{HORIZONTAL ELLIPSIS}"
"""What stands for a word or name that was forgotten; as short as can be, so that it fits wherever they stood."""

OURS = frozenset({"at", "currency", "verdict"})
"""Fields whose texts are of the service's own making: moments, currencies, verdicts."""

_STANDING = frozenset({MONEY_A_YEAR, STATUS_QUO, VALUE_SETTINGS, *POLICIES})  # texts and keys that mean something to the service
_COLLEAGUES = frozenset({"by", "manager", "owner", "scout"})
_JSON = frozenset({"brief", "scorecard"})  # fields that hold JSON as text
_SAID = frozenset({"quote", "said", "source", "text", "title"})  # where JSON holds a text of somebody's as a whole
_TEXT, _KEY = re.compile(r"\bstr\b"), re.compile(r"\bKey\b")  # ids have types of their own
_LIKE_A_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LIKE_AN_ID = re.compile(r"[a-z]{3}_[\w-]+")
_LONGEST = 8  # letters of what stands for a name in a key


class Forgetting:
    """Rewrites things without the person of whom these are the traces.

    `colleague`: somebody who records things has the same name. `vocabulary`: words that JSON texts cannot be read without.
    """

    def __init__(self, traces: Traces, *, colleague: bool = False, vocabulary: Collection[str] = ()) -> None:
        self._traces = traces
        self._colleague = colleague
        self._search = Search((*traces.name.forms, *traces.sentences(), *traces.reasons))
        self._anything = Search((*traces.name.forms, *traces.anything()))
        self._stand_ins: dict[Words, str] = {}
        self._vocabulary = frozenset(vocabulary)

    def concerns(self, stored: str) -> bool:
        """Whether anything may have to be rewritten of what is stored as this JSON text; quicker than to rewrite it."""
        return self._anything.holds(ESCAPE.sub(" ", stored))

    def text(self, text: str) -> str:
        """A text without their name and sentences; the same text where there are none in it."""
        return self._search.without(text, lambda _: FORGOTTEN)

    def word(self, text: str) -> str:
        """A text that may be a key: keys that were different stay different, and so do keys that were the same."""
        if text in _STANDING:
            return text
        return self._search.without(text, self._stand_in) if _LIKE_A_KEY.fullmatch(text) else self.text(text)

    def json(self, text: str) -> str:
        """A JSON text without them, in the form in which it was; the same text where nothing changes."""
        return _rewritten_json(text, lambda value: self._member(value, ()))

    def element(self, element: E) -> E:
        """A thing without them, of the same identity; the same thing where they are not in it."""
        after: E = self._texts(self._bare(element))
        return after

    def _bare(self, element: Any) -> Any:
        """A thing without what is known to be theirs in it."""
        match element:
            case MessageTest() if element.id in self._traces.tests:
                person = FORGOTTEN if self._traces.name.names(element.person) else element.person
                return replace(element, person=person, quote=_gone(element.quote), need=_gone(element.need))
            case DesiredBy() if (element.outcome, element.persona, words(element.why)) in self._traces.whys:
                return replace(element, why="")
            case ValueGap() if element.test in self._traces.tests and element.text in self._traces.words:
                return replace(element, text=FORGOTTEN)
            case Opportunity():
                return self._opportunity(element)
            case FrozenScorecard():
                return replace(element, scorecard=self._computed(element.scorecard, self._traces.spoken(element.opportunity)))
            case PriceException():
                return self._exception(element, self._traces.spoken(element.opportunity))
            case _:
                return element

    def _opportunity(self, opportunity: Opportunity) -> Opportunity:
        theirs = self._traces.stakeholders(opportunity)
        if not theirs:
            return opportunity
        people = (
            replace(person, name=FORGOTTEN, key=Key(suggested_key(f"forgotten {person.id}"))) if person.id in theirs else person
            for person in opportunity.stakeholders
        )
        known = self._traces.words
        return replace(
            opportunity,
            stakeholders=tuple(people),
            claims=tuple(self._claim(claim, theirs) for claim in opportunity.claims),
            unmet=tuple(replace(one, said=FORGOTTEN) if one.by in theirs or one.said in known else one for one in opportunity.unmet),
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
        if self._traces.said(evidence, theirs):
            return replace(evidence, quote=_gone(evidence.quote), source=_gone(evidence.source))
        return evidence

    def _exception(self, exception: PriceException, spoken: Collection[Words]) -> PriceException:
        guidance, decision = exception.guidance, exception.decision
        asked = replace(guidance, scorecard=self._computed(guidance.scorecard, spoken))
        if decision is not None:
            then = decision.guidance
            decision = replace(decision, guidance=replace(then, scorecard=self._computed(then.scorecard, spoken)))
        return replace(exception, guidance=asked, decision=decision)

    def _computed(self, scorecard: str | None, spoken: Collection[Words]) -> str | None:
        """The JSON text of a scorecard without what of theirs it was computed from."""
        return _rewritten_json(scorecard, lambda value: self._member(value, spoken)) if scorecard and spoken else scorecard

    def _texts(self, value: Any) -> Any:
        """A value with every text and key in it rewritten; actors are colleagues, not customers, and stay."""
        if isinstance(value, tuple):
            items = tuple(self._texts(item) for item in value)
            return items if any(one is not other for one, other in zip(items, value, strict=True)) else value
        if not is_dataclass(value) or isinstance(value, Actor):
            return value
        changed = {}
        for name, is_text in _rewritten_fields(value.__class__):
            before = getattr(value, name)
            after = self._field(name, before) if is_text else self._texts(before)
            if after is not before and after != before:
                changed[name] = after
        return replace(value, **changed) if changed else value  # type: ignore[type-var]  # an instance, not a class

    def _field(self, name: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._field(name, item) for item in value)
        if not isinstance(value, str) or not value:
            return value
        if name in _COLLEAGUES and self._colleague and self._traces.name.is_whole(value):
            return value
        return self.json(value) if name in _JSON else self.word(value)

    def _member(self, value: Any, spoken: Collection[Words]) -> Any:
        """A value in a JSON text: what somebody is said to have said goes with their name."""
        if isinstance(value, dict):
            gone = set(self._theirs(value, spoken))
            return {name: _gone(one) if name in gone else self._member(one, spoken) for name, one in value.items()}
        if isinstance(value, list):
            return [self._member(one, spoken) for one in value]
        if not isinstance(value, str) or value in self._vocabulary or _LIKE_AN_ID.fullmatch(value):
            return value
        return self.word(value)

    def _theirs(self, value: dict[str, Any], spoken: Collection[Words]) -> Collection[str]:
        """The members of a JSON object that hold a text of theirs, and nothing else."""
        texts = {name: one for name, one in value.items() if isinstance(one, str)}
        found = {name for name, one in texts.items() if name in _SAID and words(one) in spoken}
        if any(self.text(texts.get(name, "")) != texts.get(name, "") for name in ("person", "because")):
            found |= {"quote", "because"} & texts.keys()
        if (texts.get("on", ""), words(texts.get("quote", ""))) in self._traces.heard:
            found.add("quote")
        return found

    def _stand_in(self, sought: Words) -> str:
        """What stands in keys for something of theirs: at random, so that it tells nothing, and never longer than it was."""
        length = min(_LONGEST, sum(map(len, sought)))
        return self._stand_ins.setdefault(sought, "".join(secrets.choice(ascii_lowercase) for _ in range(length)))


@lru_cache(maxsize=256)
def _rewritten_fields(type_: type[Any]) -> tuple[tuple[str, bool], ...]:
    """The fields of a value that may hold something of theirs, and whether they are texts or keys themselves."""
    types = {field.name: str(field.type) for field in fields(type_) if field.name not in OURS}
    return tuple((name, bool(_TEXT.search(said) or _KEY.search(said))) for name, said in types.items())


def _call(call: Call) -> Call:
    said = tuple(replace(one, quote=_gone(one.quote)) for one in call.said)
    return replace(call, source=_gone(call.source), said=said, unmet=tuple(replace(one, said=FORGOTTEN) for one in call.unmet))


def _gone(text: str) -> str:
    return FORGOTTEN if text else ""


def _rewritten_json(text: str, rewritten: Callable[[Any], Any]) -> str:
    """A JSON text with its values rewritten, spread over lines where it was."""
    try:
        before = json.loads(text)
    except ValueError:
        return text
    after = rewritten(before)
    if after == before:
        return text
    spread = "\n" in text
    return json.dumps(after, ensure_ascii=False, indent=2 if spread else None, separators=None if spread else (",", ":")) + "\n" * spread
