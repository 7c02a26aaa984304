"""Rules about titles: two that say the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from valuenet.analysis.finding import Finding, titled
from valuenet.analysis.late import networkx
from valuenet.model.directory import Directory
from valuenet.model.network import Network, Node
from valuenet.model.text import folded
from valuenet.model.vocabulary import Severity

Words = frozenset[str]

_COMMON = 50
"""A word in more titles than this does not make two of them worth comparing."""

_FILLERS = frozenset(
    re.findall(
        r"\w+", "a an and are as at be by for from has have in is it its of on or our so that the their they this to we with you your"
    )
)


def similar_titles(network: Network, _: Directory) -> Iterator[Finding]:
    """Nodes whose titles share three quarters of their words, without regard to order, endings, fillers and punctuation."""
    nodes: dict[Words, list[Node]] = {}
    for node in network.nodes:
        nodes.setdefault(_words(node.title), []).append(node)
    alike: networkx.Graph[Words] = networkx.Graph()
    alike.add_nodes_from(nodes)
    alike.add_edges_from(_similar(list(nodes)))
    for group in networkx.connected_components(alike):
        members = sorted((node for words in group for node in nodes[words]), key=lambda node: node.key)
        if len(members) > 1:
            yield Finding(
                code="SIMILAR_TITLES",
                severity=Severity.WARNING if len(group) == 1 else Severity.NOTE,
                about=tuple(node.key for node in members),
                message=f"{titled(members)} {'say the same' if len(group) == 1 else 'look alike'}",
                why="the same thing twice is counted twice, and its arrows and personas are divided between the two",
                remedy="keep one of them, or word the titles so that the difference shows",
            )


def _words(title: str) -> Words:
    """What a title says, as the beginnings of its words."""
    words = re.findall(r"\w+", folded(title))
    telling = [word for word in words if word not in _FILLERS] or words
    return frozenset(word.rstrip("s")[:6] or word for word in telling)


def _similar(titles: Sequence[Words]) -> Iterator[tuple[Words, Words]]:
    """Pairs that share three quarters of their words. Such a pair shares one of the rarest words of each: only those are compared."""
    frequency = Counter(word for words in titles for word in words)
    by_word: dict[str, list[Words]] = {}
    for words in titles:
        for word in _rarest(words, frequency):
            by_word.setdefault(word, []).append(words)
    for group in by_word.values():
        for one, other in combinations(group, 2) if len(group) <= _COMMON else ():
            if 4 * len(one & other) >= 3 * len(one | other):
                yield one, other


def _rarest(words: Words, frequency: Mapping[str, int]) -> list[str]:
    """As many of the rarest words as two titles cannot both do without when they share three quarters."""
    return sorted(words, key=lambda word: (frequency[word], word))[: len(words) - (3 * len(words) + 3) // 4 + 1]
