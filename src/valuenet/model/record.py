"""What a workspace keeps beside its networks and its directory: records, each with an id, a revision and a log of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from valuenet.model.account import Account
from valuenet.model.actor import Actor
from valuenet.model.call_plan import CallPlan
from valuenet.model.message import Message
from valuenet.model.message_test import MessageTest
from valuenet.model.remark import Remark
from valuenet.model.value_gap import ValueGap

Record = Account | Message | MessageTest | ValueGap | CallPlan | Remark

R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Generic[R_co]):
    """A record at its present revision, and who made that revision when."""

    record: R_co
    revision: int
    changed_at: str
    changed_by: Actor
