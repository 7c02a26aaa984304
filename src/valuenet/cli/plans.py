"""Which kept brief is meant: by its id, or the last one."""

from __future__ import annotations

from valuenet.cli.refusals import Refusal
from valuenet.cli.session import Session
from valuenet.service.call_plans import CallPlanView, call_plan, call_plans

LAST = "last"


def plan_meant(opened: Session, said: str, account: str | None = None) -> CallPlanView:
    """The call plan with this id; `last` is the one that was kept last, for this account if one is named."""
    if said != LAST:
        return call_plan(opened.library, opened.caller, said)
    found = call_plans(opened.library, opened.caller, account, first=1).plans
    if not found:
        raise Refusal(["Error: no brief was kept yet (valuenet brief … --keep keeps one)"])
    return found[0]
