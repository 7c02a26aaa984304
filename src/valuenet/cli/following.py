"""Who desires an outcome and why it follows, in words and in JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from valuenet.analysis.chains import Chain
from valuenet.model.directory import Persona
from valuenet.model.network import DesiredBy, Outcome
from valuenet.model.vocabulary import Importance
from valuenet.service.reading import Reading


def wishes(reading: Reading, outcome: Outcome, personas: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """(outcome)-[:DESIRED_BY]->(persona): pairs of a label and what the persona says, all personas or those with these keys."""
    for persona, tag in _tags(reading, outcome, personas):
        yield persona.key, f"{tag.importance}: {tag.why}" if tag.why else tag.importance
        if tag.personally:
            yield "", f"personally: {tag.personally}"


def tag_records(reading: Reading, outcome: Outcome, personas: Collection[str] | None = None) -> list[dict[str, object]]:
    """The same for programs."""
    return [
        {"persona": persona.key, "importance": tag.importance, "why": tag.why, "personally": tag.personally}
        for persona, tag in _tags(reading, outcome, personas)
    ]


def chain_record(chain: Chain) -> dict[str, object]:
    """(differentiator)-[:LEADS_TO]->…->(outcome), for programs."""
    steps = [
        {
            "key": step.node.key,
            "title": step.node.title,
            "strength": step.arrow.strength if step.arrow else None,
            "why": step.arrow.why if step.arrow else "",
            "evidence": step.arrow.evidence if step.arrow else "",
        }
        for step in chain.steps
    ]
    return {"sentence": chain.sentence, "likelihood": float(chain.strength), "steps": steps}


def _tags(reading: Reading, outcome: Outcome, personas: Collection[str] | None) -> Sequence[tuple[Persona, DesiredBy]]:
    """Primary ones first, then by key of the persona."""
    known = reading.directory.persona_by_id
    tags = [(known[tag.persona], tag) for tag in reading.network.tags_of.get(outcome.id, ()) if tag.persona in known]
    chosen = [(persona, tag) for persona, tag in tags if personas is None or persona.key in personas]
    return sorted(chosen, key=lambda pair: (pair[1].importance is not Importance.PRIMARY, pair[0].key))
