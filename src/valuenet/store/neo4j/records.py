"""How records are nodes and relationships: the statement that writes each kind, their labels, properties and types.

    (:Message|Test)-[:ABOUT]->(:Outcome)<-[:BECAME]-(:ValueGap)-[:SAME_AS]->(:ValueGap)
    (:Message)-[:PUT_TO]->(:Persona)<-[:WITH]-(:Test|CallPlan)        (:ValueGap)-[:FELT_BY]->(:Persona)
    (:Test|ValueGap|CallPlan)-[:AT]->(:Account)                       (:Test)-[:OF]->(:Message)-[:BECAUSE_OF]->(:Test)
    (:Remark)-[:ABOUT]->(:Outcome|Differentiator)                     (:Remark)-[:IN]->(:Network)
    (:Message|Test|ValueGap)-[:IN]->(:Network)<-[:USES]-(:CallPlan)<-[:RECORDED_FOR]-(:Test)<-[:CAME_UP_IN]-(:ValueGap)
    (:Network)<-[:RESTS_ON]-(:Opportunity)-[:AT]->(:Account)          (:Opportunity)-[:INVOLVES]->(:Persona)
    (:Opportunity)<-[:FOR]-(:PriceException)-[:AT]->(:Account)        (:PriceException|FrozenScorecard)-[:IN]->(:Network)
    (:Opportunity)<-[:OF]-(:FrozenScorecard)-[:AT]->(:Account)        (:KeptForecast)-[:COUNTS]->(:Opportunity)

All of them carry the label `Record` too: it is what gives them one namespace of ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from valuenet.model.account import Account
from valuenet.model.call_plan import CallPlan
from valuenet.model.frozen_scorecard import FrozenScorecard
from valuenet.model.ids import WorkspaceId
from valuenet.model.kept_forecast import KeptForecast
from valuenet.model.message import Message
from valuenet.model.message_test import MessageTest, StatedNumber
from valuenet.model.opportunity import Opportunity
from valuenet.model.price_exception import PriceException
from valuenet.model.record import Kept, Record
from valuenet.model.remark import Remark
from valuenet.model.value_gap import ValueGap
from valuenet.model.value_settings import listed
from valuenet.model.vocabulary import ElementKind
from valuenet.model.workspace_settings import WorkspaceSettings
from valuenet.store.filing import filing
from valuenet.store.neo4j.graph import Properties, said
from valuenet.store.neo4j.parts import priced
from valuenet.store.protocol import RecordQuestion

PUT: Mapping[type[Record], str] = {
    Account: "put_accounts",
    CallPlan: "put_call_plans",
    Message: "put_messages",
    MessageTest: "put_tests",
    Remark: "put_remarks",
    ValueGap: "put_value_gaps",
    Opportunity: "put_opportunities",
    PriceException: "put_price_exceptions",
    FrozenScorecard: "put_frozen_scorecards",
    KeptForecast: "put_kept_forecasts",
    WorkspaceSettings: "put_value_settings",
}
"""The statement that writes the records of each kind. Where they stand in a commit does not matter: all of them are made before."""

LABEL: Mapping[type[Record], str] = {
    Account: "Account",
    CallPlan: "CallPlan",
    Message: "Message",
    MessageTest: "Test",
    Remark: "Remark",
    ValueGap: "ValueGap",
    Opportunity: "Opportunity",
    PriceException: "PriceException",
    FrozenScorecard: "FrozenScorecard",
    KeptForecast: "KeptForecast",
    WorkspaceSettings: "WorkspaceSettings",
}

_EVERYTHING = 2**63 - 1
_AFTER_EVERY_PLACE = "\U0010ffff"


def properties(workspace: WorkspaceId, kept: Kept[Record], snapshot: str) -> Properties:
    """(:Record): the snapshot that reads use, what the record is found by, and what people want to see of it."""
    filed = filing(kept.record)
    return said(
        id=filed.id,
        workspaceId=workspace,
        kind=filed.kind.value,
        key=filed.key,
        place=filed.place,
        outcomeId=filed.outcome,
        accountId=filed.account,
        personaIds=list(filed.personas),
        revision=kept.revision,
        changedAt=kept.changed_at,
        changedBy=kept.changed_by.name,
        actorId=kept.changed_by.id,
        snapshot=snapshot,
        **_shown(kept.record),
    )


def relationships(record: Record) -> Iterator[tuple[str, str]]:
    """The types of all relationships that start from a record, with the ids at their ends; an end may not be there."""
    match record:
        case Account() | WorkspaceSettings():
            ends: list[tuple[str, str | None]] = []
        case CallPlan():
            ends = [("AT", record.account), *(("WITH", attendee.persona) for attendee in record.attendees)]
            ends += [("USES", network) for network in record.networks]
        case Message():
            ends = [("ABOUT", record.outcome), ("PUT_TO", record.persona), ("IN", record.network)]
            ends += [("BECAUSE_OF", test) for test in record.because]
        case MessageTest():
            ends = [("ABOUT", record.outcome), ("WITH", record.persona), ("IN", record.network), ("AT", record.account)]
            ends += [("OF", record.message), ("RECORDED_FOR", record.plan)]
        case Remark():
            ends = [("ABOUT", record.node), ("IN", record.network)]
        case ValueGap():
            ends = [("BECAME", record.outcome), ("FELT_BY", record.persona), ("IN", record.network), ("AT", record.account)]
            ends += [("SAME_AS", record.same_as), ("CAME_UP_IN", record.test)]
        case Opportunity():
            ends = [("RESTS_ON", record.network), ("AT", record.account)]
            ends += [("INVOLVES", persona) for persona in filing(record).personas]
        case PriceException():
            ends = [("FOR", record.opportunity), ("IN", record.network), ("AT", record.account)]
        case FrozenScorecard():
            ends = [("OF", record.opportunity), ("IN", record.network), ("AT", record.account)]
        case KeptForecast():
            ends = [("COUNTS", deal.opportunity) for deal in record.deals]
    return ((type_, end) for type_, end in dict.fromkeys(ends) if end is not None)


def asked(workspace: WorkspaceId, question: RecordQuestion) -> tuple[str, Mapping[str, Any]]:
    """The statement that answers a question, and its parameters: a walk along the places, or a look at what speaks of something."""
    filters = {"outcomes": question.outcomes, "accounts": question.accounts, "personas": question.personas, "networks": question.networks}
    params: dict[str, Any] = {name: None if ids is None else list(ids) for name, ids in filters.items()}
    params |= {"workspaceId": workspace, "kind": question.kind.value, "after": question.after}
    params["limit"] = _EVERYTHING if question.limit is None else question.limit
    given = {name for name, ids in filters.items() if ids is not None}
    if given and not (given == {"networks"} and question.kind is ElementKind.CALL_PLAN):  # of which each may use several
        return "records_about", params | {"newest": question.newest}
    walk = {name: params[name] for name in ("workspaceId", "kind", "networks", "after", "limit")}
    if question.newest:
        return "records_last", walk | {"after": question.after or _AFTER_EVERY_PLACE}
    return "records_first", walk


def _shown(record: Record) -> Properties:
    """What people want to see of a record, in words."""
    match record:
        case Account():
            return {"name": record.name, "trade": record.trade, "region": record.region, "note": record.note, "archived": record.archived}
        case CallPlan():
            comments = [f"{comment.by.name}: {comment.text}" for comment in record.comments]
            networks = list(filing(record).networks)
            return {"title": record.title, "on": str(record.on), "owner": record.owner.name, "comments": comments, "networkIds": networks}
        case Message():
            return _message(record)
        case MessageTest():
            return _test(record)
        case Remark():
            settled = record.settled
            said_by = {"networkId": record.network, "causeId": record.cause, "about": list(record.about), "by": record.by.name}
            return {**said_by, "text": record.text, "settledBy": settled.by.name if settled else None}
        case ValueGap():
            return _gap(record)
        case Opportunity():
            return _opportunity(record)
        case PriceException():
            return _exception(record)
        case FrozenScorecard():
            return _frozen(record)
        case KeptForecast():
            return _forecast(record)
        case WorkspaceSettings():
            return {"settings": [f"{setting.name}: {setting.value}" for setting in listed(record.settings)]}


def _message(message: Message) -> Properties:
    approval = message.approval
    return {
        "networkId": message.network,
        "testIds": list(message.because),
        "headline": message.headline,
        "text": message.say,
        "questions": list(message.questions),
        "proof": [point.text for point in message.proof],
        "objection": message.objection,
        "answer": message.answer,
        "stage": message.stage.value,
        "owner": message.owner.name,
        "state": message.state.value,
        "approvedBy": approval.by.name if approval else None,
        "approvedAt": approval.at if approval else None,
    }


def _test(test: MessageTest) -> Properties:
    return {
        "networkId": test.network,
        "messageId": test.message,
        "planId": test.plan,
        "on": str(test.on),
        "result": test.result.value,
        "person": test.person,
        "quote": test.quote,
        "desirability": test.desirability.value if test.desirability else None,
        "thoughtOf": test.thought_of,
        "need": test.need,
        "credible": test.credible,
        **_stated(test.stated),
    }


def _gap(gap: ValueGap) -> Properties:
    decision = gap.decision
    return {
        "networkId": gap.network,
        "sameAsId": gap.same_as,
        "testId": gap.test,
        "text": gap.text,
        "on": str(gap.on),
        "scout": gap.scout,
        "function": gap.function.value,
        "importance": gap.importance.value,
        "anticipated": gap.anticipated,
        "state": gap.state.value,
        "decidedBy": decision.by.name if decision else None,
        "decidedAt": decision.at if decision else None,
        "reason": decision.reason if decision else None,
        **_stated(gap.stated),
    }


def _stated(stated: StatedNumber | None) -> Properties:
    """A number that can be added up; to the last digit it stands in the snapshot."""
    return {"amount": float(stated.amount), "unit": stated.unit} if stated else {}


def _opportunity(opportunity: Opportunity) -> Properties:
    return {
        "networkId": opportunity.network,
        "name": opportunity.name,
        "offering": opportunity.offering,
        "type": opportunity.kind.value,
        "stage": opportunity.stage,
        "opened": str(opportunity.opened),
        "expectedClose": str(opportunity.expected_close or ""),
        "closed": str(opportunity.closed or ""),
        "won": opportunity.won,
        "owner": opportunity.owner,
        "manager": opportunity.manager,
        "region": opportunity.region,
        **priced(opportunity.price),
    }


def _exception(exception: PriceException) -> Properties:
    decision = exception.decision
    return {
        "networkId": exception.network,
        "opportunityId": exception.opportunity,
        "on": str(exception.on),
        "by": exception.by.name,
        "asked": float(exception.asked),
        "reason": exception.reason,
        "verdict": exception.guidance.verdict,
        "because": exception.guidance.because,
        "granted": float(decision.granted) if decision else None,
        "decidedBy": decision.by.name if decision else None,
        "decidedAt": decision.at if decision else None,
        "decisionReason": decision.reason if decision else None,
    }


def _frozen(frozen: FrozenScorecard) -> Properties:
    features = frozen.features
    return {
        "networkId": frozen.network,
        "opportunityId": frozen.opportunity,
        "stage": frozen.stage,
        "on": str(frozen.on),
        "by": frozen.by.name,
        "preference": float(features.preference),
        "price": float(features.price),
        "economicValue": float(features.economic_value),
        "unbuilt": float(features.unbuilt),
        "heard": float(features.heard),
        "chance": float(features.chance) if features.chance is not None else None,
        "chanceLabel": features.label,
    }


def _forecast(forecast: KeptForecast) -> Properties:
    return {
        "title": forecast.title,
        "on": str(forecast.on),
        "by": forecast.by.name,
        "currency": forecast.currency,
        "opportunityIds": list(dict.fromkeys(deal.opportunity for deal in forecast.deals)),
        "mean": float(forecast.mean),
        "p10": float(forecast.p10),
        "p50": float(forecast.p50),
        "p90": float(forecast.p90),
    }
