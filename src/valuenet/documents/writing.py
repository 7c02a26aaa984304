"""A network as its file, in the one canonical form: sorted by key, without ids and revision, with defaults and empty fields left out.

The file lists the personas and alternatives that the network uses. The status quo is not listed: every workspace has it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import orjson

from valuenet.documents.reading import VERSION
from valuenet.documents.source import Format
from valuenet.documents.yaml_text import Value, said, yaml_text
from valuenet.model.directory import STATUS_QUO, Alternative, Directory, Persona
from valuenet.model.network import ComparedWith, DesiredBy, Differentiator, LeadsTo, Network, Node, Outcome, Region
from valuenet.model.vocabulary import OutcomeKind

_TALL = ("differentiators", "outcomes", "regions")


def write(network: Network, directory: Directory, format: Format) -> str:
    """The file of a network."""
    return written(_tree(network, directory), format, tall=_TALL)


def written(tree: Mapping[str, Value], format: Format, *, tall: Collection[str]) -> str:
    """The tree of a document in a format; the same tree gives the same bytes."""
    if format is Format.JSON:
        return orjson.dumps(tree, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
    return yaml_text(tree, tall=tall)


def _tree(network: Network, directory: Directory) -> dict[str, Value]:
    root = network.root
    rivals = {side.alternative for side in network.comparisons} | ({root.alternative} if root.alternative else set())
    people = {tag.persona for tag in network.tags}
    alternatives = (alternative for alternative in directory.alternatives if alternative.id in rivals and alternative.key != STATUS_QUO)
    return said(
        valuenet=VERSION,
        network=network.key,
        name=network.name,
        offering=root.offering,
        alternative=directory.alternative_by_id[root.alternative].key if root.alternative else "",
        alternatives=_by_key((alternative.key, _alternative(alternative)) for alternative in alternatives),
        personas=_by_key((persona.key, _persona(persona)) for persona in directory.personas if persona.id in people),
        differentiators=_by_key((node.key, _differentiator(network, directory, node)) for node in network.differentiators),
        outcomes=_by_key((node.key, _outcome(network, directory, node)) for node in network.outcomes),
        regions=_by_key((region.key, _region(network, region)) for region in network.regions),
    )


def _alternative(alternative: Alternative) -> Value:
    return said(name=alternative.name, note=alternative.note)


def _persona(persona: Persona) -> Value:
    return said(name=persona.name, level=persona.level.value, function=persona.function, measured_on=persona.measured_on)


def _differentiator(network: Network, directory: Directory, node: Differentiator) -> Value:
    rivals = directory.alternative_by_id
    return said(
        title=node.title,
        kind=node.kind.value,
        note=node.note,
        compared_with=_by_key((rivals[side.alternative].key, _comparison(side)) for side in network.comparisons_of.get(node.id, ())),
        leads_to=_arrows(network, node),
    )


def _outcome(network: Network, directory: Directory, node: Outcome) -> Value:
    metric = node.metric
    people = directory.persona_by_id
    return said(
        title=node.title,
        kind="" if node.kind is OutcomeKind.BUSINESS else node.kind.value,
        metric=said(name=metric.name, unit=metric.unit, direction=metric.direction.value) if metric else {},
        anticipated=None if node.anticipated else False,
        wanted=None if node.wanted else False,
        evidence=node.evidence,
        desired_by=_by_key((people[tag.persona].key, _tag(tag)) for tag in network.tags_of.get(node.id, ())),
        leads_to=_arrows(network, node),
    )


def _region(network: Network, region: Region) -> Value:
    nodes: list[str] = sorted(network.node_by_id[node].key for node in region.nodes)
    return said(title=region.title, outline=region.outline.value, nodes=nodes)


def _arrows(network: Network, node: Node) -> Value:
    keys = network.node_by_id
    return _by_key((keys[arrow.effect].key, _arrow(arrow)) for arrow in network.arrows_from.get(node.id, ()))


def _arrow(arrow: LeadsTo) -> Value:
    """`usually`, or a map where there is more to say."""
    word = arrow.strength.value
    return said(strength=word, why=arrow.why, evidence=arrow.evidence) if arrow.why or arrow.evidence else word


def _tag(tag: DesiredBy) -> Value:
    """`primary`, or a map where there is more to say."""
    word = tag.importance.value
    return said(importance=word, why=tag.why, personally=tag.personally) if tag.why or tag.personally else word


def _comparison(side: ComparedWith) -> Value:
    """`ahead`, or a map where there is more to say."""
    word = side.position.value
    return said(position=word, note=side.note, evidence=side.evidence) if side.note or side.evidence else word


def _by_key(entries: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    return dict(sorted(entries, key=lambda entry: entry[0]))
