"""The questions of a draft: they find out whether the hypothesis holds for the person who is asked."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.messages.pair import Pair
from valuenet.messages.spoken import fitting
from valuenet.model.message import QUESTION
from valuenet.model.network import Metric
from valuenet.model.vocabulary import Direction

_NAMED = 3
"""How many other personas a question names."""


def questions(pair: Pair) -> tuple[str, ...]:
    """Where they stand, whether it matters and why, whether it would follow, what it is worth, who else; in the order of a talk."""
    return tuple(_about_trouble(pair) if not pair.outcome.wanted else _about_wish(pair))


def _about_wish(pair: Pair) -> Iterator[str]:
    metric = pair.outcome.metric
    if not pair.outcome.anticipated:
        yield "Had you thought of this before, or is it new to you?"
    yield f"What is your figure today: {_measured(metric)}?" if metric is not None else "How far are you from that today?"
    if pair.outcome.anticipated:
        yield "Is anybody working on it already, and what came of that?"
    yield _reason(pair, "Is that why it would matter to you", "What would matter to you about it?")
    yield _link(pair)
    if metric is not None:
        change = "rose" if metric.direction is Direction.UP else "fell"
        yield f"If that figure {change} by a tenth, what would it be worth to you a year, in money?"
    else:
        yield "How would you notice that it has come about, and what would it be worth to you a year, in money?"
    yield _others(pair, "Who else would want it")
    if pair.tag is not None and pair.tag.personally:
        yield "And for you yourself: what would be different in your own week?"


def _about_trouble(pair: Pair) -> Iterator[str]:
    metric = pair.outcome.metric
    yield "Does that happen with you, and when did it happen last?"
    if metric is not None:
        yield f"What is your figure today: {_measured(metric)}?"
    yield _reason(pair, "Is that why it troubles you", "What troubles you about it?")
    yield _link(pair)
    yield "What does it cost you a year, in money, and what have you tried against it?"
    yield _others(pair, "Who else suffers from it")


def _measured(metric: Metric) -> str:
    if metric.unit.isalpha():
        return f"{metric.name}, in {metric.unit}"
    return f"{metric.name} ({metric.unit})" if metric.unit else metric.name


def _reason(pair: Pair, asked: str, otherwise: str) -> str:
    return fitting(QUESTION.limit, f"{asked}: {pair.why}?", otherwise) if pair.why else otherwise


def _link(pair: Pair) -> str:
    """Whether the weakest step of the chain holds for them."""
    link, voice, wanted = pair.weakest, pair.ground.voice, pair.outcome.wanted
    if link is None:
        return "What would have to happen with you before it can come about?" if wanted else "What do you think brings it about?"
    if link.only:
        return (
            "Would it work like that with you too, or what stands in the way?" if wanted else "Does it come about like that with you too?"
        )
    if link.first:
        said = f"Would the first step hold with you too: {voice.inside(link.effect)}?"
    else:
        said = f"Would this follow with you too: {voice.chain((link.cause, link.effect))}?"
    return fitting(QUESTION.limit, said, "Which step of that would not hold with you?")


def _others(pair: Pair, asked: str) -> str:
    names = ", ".join(persona.name for persona in pair.others[:_NAMED])
    return fitting(QUESTION.limit, f"{asked}: {names}, or somebody whom I have not thought of?", f"{asked}?") if names else f"{asked}?"
