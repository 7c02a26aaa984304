"""What the value model says of an opportunity, asked in one request; and what is kept, decided and learned from it. On each store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest
from graphql import GraphQLObjectType, GraphQLSchema, build_schema, get_named_type

from admitting import VIEWER
from asking import Client
from conftest import Sent
from valuenet.api.schema import sdl
from valuenet.model.access import Role
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.ids import WorkspaceId
from valuenet.service.caller import LOCAL_CALLER, Caller
from valuenet.service.library import Library
from valuenet.service.scorecards import scorecard
from valuenet.value.figure import Figure

from .test_opportunities import ALDER, imported

FREEZE = """mutation { scorecardFreeze(opportunity: "alder-foods", reason: "before the board") { __typename
  ... on ScorecardFrozen { frozen { id stage by { name } opportunityRevision settingsRevision scorecard { preference { amount } } } }
  ... on InvalidOpportunity { problems { code message } } } }"""
ASK = """mutation ($asked: Decimal!) { priceExceptionRequest(opportunity: "alder-foods", asked: $asked, reason: "they asked") {
  __typename
  ... on PriceExceptionSaved { exception { id asked evidence { verdict because gap } decision { granted } revision } }
  ... on InvalidOpportunity { problems { path code message remedy } } } }"""
DECIDE = """mutation ($id: ID!, $granted: Decimal!) { priceExceptionDecide(exception: $id, granted: $granted, reason: "value first") {
  __typename ... on PriceExceptionSaved { exception { decision { granted reason by { name } at evidence { verdict gap
    scorecard { preference { amount } } } } revision } }
  ... on InvalidOpportunity { problems { code message remedy } } } }"""
PUT = """mutation ($put: OpportunityInput!) { opportunityPut(opportunity: "alder-foods", put: $put) { __typename
  ... on InvalidOpportunity { message } } }"""
CLOSE = """mutation ($key: ID!, $won: Boolean!) { opportunityClose(opportunity: $key, won: $won) { __typename } }"""
LIST_PRICE = {"yearly": "160000", "oneTime": "30000", "currency": "USD"}
FLOOR = {"yearly": "110000", "oneTime": "30000", "currency": "USD"}


@pytest.fixture
def alder(seller: Client) -> Client:
    """A client of a workspace in which Alder Foods is about to decide."""
    assert imported(seller)["__typename"] == "OpportunitiesFromFile"
    return seller


def whole(schema: GraphQLSchema, type_: str) -> str:
    """The selection of every field of a type, whatever is below it."""
    found = schema.type_map[type_]
    assert isinstance(found, GraphQLObjectType)
    parts = []
    for name, field in found.fields.items():
        inner = get_named_type(field.type)
        parts.append(f"{name} {{ {whole(schema, inner.name)} }}" if isinstance(inner, GraphQLObjectType) else name)
    return " ".join(parts)


def amounts(answer: Any, path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every figure in an answer, by its path."""
    if isinstance(answer, dict):
        if "formula" in answer and "low" not in answer:
            yield path, answer
        for name, value in answer.items():
            yield from amounts(value, f"{path}.{name}" if path else name)
    elif isinstance(answer, list):
        for place, value in enumerate(answer):
            yield from amounts(value, f"{path}[{place}]")


def at(value: Any, path: str) -> Figure:
    """What stands at a path of the scorecard itself."""
    for step in path.replace("[", ".").replace("]", "").split("."):
        snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in step)
        value = value[int(step)] if step.isdigit() else getattr(value, snake)
    assert isinstance(value, Figure)
    return value


def test_the_whole_scorecard_is_one_request_in_which_every_figure_expands(alder: Client) -> None:
    answer = alder.ask(f'{{ opportunity(id: "alder-foods") {{ scorecard {{ {whole(build_schema(sdl()), "Scorecard")} }} }} }}')
    shown = answer["opportunity"]["scorecard"]
    card = scorecard(alder.context.library, LOCAL_CALLER, "alder-foods").scorecard
    figures = [(path, figure) for path, figure in amounts(shown) if not path.startswith("lines[") or ".claims" not in path]
    assert len(figures) > 100
    for path, figure in figures:
        expected = at(card, path)
        assert figure["amount"] == (None if expected.amount is None else str(expected.amount)), path
        assert (figure["unit"], figure["formula"], figure["source"]) == (expected.unit, expected.formula, expected.source), path
        assert [part["name"] for part in figure["inputs"]] == [part.name for part in expected.inputs], path


def test_the_printed_figures_of_the_worked_example_read_in_words(alder: Client) -> None:
    card = alder.ask("""{ opportunity(id: "alder-foods") { scorecard { preference { amount low high unit inputs { name amount } source }
      unbuilt { amount } stated { yearly { amount } economicValue { amount } breakEvenBelief { amount } ratio { amount } }
      pricing { verdict because gap { amount } } winning { chance { amount } label } lines { name claims { title because } }
      questions { ask because worth { amount } } flips { because } cautions told } } }""")["opportunity"]["scorecard"]
    rounded = {name: round(Decimal(card["preference"][name]), -2) for name in ("amount", "low", "high")}
    assert rounded == {"amount": 86_900, "low": -49_900, "high": 236_100}
    assert card["preference"]["unit"] == "USD"
    assert [part["name"] for part in card["preference"]["inputs"]] == ["dV", "dP", "dK"]
    assert round(Decimal(card["unbuilt"]["amount"]), -2) == 74_600
    assert card["stated"]["yearly"]["amount"] == "85000.00"
    assert round(Decimal(card["stated"]["economicValue"]["amount"]), -2) == 415_300
    assert round(Decimal(card["stated"]["breakEvenBelief"]["amount"]), 3) == Decimal("0.589")
    assert round(Decimal(card["winning"]["chance"]["amount"]), 3) == Decimal("0.619")
    assert card["winning"]["label"] == "prior, not calibrated"
    assert (card["pricing"]["verdict"], card["pricing"]["gap"]["amount"]) == ("NOT_JUSTIFIED", "0.00")
    labour = next(line for line in card["lines"] if line["name"] == "AP labour")
    assert len(labour["claims"]) == 3
    assert all(claim["because"] for claim in labour["claims"])
    assert len(card["questions"]) == 3
    assert "preference +86 900." in " ".join(card["told"][0].split())


def test_a_list_above_what_the_value_bears_says_build_first_and_a_floor_turns_it(alder: Client) -> None:
    alder.ask(PUT, put={"listPrice": LIST_PRICE, "floorPrice": FLOOR})
    question = '{ opportunity(id: "alder-foods") { scorecard { pricing { verdict gap { amount } gapOfYearly { amount } } } } }'
    pricing = alder.ask(question)["opportunity"]["scorecard"]["pricing"]
    assert pricing["verdict"] == "BUILD_FIRST"
    assert round(Decimal(pricing["gap"]["amount"]), -2) == 55_400
    assert round(Decimal(pricing["gapOfYearly"]["amount"]), 3) == Decimal("0.139")


def test_a_frozen_scorecard_stays_and_is_compared_with_what_changed_and_who_changed_it(alder: Client) -> None:
    frozen = alder.ask(FREEZE)["scorecardFreeze"]["frozen"]
    assert (frozen["stage"], frozen["opportunityRevision"], frozen["settingsRevision"]) == ("proposal", 1, 0)
    alder.ask("""mutation { claimMove(opportunity: "alder-foods", claim: "early-pay-discounts-caught", to: REFUTED, reason: "the pilot",
      evidence: { on: "2026-03-09", quote: "We pay late on purpose" }) { __typename } }""")
    kept = alder.ask(
        '{ opportunity(id: "alder-foods") { frozen { id scorecard { preference { amount } } } scorecard { preference { amount } } } }'
    )
    then, now = kept["opportunity"]["frozen"][0]["scorecard"], kept["opportunity"]["scorecard"]
    assert then == frozen["scorecard"]
    assert Decimal(now["preference"]["amount"]) < Decimal(then["preference"]["amount"])
    compared = alder.ask(
        """query ($id: ID!) { scorecardsCompared(earlier: $id) { before { opportunity } after { opportunity }
          figures { name before after unit } claims { stateBefore stateAfter because } changes { reason by { name } } } }""",
        id=frozen["id"],
    )["scorecardsCompared"]
    assert (compared["before"]["opportunity"], compared["after"]["opportunity"]) == (1, 2)
    moved = {figure["name"]: figure for figure in compared["figures"]}
    assert moved["preference"]["before"] == then["preference"]["amount"]
    assert [(claim["stateBefore"], claim["stateAfter"]) for claim in compared["claims"]] == [("VALUED", "REFUTED")]
    assert [change["reason"] for change in compared["changes"]] == ["the pilot"]
    found = alder.ask("query ($id: ID!) { node(id: $id) { __typename } }", id=frozen["id"])["node"]
    assert found == {"__typename": "FrozenScorecard"}


def test_a_price_exception_keeps_what_the_evidence_said_and_its_decision_is_never_edited(alder: Client) -> None:
    alder.ask(PUT, put={"listPrice": LIST_PRICE, "floorPrice": FLOOR})
    asked = alder.ask(ASK, asked="60000")["priceExceptionRequest"]["exception"]
    assert (asked["asked"], asked["evidence"]["verdict"], asked["decision"], asked["revision"]) == ("60000", "BUILD_FIRST", None, 1)
    decided = alder.ask(DECIDE, id=asked["id"], granted="20000")["priceExceptionDecide"]["exception"]
    assert (decided["decision"]["granted"], decided["decision"]["reason"]) == ("20000", "value first")
    assert decided["decision"]["evidence"]["gap"] == asked["evidence"]["gap"]
    again = alder.ask(DECIDE, id=asked["id"], granted="60000")["priceExceptionDecide"]
    assert [problem["code"] for problem in again["problems"]] == ["DECIDED"]
    mutations = build_schema(sdl()).mutation_type
    assert mutations is not None
    assert [name for name in mutations.fields if name.startswith("priceException")] == ["priceExceptionRequest", "priceExceptionDecide"]
    alder.ask(PUT, put={"listPrice": None, "floorPrice": None})
    kept = alder.ask("""{ opportunity(id: "alder-foods") { exceptions { decision { granted evidence { verdict } } } }
      priceExceptions(decided: true) { nodes { id } } }""")
    assert kept["opportunity"]["exceptions"] == [{"decision": {"granted": "20000", "evidence": {"verdict": "BUILD_FIRST"}}}]
    assert kept["priceExceptions"]["nodes"] == [{"id": asked["id"]}]


@pytest.mark.parametrize("asked", ["0", "-5", "99999999"])
def test_a_discount_that_is_none_or_more_than_the_price_is_refused(alder: Client, asked: str) -> None:
    refused = alder.ask(ASK, asked=asked)["priceExceptionRequest"]
    assert [problem["path"] for problem in refused["problems"]] == ["asked"]
    assert refused["problems"][0]["remedy"]


def test_a_forecast_is_kept_and_later_compared_with_what_came(alder: Client) -> None:
    keep = """mutation { forecastKeep(title: "second quarter") { __typename ... on ForecastKept { forecast { title mean p10 p90 currency
      deals { amount chance label } came open settled } } ... on InvalidOpportunity { problems { code } } } }"""
    made = alder.ask(keep)["forecastKeep"]["forecast"]
    (deal,) = made["deals"]
    assert (deal["amount"], deal["label"], made["open"], made["settled"]) == ("390000", "prior, not calibrated", 1, False)
    assert abs(Decimal(made["mean"]) - 390_000 * Decimal(deal["chance"])) < 1
    now = alder.ask("{ portfolio { forecasts { label deals exact independent { mean p50 } stressed { p10 } curve { share amount } } } }")
    assert [(one["label"], one["deals"]) for one in now["portfolio"]["forecasts"]] == [("prior, not calibrated", 1)]
    alder.ask(CLOSE, key="alder-foods", won=True)
    kept = alder.ask("{ keptForecasts { forecasts { came open settled } comparison { n within ratio } } }")["keptForecasts"]
    assert kept["forecasts"] == [{"came": "390000", "open": 0, "settled": True}]
    assert kept["comparison"]["n"] == 1
    assert [problem["code"] for problem in alder.ask(keep)["forecastKeep"]["problems"]] == ["NOTHING_OPEN"]


def test_open_opportunities_are_ranked_by_where_a_conversation_pays_most(alder: Client) -> None:
    imported(alder, ALDER.replace("opportunity: alder-foods", "opportunity: oak").replace("10 000/30 000/80 000", "10 000/90 000/99 000"))
    ranks = alder.ask("{ portfolio { byUnbuilt { key unbuilt } byPreference { key } byEvidence { key evidence } leftOut { key } } }")
    assert [one["key"] for one in ranks["portfolio"]["byUnbuilt"]] == ["oak", "alder-foods"]
    assert len(ranks["portfolio"]["byEvidence"]) == 2
    assert ranks["portfolio"]["leftOut"] == []


def test_discounts_are_told_with_n_beside_the_mix_and_not_ranked_while_they_are_few(alder: Client) -> None:
    alder.ask(PUT, put={"listPrice": {**LIST_PRICE, "yearly": "150000"}})
    alder.ask(CLOSE, key="alder-foods", won=True)
    found = alder.ask("""{ discounts(by: REGION) { by beside total { n rate } groups { name rank spend { n discount rate assessed }
      mix { name share } opportunities } leftOut fewest url } }""")["discounts"]
    (east,) = found["groups"]
    assert (east["name"], east["rank"], east["spend"]["n"], east["spend"]["assessed"]) == ("East", None, 1, 0)
    assert east["mix"] == [{"name": "new", "share": "1"}]
    assert len(east["opportunities"]) == 1
    assert found["url"] == "/portfolio/discounts.svg?by=region"


def test_settings_are_changed_with_a_reason_and_every_scorecard_says_which_it_used(alder: Client) -> None:
    change = """mutation ($settings: [SettingInput!]!, $reason: String!, $seen: Int) {
      valueSettingsChange(settings: $settings, reason: $reason, expectedRevision: $seen) { __typename
        ... on ValueSettingsChanged { settings { revision settings { name value unit reason calibrated } } }
        ... on InvalidSettings { problems { path code message remedy } } ... on StaleRevision { expected current } } }"""
    question = '{ opportunity(id: "alder-foods") { scorecard { settingsRevision rate preference { amount } } } valueSettings { revision } }'
    before = alder.ask(question)
    assert (before["valueSettings"]["revision"], before["opportunity"]["scorecard"]["rate"]) == (0, "0.10")
    made = alder.ask(change, settings=[{"name": "discount_rate", "value": "0.08"}], reason="our customers borrow at eight", seen=0)
    shown = {one["name"]: one for one in made["valueSettingsChange"]["settings"]["settings"]}
    assert (shown["discount_rate"]["value"], shown["discount_rate"]["unit"]) == ("0.08", "a year")
    assert all(one["reason"] and one["calibrated"] == "not calibrated" for one in shown.values())
    after = alder.ask(question)["opportunity"]["scorecard"]
    assert (after["settingsRevision"], after["rate"]) == (1, "0.08")
    assert Decimal(after["preference"]["amount"]) > Decimal(before["opportunity"]["scorecard"]["preference"]["amount"])
    wrong = [{"name": "discount_rat", "value": "1"}, {"name": "base_rate", "value": "2"}, {"name": "draws", "value": "many"}]
    refused = alder.ask(change, settings=wrong, reason="", seen=1)["valueSettingsChange"]
    assert {problem["path"] for problem in refused["problems"]} == {"discount_rat", "base_rate", "draws", "reason"}
    stale = alder.ask(change, settings=[{"name": "base_rate", "value": "0.3"}], reason="last year", seen=0)["valueSettingsChange"]
    assert (stale["__typename"], stale["expected"], stale["current"]) == ("StaleRevision", 0, 1)


def test_what_customers_state_is_told_by_outcome_over_all_accounts(alder: Client) -> None:
    question = """query ($persona: String) { statedValues(networks: ["invoice-automation"], persona: $persona) {
      outcome { key } stated { accounts median low high } validated records { record amount validated } } }"""
    found = {one["outcome"]["key"]: one for one in alder.ask(question)["statedValues"]}
    assert found["less-overtime"]["stated"] == {"accounts": 1, "median": "50000", "low": "50000", "high": "50000"}
    assert Decimal(found["less-overtime"]["validated"]) == 1
    assert Decimal(found["early-pay-discounts-caught"]["validated"]) == 0
    only = alder.ask(question, persona="treasurer")["statedValues"]
    assert [one["outcome"]["key"] for one in only] == ["early-pay-discounts-caught"]


def test_the_quality_of_the_dialogue_leads_from_each_count_to_its_records(alder: Client) -> None:
    found = alder.ask("""{ opportunity(id: "alder-foods") { claims { id outcomeKey } quality { counts { sign n traces { record words } } } }
      dialogueQualities { seller opportunities counts { sign n } } }""")
    counts = {count["sign"]: count for count in found["opportunity"]["quality"]["counts"]}
    assert len(counts) == 7
    claims = {claim["id"]: claim["outcomeKey"] for claim in found["opportunity"]["claims"]}
    quantified = {claims[trace["record"]] for trace in counts["QUANTIFIED"]["traces"]}
    assert {"less-overtime", "early-pay-discounts-caught"} <= quantified
    assert counts["QUANTIFIED"]["n"] == len(counts["QUANTIFIED"]["traces"])
    assert [(one["seller"], len(one["opportunities"])) for one in found["dialogueQualities"]] == [("Ana", 1)]


def test_before_enough_is_closed_the_calibration_says_not_yet_and_why(alder: Client) -> None:
    found = alder.ask("{ calibration { used label won lost brier whyNot bins { n } url } }")["calibration"]
    assert (found["used"], found["label"], found["brier"], found["bins"]) == (False, "prior, not calibrated", None, [])
    assert found["whyNot"][0] == "0 of the 30 closed opportunities that it takes"


def test_a_scorecard_costs_a_fixed_number_of_store_calls(alder: Client, sent: Sent) -> None:
    def statements(question: str) -> list[str]:
        fresh = Client(Library(alder.context.library.store))
        sent.clear()
        fresh.ask(question)
        return list(sent)

    whole_card = statements(f'{{ opportunity(id: "alder-foods") {{ scorecard {{ {whole(build_schema(sdl()), "Scorecard")} }} }} }}')
    headline = statements('{ opportunity(id: "alder-foods") { scorecard { preference { amount } } } }')
    assert whole_card == headline
    assert len(headline) <= 16, headline


def test_the_portfolio_costs_as_many_store_calls_for_many_as_for_one(alder: Client, sent: Sent) -> None:
    question = "{ portfolio { forecasts { deals } byUnbuilt { key } byPreference { key } } }"

    def statements() -> list[str]:
        fresh = Client(Library(alder.context.library.store))
        sent.clear()
        fresh.ask(question)
        return list(sent)

    one = statements()
    for number in range(4):
        imported(alder, ALDER.replace("opportunity: alder-foods", f"opportunity: deal-{number}"))
    assert statements() == one
    assert len(one) <= 12, one


def test_another_workspace_sees_nothing_of_an_opportunity(alder: Client) -> None:
    inside = alder.ask('{ opportunity(id: "alder-foods") { id } }')["opportunity"]["id"]
    stranger = Client(alder.context.library, Caller(workspace=WorkspaceId("wsp_other"), actor=LOCAL_OWNER, role=Role.ADMIN))
    for name in (inside, "alder-foods"):
        answer = stranger.result("query ($id: ID!) { opportunity(id: $id) { key } node(id: $id) { id } }", id=name)
        assert answer.data is None or answer.data == {"opportunity": None, "node": None}


def test_who_may_not_see_what_is_personal_has_all_of_a_kept_scorecard_and_of_a_price_exception_but_the_words(alder: Client) -> None:
    frozen = alder.ask(FREEZE)["scorecardFreeze"]["frozen"]["id"]
    seller = Client(alder.context.library, VIEWER)
    asked = seller.ask(ASK, asked="60000")["priceExceptionRequest"]["exception"]
    assert asked["evidence"]["verdict"]
    question = """query ($id: ID!) { opportunity(id: "alder-foods") {
        frozen { stage scorecard { key } } exceptions { asked evidence { verdict scorecard { key } } } scorecard { key } }
      node(id: $id) { ... on FrozenScorecard { stage scorecard { key } } } }"""
    theirs, ours = (client.ask(question, id=frozen) for client in (seller, alder))
    assert theirs["opportunity"]["scorecard"] == ours["opportunity"]["scorecard"] == {"key": "alder-foods"}
    assert theirs["node"] == {"stage": "proposal", "scorecard": None}
    assert ours["node"] == {"stage": "proposal", "scorecard": {"key": "alder-foods"}}
    assert theirs["opportunity"]["frozen"] == [theirs["node"]]
    (exception,) = theirs["opportunity"]["exceptions"]
    assert exception == {"asked": "60000", "evidence": {"verdict": asked["evidence"]["verdict"], "scorecard": None}}
    compared = seller.result("query ($id: ID!) { scorecardsCompared(earlier: $id) { changes { reason } } }", id=frozen)
    assert compared.data == {"scorecardsCompared": None}
    assert compared.errors is not None
    assert "takes the role editor or admin" in str(compared.errors[0])
