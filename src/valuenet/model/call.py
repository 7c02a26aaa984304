"""What one person at the customer said in one dialogue, as the seller records it. Kept as it was recorded, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from valuenet.errors import InvalidOpportunity
from valuenet.model.amounts import Range
from valuenet.model.buying import Unmet
from valuenet.model.ids import ClaimId, Key, StakeholderId
from valuenet.model.numbers import shares
from valuenet.model.text import EVIDENCE, SHORT, WHY, unsettled
from valuenet.model.value_vocabulary import ClaimState, Confirmation
from valuenet.model.vocabulary import Desirability


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What they said about one claim; what they did not speak of is None, and stays as it is.

    `to` is how far the claim comes by it. `amount` and `line` are what they told or accepted; with `to` realised, what was
    measured. `question` is the one that made them desire more than they had before.
    """

    claim: ClaimId
    to: ClaimState | None = None
    quote: str = ""
    amount: Range | None = None
    line: Key | None = None
    owner: StakeholderId | None = None
    confirmed: Confirmation | None = None
    belief: Decimal | None = None
    desirability: Desirability | None = None
    thought_of: bool | None = None
    question: str = ""

    def __post_init__(self) -> None:
        if problems := [*unsettled(self, quote=EVIDENCE, question=WHY), *shares(self, "belief")]:
            raise InvalidOpportunity(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One dialogue with one person: when, recorded by whom, what was said; `credible`: our credibility with them is established."""

    stakeholder: StakeholderId
    on: date
    by: str
    source: str = ""
    said: tuple[Said, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    credible: bool = False

    def __post_init__(self) -> None:
        if problems := unsettled(self, by=SHORT, source=SHORT):
            raise InvalidOpportunity(problems)
