"""One network as it was read, with the personas it speaks of, and what analysis has found in it so far.

Answers are synchronous views over a `Reading`: nothing in it changes, and nothing in it goes back to the store.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from valuenet.analysis.chains import Chain, best_chains
from valuenet.analysis.finding import Finding
from valuenet.analysis.findings import findings
from valuenet.analysis.reach import distances
from valuenet.model.directory import Directory
from valuenet.model.ids import OutcomeId
from valuenet.model.network import Network


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A network at one revision and the directory at one revision. Not slotted: what was found is kept for the next question."""

    network: Network
    directory: Directory

    @cached_property
    def complete(self) -> bool:
        """Whether the directory knows every persona and alternative that the network speaks of."""
        personas, rivals, described = self.directory.persona_by_id, self.directory.alternative_by_id, self.network.root.alternative
        known = {tag.persona for tag in self.network.tags} <= personas.keys()
        compared = {side.alternative for side in self.network.comparisons} <= rivals.keys()
        return known and compared and (described is None or described in rivals)

    @cached_property
    def chains(self) -> Mapping[OutcomeId, Chain]:
        """The best chain from a differentiator to each outcome that one reaches."""
        return best_chains(self.network)

    @cached_property
    def distances(self) -> Mapping[OutcomeId, int]:
        """How many arrows each outcome is from the nearest differentiator."""
        return distances(self.network)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What the checks say about the network."""
        return findings(self.network, self.directory)
