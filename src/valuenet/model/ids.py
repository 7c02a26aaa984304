"""Ids: minted here, never reused, with a prefix that tells their kind. Keys are for people; ids survive renaming."""

from __future__ import annotations

import os
import time
from threading import Lock
from typing import NewType

WorkspaceId = NewType("WorkspaceId", str)
NetworkId = NewType("NetworkId", str)
PersonaId = NewType("PersonaId", str)
AlternativeId = NewType("AlternativeId", str)
DifferentiatorId = NewType("DifferentiatorId", str)
OutcomeId = NewType("OutcomeId", str)
RegionId = NewType("RegionId", str)
AccountId = NewType("AccountId", str)
MessageId = NewType("MessageId", str)
TestId = NewType("TestId", str)
GapId = NewType("GapId", str)
CallPlanId = NewType("CallPlanId", str)
PriceExceptionId = NewType("PriceExceptionId", str)
FrozenScorecardId = NewType("FrozenScorecardId", str)
KeptForecastId = NewType("KeptForecastId", str)
SettingsId = NewType("SettingsId", str)
OpportunityId = NewType("OpportunityId", str)
ClaimId = NewType("ClaimId", str)
StakeholderId = NewType("StakeholderId", str)
RemarkId = NewType("RemarkId", str)
TokenId = NewType("TokenId", str)
TrailEntryId = NewType("TrailEntryId", str)
Key = NewType("Key", str)

NodeId = DifferentiatorId | OutcomeId
"""What an arrow may start from."""

LOCAL = WorkspaceId("wsp_local")
"""The one workspace that every store has after its first migration."""


_turn = Lock()
_last = [0]


def mint(prefix: str) -> str:
    """A new id: the prefix and a UUIDv7 (RFC 9562, section 5.7). Ids sort by their making, those of one process in a millisecond too."""
    number = int.from_bytes((time.time_ns() // 1_000_000).to_bytes(6) + os.urandom(10))
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    with _turn:
        number = _last[0] = max(number, _last[0] + 1)
    return f"{prefix}_{number:032x}"


def new_workspace_id() -> WorkspaceId:
    return WorkspaceId(mint("wsp"))


def new_token_id() -> TokenId:
    return TokenId(mint("tok"))


def new_trail_entry_id() -> TrailEntryId:
    return TrailEntryId(mint("trl"))


def new_network_id() -> NetworkId:
    return NetworkId(mint("net"))


def new_persona_id() -> PersonaId:
    return PersonaId(mint("per"))


def new_alternative_id() -> AlternativeId:
    return AlternativeId(mint("alt"))


def new_differentiator_id() -> DifferentiatorId:
    return DifferentiatorId(mint("dif"))


def new_outcome_id() -> OutcomeId:
    return OutcomeId(mint("out"))


def new_region_id() -> RegionId:
    return RegionId(mint("reg"))


def new_account_id() -> AccountId:
    return AccountId(mint("acc"))


def new_message_id() -> MessageId:
    return MessageId(mint("msg"))


def new_test_id() -> TestId:
    return TestId(mint("tst"))


def new_gap_id() -> GapId:
    return GapId(mint("gap"))


def new_call_plan_id() -> CallPlanId:
    return CallPlanId(mint("pln"))


def new_opportunity_id() -> OpportunityId:
    return OpportunityId(mint("opp"))


def new_claim_id() -> ClaimId:
    return ClaimId(mint("clm"))


def new_stakeholder_id() -> StakeholderId:
    return StakeholderId(mint("stk"))


def new_price_exception_id() -> PriceExceptionId:
    return PriceExceptionId(mint("exc"))


def new_frozen_scorecard_id() -> FrozenScorecardId:
    return FrozenScorecardId(mint("scd"))


def new_kept_forecast_id() -> KeptForecastId:
    return KeptForecastId(mint("fct"))


def new_settings_id() -> SettingsId:
    return SettingsId(mint("set"))


def new_remark_id() -> RemarkId:
    return RemarkId(mint("rmk"))
