"""What is known of a network, in words and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from valuenet.cli.rates import rate_record, rate_text, standing_record
from valuenet.cli.table import labelled, terminal_width
from valuenet.messages.attention import StillUsed
from valuenet.messages.evidence import Contrast, Standing, Stated
from valuenet.messages.needs import UnanticipatedNeed
from valuenet.messages.phrases import NO_BREAK, counted, money, percent
from valuenet.messages.tallies import Score
from valuenet.model.columns import wrapped
from valuenet.model.ids import OutcomeId, PersonaId
from valuenet.model.network import Outcome
from valuenet.service.knowledge import Knowledge

_NAMED = 5
"""How many hypotheses that need attention are named."""


def knowledge_text(known: Knowledge, days: int) -> str:
    """Outcome by outcome what was said, then what that means for personas and differentiators, and what needs attention."""
    network, tests = known.reading.network, known.evidence.tests
    if not tests:
        head = f"{network.key}: nothing was tested yet, {counted(len(known.never_tested), 'hypothesis', 'hypotheses')} wait for it"
        return "\n".join(wrapped(head, terminal_width()))
    accounts = len({test.account for test in tests})
    last = max(test.on for test in tests)
    blocks = [f"{network.key}: {counted(len(tests), 'test')} at {counted(accounts, 'account')}, the last on {last}"]
    blocks += (_outcome_text(known, outcome) for outcome in _tested(known))
    people = [(persona, _score(score)) for persona, score in _people(known)]
    reasons = [(network.differentiator_by_id[one].key, _score(score)) for one, score in known.by_differentiator.items()]
    months = [(f"{one.first_day:%Y-%m}", rate_text(one.tally, one.known)) for one in known.months]
    blocks += _section("Persona by persona", people)
    blocks += _section("Through what is different about us", reasons)
    blocks += _section("Month by month, with the rate of all that was known by then", months if len(months) > 1 else [])
    blocks += _section("Nobody had anticipated", [pair for need in _needs(known) for pair in _need(known, need)])
    blocks += _section("Needs attention", _attention(known, days))
    return "\n\n".join(blocks).replace(NO_BREAK, " ")


def knowledge_record(known: Knowledge, days: int) -> dict[str, object]:
    """The same for programs."""
    return {
        "network": known.reading.network.key,
        "on": known.today,
        "hypotheses": [_standing_record(known, one) for outcome in _tested(known) for one in _standings(known, outcome.id)],
        "contrasts": [_contrast_record(known, one) for outcome in _tested(known) for one in known.contrasts(outcome.id)],
        "personas": [{"persona": persona, **rate_record(score.tally, score.rate)} for persona, score in _people(known)],
        "differentiators": [
            {"differentiator": known.reading.network.differentiator_by_id[one].key, **rate_record(score.tally, score.rate)}
            for one, score in known.by_differentiator.items()
        ],
        "messages": [{"message": one, **rate_record(score.tally, score.rate)} for one, score in known.by_message.items()],
        "months": [{"month": f"{one.first_day:%Y-%m}", **rate_record(one.tally, one.known)} for one in known.months],
        "unanticipated": [_need_record(known, one) for one in _needs(known)],
        "never_tested": [_pair(known, tag.outcome, tag.persona) for tag in known.never_tested],
        "stale": [_pair(known, one.outcome, one.persona) for one in _stale(known, days)],
        "refuted_and_used": [_pair(known, one.outcome, one.persona) for one in _still_said(known)],
    }


def _tested(known: Knowledge) -> Sequence[Outcome]:
    """The tested outcomes that are still there: nearest to what we do first, then by key."""
    distances, tested = known.reading.distances, {outcome for outcome, _ in known.evidence.standings}
    found = [outcome for outcome in known.reading.network.outcomes if outcome.id in tested]
    return sorted(found, key=lambda one: (distances.get(one.id, float("inf")), one.key))


def _standings(known: Knowledge, outcome: OutcomeId) -> Sequence[Standing]:
    found = [one for one in known.evidence.standings.values() if one.outcome == outcome]
    return sorted(found, key=lambda one: _persona(known, one.persona))


def _people(known: Knowledge) -> Sequence[tuple[str, Score]]:
    """What each persona said on the whole, by key."""
    return sorted(((_persona(known, persona), score) for persona, score in known.by_persona.items()), key=lambda pair: pair[0])


def _needs(known: Knowledge) -> Sequence[UnanticipatedNeed]:
    """As they rank; where they rank alike, by key."""
    return sorted(known.needs, key=lambda one: (-one.accounts, -len(one.named), *_keys(known, one)))


def _stale(known: Knowledge, days: int) -> Sequence[Standing]:
    """The longest ago first, then by key."""
    return sorted(known.stale(days), key=lambda one: (one.tally.last_tested, *_keys(known, one)))


def _still_said(known: Knowledge) -> Sequence[StillUsed]:
    """Refuted at most accounts first, then by key."""
    return sorted(known.refuted_and_used, key=lambda one: (-len(one.accounts), *_keys(known, one)))


def _outcome_text(known: Knowledge, outcome: Outcome) -> str:
    said: list[tuple[str, str]] = []
    for one in _standings(known, outcome.id):
        said.append((_persona(known, one.persona), rate_text(one.tally, one.rate)))
        said += [("", detail) for detail in _details(one)]
    said += [("", _contrast(known, one)) for one in known.contrasts(outcome.id)]
    head = "\n".join(wrapped(outcome.title, terminal_width()))
    return f"{head}\n{labelled([*said, ('where', f'{known.reading.network.key}/{outcome.key}')])}"


def _details(one: Standing) -> Iterator[str]:
    if one.stated:
        yield f"worth {_worth(one.stated)}"
    if wished := [f"{word} {counted(count, 'time')}" for word, count in one.desirability.items() if count]:
        yield f"desirable: {', '.join(wished)}"


def _worth(stated: Stated) -> str:
    """What customers say that it is worth a year."""
    if stated.accounts == 1:
        return f"{money(stated.median)} a year, said one account"
    between = f" ({money(stated.low)} to {money(stated.high)})" if stated.low != stated.high else ""
    return f"{money(stated.median)} a year, in the middle of {stated.accounts} accounts{between}"


def _contrast(known: Knowledge, one: Contrast) -> str:
    return f"{_persona(known, one.higher)} confirms it more often than {_persona(known, one.lower)}: {percent(one.chance)} sure"


def _need(known: Knowledge, need: UnanticipatedNeed) -> Iterator[tuple[str, str]]:
    asked = f"{need.accounts} of {counted(need.asked, 'account')} had not thought of it" if need.asked else "came up by itself"
    worth = f", worth {_worth(need.stated)}" if need.stated else ""
    yield _persona(known, need.persona), f"{_title(known, need.outcome)}: {asked}{worth}"
    for named in need.named:
        account = known.accounts.get(named.account)
        yield "", f"“{named.text}” ({account.name if account else 'an account'}, {named.on})"


def _attention(known: Knowledge, days: int) -> Iterator[tuple[str, str]]:
    there = known.reading.network.outcome_by_id
    for one in _still_said(known):
        if one.outcome in there:
            yield "refuted, still used", _still_used(known, one)
    old = [one for one in _stale(known, days) if one.outcome in there]
    yield "stale", _listed(known, ((one.outcome, one.persona) for one in old), len(old))
    never = known.never_tested
    yield "never tested", _listed(known, ((tag.outcome, tag.persona) for tag in never), len(never))


def _still_used(known: Knowledge, one: StillUsed) -> str:
    uses = [counted(len(one.messages), "approved message")] if one.messages else []
    uses += [f"said {counted(len(one.tests), 'time')} since"] if one.tests else []
    where = f"{_title(known, one.outcome)}, to {_persona(known, one.persona)}"
    return f"{where}: refuted at {counted(len(one.accounts), 'account')} since {one.since}; {', '.join(uses)}"


def _listed(known: Knowledge, pairs: Iterable[tuple[OutcomeId, PersonaId]], count: int) -> str:
    if not count:
        return ""
    named = [f"{_key(known, outcome)} ({_persona(known, persona)})" for outcome, persona in pairs][:_NAMED]
    more = f" and {count - _NAMED} more" if count > _NAMED else ""
    return f"{count}: {', '.join(named)}{more}"


def _section(heading: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    if rows := labelled(pairs):
        yield f"{heading}\n{rows}"


def _score(score: Score) -> str:
    return rate_text(score.tally, score.rate)


def _persona(known: Knowledge, persona: PersonaId) -> str:
    return known.reading.directory.persona_by_id[persona].key


def _title(known: Knowledge, outcome: OutcomeId) -> str:
    found = known.reading.network.outcome_by_id.get(outcome)
    return found.title if found else "an outcome that was removed"


def _key(known: Knowledge, outcome: OutcomeId) -> str:
    found = known.reading.network.outcome_by_id.get(outcome)
    return found.key if found else outcome


def _keys(known: Knowledge, one: Standing | UnanticipatedNeed | StillUsed) -> tuple[str, str]:
    """What a hypothesis is ordered by, whatever ids it got."""
    return _key(known, one.outcome), _persona(known, one.persona)


def _pair(known: Knowledge, outcome: OutcomeId, persona: PersonaId) -> dict[str, object]:
    return {"outcome": _key(known, outcome), "persona": _persona(known, persona)}


def _standing_record(known: Knowledge, one: Standing) -> dict[str, object]:
    return {**_pair(known, one.outcome, one.persona), **standing_record(one)}


def _contrast_record(known: Knowledge, one: Contrast) -> dict[str, object]:
    return {
        "outcome": _key(known, one.outcome),
        "higher": _persona(known, one.higher),
        "lower": _persona(known, one.lower),
        "chance": one.chance,
    }


def _need_record(known: Knowledge, one: UnanticipatedNeed) -> dict[str, object]:
    return {
        **_pair(known, one.outcome, one.persona),
        "asked": one.asked,
        "accounts": one.accounts,
        "share": one.share,
        "median": float(one.stated.median) if one.stated else None,
        "named": [{"text": named.text, "account": known.accounts[named.account].key, "on": named.on} for named in one.named],
    }
