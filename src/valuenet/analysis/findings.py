"""What is unfinished or doubtful in a network: every rule there is, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from valuenet.analysis.finding import Finding
from valuenet.analysis.rules.people import (
    archived_persona,
    no_executive,
    outcome_without_persona,
    persona_without_outcome,
    tag_without_why,
)
from valuenet.analysis.rules.reaching import (
    differentiator_leads_nowhere,
    loop_without_entry,
    outcome_not_reached,
    unwanted_outcome,
    vicious_circle,
)
from valuenet.analysis.rules.rivals import not_compared
from valuenet.analysis.rules.shape import crowded, shortcut
from valuenet.analysis.rules.wording import similar_titles
from valuenet.model.directory import Directory
from valuenet.model.network import Network
from valuenet.model.vocabulary import Severity

RULES: tuple[Callable[[Network, Directory], Iterable[Finding]], ...] = (
    archived_persona,
    crowded,
    differentiator_leads_nowhere,
    loop_without_entry,
    no_executive,
    not_compared,
    outcome_not_reached,
    outcome_without_persona,
    persona_without_outcome,
    shortcut,
    similar_titles,
    tag_without_why,
    unwanted_outcome,
    vicious_circle,
)

_ORDER = {severity: place for place, severity in enumerate(Severity)}


def findings(network: Network, directory: Directory) -> tuple[Finding, ...]:
    """What the rules find, the most severe first, then by code, then by the keys that a finding is about."""
    found = [finding for rule in RULES for finding in rule(network, directory)]
    return tuple(sorted(found, key=lambda finding: (_ORDER[finding.severity], finding.code, finding.about)))
