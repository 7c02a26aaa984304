"""What a workspace keeps beside its networks and its directory: records, each with an id, a revision and a log of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from valuenet.model.account import Account
from valuenet.model.actor import Actor
from valuenet.model.call_plan import CallPlan
from valuenet.model.frozen_scorecard import FrozenScorecard
from valuenet.model.kept_forecast import KeptForecast
from valuenet.model.message import Message
from valuenet.model.message_test import MessageTest
from valuenet.model.opportunity import Opportunity
from valuenet.model.price_exception import PriceException
from valuenet.model.remark import Remark
from valuenet.model.value_gap import ValueGap
from valuenet.model.workspace_settings import WorkspaceSettings

Dialogue = Message | MessageTest | ValueGap | CallPlan
"""What comes of talking to customers."""

Worth = Opportunity | PriceException | FrozenScorecard | KeptForecast | WorkspaceSettings
"""What comes of asking what it is worth to them."""

Record = Account | Dialogue | Worth | Remark

R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Generic[R_co]):
    """A record at its present revision, and who made that revision when."""

    record: R_co
    revision: int
    changed_at: str
    changed_by: Actor
