"""Opportunities as sellers open, change and record them in their GraphQL client: on each store, refusals as data."""

from __future__ import annotations

from typing import Any

import pytest

from asking import EXAMPLES, Client
from conftest import Sent
from valuenet.service.library import Library

OPEN = """
mutation ($new: NewOpportunityInput!, $key: String) {
  opportunityOpen(new: $new, idempotencyKey: $key) {
    __typename
    ... on OpportunitySaved { accountCreated opportunity { id key name owner revision claims { state outcomeKey interested { key } } } }
    ... on InvalidOpportunity { message problems { path code message remedy } }
  }
}
"""
CALL = """
mutation ($call: CallInput!) {
  callRecord(opportunity: "alder-foods", call: $call) {
    __typename
    ... on OpportunitySaved { opportunity { revision scorecard { overlap {
      counted { outcome } countedSentence unmet { title } unmetSentence unbuilt { outcome } unbuiltSentence allies { key } } } } }
    ... on LadderRefused { problems { path code message remedy } }
    ... on InvalidOpportunity { problems { path code message remedy } }
  }
}
"""
MOVE = """
mutation ($claim: String!, $to: ClaimState!, $evidence: EvidenceInput!, $amount: RangeInput) {
  claimMove(opportunity: "alder-foods", claim: $claim, to: $to, evidence: $evidence, amount: $amount) {
    __typename
    ... on OpportunitySaved { opportunity { claims(states: [VALIDATED]) { outcomeKey moves { before after by evidence { quote } } } } }
    ... on LadderRefused { message problems { path code remedy } }
    ... on InvalidOpportunity { problems { path code remedy } }
  }
}
"""
IMPORT = """
mutation ($document: String!, $dry: Boolean!) {
  opportunityImport(document: $document, dryRun: $dry) {
    __typename
    ... on OpportunitiesFromFile { dryRun opportunities {
      key accountCreated revision opportunity { id } changes { kind part key title fields { name before after } } } }
    ... on InvalidDocument { problems { path code message remedy line column } }
  }
}
"""
ALDER = (EXAMPLES / "opportunities" / "alder-foods.yaml").read_text()
NEW = {
    "key": "birch",
    "network": "invoice-automation",
    "account": "Birch Mills",
    "price": {"yearly": "120000", "oneTime": "30000", "currency": "USD"},
}


def imported(client: Client, document: str = ALDER, *, dry: bool = False) -> Any:
    return client.ask(IMPORT, document=document, dry=dry)["opportunityImport"]


@pytest.fixture
def alder(seller: Client) -> Client:
    """A client of a workspace in which Alder Foods is about to decide."""
    assert imported(seller)["__typename"] == "OpportunitiesFromFile"
    return seller


def test_an_opportunity_is_opened_with_every_desired_outcome_proposed_and_what_tests_say_as_context(seller: Client) -> None:
    answer = seller.ask(OPEN, new=NEW)["opportunityOpen"]
    assert answer["accountCreated"]
    opened = answer["opportunity"]
    assert {claim["state"] for claim in opened["claims"]} == {"PROPOSED"}
    desired = seller.ask('{ network(id: "invoice-automation") { outcomes { key wanted desiredBy { persona { key } } } } }')
    outcomes = desired["network"]["outcomes"]
    assert [claim["outcomeKey"] for claim in opened["claims"]] == [one["key"] for one in outcomes if one["wanted"] and one["desiredBy"]]
    assert all(claim["interested"] for claim in opened["claims"])
    seller.ask("""mutation { messageTest(test: { outcome: "invoice-automation/less-overtime", persona: "ap-manager",
      account: "Birch Mills", result: VALIDATED, on: "2026-03-05", stated: "40000" }) { __typename } }""")
    context = seller.ask('{ opportunity(id: "birch") { heard { claim tally { validated accounts } here stated { median } } } }')
    (heard,) = context["opportunity"]["heard"]
    assert (heard["tally"]["validated"], heard["here"], heard["stated"]["median"]) == (1, ["VALIDATED"], "40000")


def test_the_same_opening_with_the_same_key_is_done_once_and_another_one_finds_the_key_taken(seller: Client) -> None:
    seller = Client(Library(seller.context.library.store))  # by its own clock: what was answered is kept for 7 days
    first = seller.ask(OPEN, new=NEW, key="monday")["opportunityOpen"]
    assert seller.ask(OPEN, new=NEW, key="monday")["opportunityOpen"]["opportunity"]["id"] == first["opportunity"]["id"]
    again = seller.ask(OPEN, new=NEW)["opportunityOpen"]
    assert [problem["code"] for problem in again["problems"]] == ["KEY_TAKEN"]


def test_one_call_moves_claims_between_the_three_lists(alder: Client) -> None:
    before = alder.ask('{ opportunity(id: "alder-foods") { scorecard { overlap { unbuilt { outcome } counted { outcome } } } } }')
    overlap = before["opportunity"]["scorecard"]["overlap"]
    assert [one["outcome"] for one in overlap["unbuilt"]] == ["fewer-audit-findings"]
    said = {"claim": "fewer-audit-findings", "to": "ENVISIONED", "quote": "No auditor asks twice", "belief": "0.8"}
    wish = {"words": "Cash forecasts by supplier", "desirability": "HIGH"}
    call = {"stakeholder": "controller", "on": "2026-03-09", "source": "call", "statements": [said], "unmet": [wish], "credible": True}
    after = alder.ask(CALL, call=call)["callRecord"]["opportunity"]["scorecard"]["overlap"]
    assert "fewer-audit-findings" in [one["outcome"] for one in after["counted"]]
    assert after["unbuilt"] == []
    assert after["unbuiltSentence"] == "Everything that we could deliver has been envisioned."
    assert "Cash forecasts by supplier" in [one["title"] for one in after["unmet"]]
    kept = alder.ask("""{ opportunity(id: "alder-foods") { calls { stakeholder { key } by statements { outcome to quote belief }
      credible } unmet { words by { key } on } stakeholders { key heardFrom credibleSince } } }""")["opportunity"]
    assert kept["calls"][0]["statements"][0]["belief"] == "0.8"
    assert kept["unmet"][-1] == {"words": "Cash forecasts by supplier", "by": {"key": "controller"}, "on": "2026-03-09"}
    assert {"key": "controller", "heardFrom": "2026-03-09", "credibleSince": "2026-03-09"} in kept["stakeholders"]


def test_a_move_without_its_evidence_is_refused_with_what_is_missing(alder: Client) -> None:
    refused = alder.ask(MOVE, claim="fewer-audit-findings", to="VALIDATED", evidence={"on": "2026-03-09"})["claimMove"]
    assert refused["__typename"] == "LadderRefused"
    assert [problem["path"] for problem in refused["problems"]] == ["evidence.quote", "evidence.stated_by", "evidence.confirmed"]
    assert all(problem["remedy"] for problem in refused["problems"])
    back = alder.ask(MOVE, claim="less-overtime", to="TESTED", evidence={"on": "2026-03-09"})["claimMove"]
    assert [problem["code"] for problem in back["problems"]] == ["NO_SUCH_STEP"]


def test_a_move_with_its_evidence_is_kept_step_by_step(alder: Client) -> None:
    evidence = {"on": "2026-03-09", "quote": "No auditor asks twice", "statedBy": "controller", "confirmed": "WRITING"}
    moved = alder.ask(MOVE, claim="fewer-audit-findings", to="VALIDATED", evidence=evidence)["claimMove"]["opportunity"]
    (audit,) = (claim for claim in moved["claims"] if claim["outcomeKey"] == "fewer-audit-findings")
    steps = [(move["before"], move["after"]) for move in audit["moves"]]
    assert steps == [("PROPOSED", "TESTED"), ("TESTED", "ENVISIONED"), ("ENVISIONED", "VALUED"), ("VALUED", "VALIDATED")]


def test_the_sellers_own_number_never_replaces_the_customers(alder: Client) -> None:
    answer = alder.ask("""mutation { claimSize(opportunity: "alder-foods", claim: "less-overtime", line: "ap-labour",
      amount: { low: 90000, likely: 95000, high: 99000 }) { __typename ... on LadderRefused { problems { code } } } }""")["claimSize"]
    assert answer == {"__typename": "LadderRefused", "problems": [{"code": "CUSTOMERS_NUMBER"}]}


def test_the_owner_of_a_number_may_say_that_it_is_different_money_and_the_sentence_is_kept(alder: Client) -> None:
    answer = alder.ask("""mutation { moneyOverride(opportunity: "alder-foods", claim: "invoices-processed-faster", override: {
      verdict: DIFFERENT, claim: "less-overtime",
      sentence: "That is the temp agency, not my overtime", by: "ap-manager", on: "2026-03-09" }) {
      __typename ... on OpportunitySaved { opportunity { claims { outcomeKey overrides { verdict sentence by { key } } }
        scorecard { envisioned { yearly { amount } } } } } } }""")["moneyOverride"]["opportunity"]
    (faster,) = (claim for claim in answer["claims"] if claim["outcomeKey"] == "invoices-processed-faster")
    assert faster["overrides"] == [
        {"verdict": "DIFFERENT", "sentence": "That is the temp agency, not my overtime", "by": {"key": "ap-manager"}}
    ]
    assert answer["scorecard"]["envisioned"]["yearly"]["amount"] == "125000.00"


def test_two_sellers_who_change_one_opportunity_learn_of_each_other(alder: Client) -> None:
    put = """mutation ($stage: String!, $seen: Int!) { opportunityPut(opportunity: "alder-foods", put: { stage: $stage },
      expectedRevision: $seen, reason: "after the call") { __typename ... on OpportunitySaved { opportunity { stage revision } }
      ... on StaleRevision { expected current since { reason } } } }"""
    first = alder.ask(put, stage="negotiation", seen=1)["opportunityPut"]["opportunity"]
    assert first == {"stage": "negotiation", "revision": 2}
    second = alder.ask(put, stage="lost", seen=1)["opportunityPut"]
    assert second == {"__typename": "StaleRevision", "expected": 1, "current": 2, "since": [{"reason": "after the call"}]}


def test_fields_and_parts_are_put_by_name_and_what_is_left_out_stays(alder: Client) -> None:
    answer = alder.ask("""mutation { opportunityPut(opportunity: "alder-foods", put: {
      listPrice: { yearly: 160000, oneTime: 30000, currency: "USD" }, floorPrice: null, manager: null,
      stakeholders: [{ key: "controller", influence: 0.2 }], moneyLines: [{ key: "audit-cost", name: "Audit cost", baseline: 400000 }],
      claims: [{ claim: "fewer-audit-findings", ramp: [0.5, 1], firstMonth: 4 }] }) {
      ... on OpportunitySaved { opportunity { owner manager listPrice { yearly currency } floorPrice { yearly }
        stakeholders { key name influence } moneyLines { key baseline }
        claims(states: [PROPOSED]) { outcomeKey amount { likely } ramp firstMonth years } } } } }""")["opportunityPut"]["opportunity"]
    assert (answer["owner"], answer["manager"], answer["listPrice"]["yearly"], answer["floorPrice"]) == ("Ana", None, "160000", None)
    assert {"key": "controller", "name": "Karl Weiss", "influence": "0.2"} in answer["stakeholders"]
    assert {"key": "audit-cost", "baseline": "400000"} in answer["moneyLines"]
    (audit,) = (claim for claim in answer["claims"] if claim["outcomeKey"] == "fewer-audit-findings")
    expected = {"amount": {"likely": "30000"}, "ramp": ["0.5", "1"], "firstMonth": 4, "years": None}
    assert audit == {"outcomeKey": "fewer-audit-findings", **expected}


def test_an_opportunity_is_closed_opened_again_and_found_by_how_it_stands(alder: Client) -> None:
    close = """mutation ($won: Boolean) { opportunityClose(opportunity: "alder-foods", won: $won) {
      ... on OpportunitySaved { opportunity { won closed } } } }"""
    listed = "query ($where: OpportunityFilter) { opportunities(where: $where) { nodes { key } pageInfo { hasNextPage } } }"
    assert alder.ask(close, won=True)["opportunityClose"]["opportunity"] == {"won": True, "closed": "2026-03-10"}
    assert alder.ask(listed, where={"open": True})["opportunities"]["nodes"] == []
    assert alder.ask(listed, where={"won": True, "owner": "ANA"})["opportunities"]["nodes"] == [{"key": "alder-foods"}]
    assert alder.ask(close, won=None)["opportunityClose"]["opportunity"] == {"won": None, "closed": None}


def test_how_an_opportunity_ended_has_to_be_said_and_is_never_guessed(alder: Client) -> None:
    alder.ask('mutation { opportunityClose(opportunity: "alder-foods", won: true) { __typename } }')
    answer = alder.ask("""mutation { opportunityClose(opportunity: "alder-foods") { __typename
      ... on InvalidOpportunity { problems { path code } } } }""")["opportunityClose"]
    assert answer == {"__typename": "InvalidOpportunity", "problems": [{"path": "won", "code": "MISSING"}]}
    assert alder.ask('{ opportunity(id: "alder-foods") { won } }')["opportunity"] == {"won": True}


def test_everything_malformed_in_an_input_is_told_at_once_with_its_path(seller: Client) -> None:
    wrong = {
        "stakeholders": [{"key": "ann", "persona": "cfo", "influence": "1.5"}],
        "alternatives": [{"key": "competitor-b", "price": {"yearly": "-5", "currency": "DOLLARS"}}],
        "claims": [
            {"claim": "less-overtime", "line": "x", "amount": {"low": 9, "likely": 5, "high": 1}},
            {"claim": "higher-profit", "ramp": ["2"]},
        ],
        "switchingCost": "NaN",
    }
    wrong.pop("switchingCost")
    answer = seller.ask(OPEN, new={**NEW, "price": {"yearly": "1", "currency": "US"}, "more": wrong})["opportunityOpen"]
    assert answer["__typename"] == "InvalidOpportunity"
    assert {problem["path"] for problem in answer["problems"]} >= {"alternatives[0].price.yearly", "claims[0].amount", "claims[1].ramp[0]"}
    assert all(problem["remedy"] for problem in answer["problems"])


def test_what_does_not_fit_the_network_or_the_workspace_is_told_at_once(seller: Client) -> None:
    more = {
        "stakeholders": [{"key": "ann", "persona": "cfoo"}],
        "alternatives": [{"key": "competitor-b", "price": {"yearly": "9", "currency": "EUR", "unit": "site", "years": 5}}],
        "claims": [{"outcome": "no-such-outcome"}, {"claim": "less-overtime", "amount": {"low": 1, "likely": 2, "high": 3}}],
        "baseRate": "1.2",
    }
    answer = seller.ask(OPEN, new={**NEW, "more": more})["opportunityOpen"]
    codes = {problem["code"] for problem in answer["problems"]}
    assert codes >= {"UNKNOWN_PERSONA", "UNKNOWN_OUTCOME", "NO_MONEY_LINE"}, answer["problems"]


def test_a_document_is_looked_at_first_then_imported_and_changes_nothing_the_second_time(seller: Client) -> None:
    dry = imported(seller, dry=True)
    assert dry["dryRun"]
    assert [(one["accountCreated"], one["opportunity"]) for one in dry["opportunities"]] == [(True, None)]
    assert seller.ask('{ opportunity(id: "alder-foods") { id } }')["opportunity"] is None
    done = imported(seller)
    assert done["opportunities"][0]["revision"] == 1
    again = imported(seller)["opportunities"][0]
    assert (again["changes"], again["revision"]) == ([], 1)
    changed = imported(seller, ALDER.replace("stage: proposal", "stage: negotiation"), dry=True)["opportunities"][0]
    assert changed["changes"] == [
        {
            "kind": "CHANGED",
            "part": "OPPORTUNITY",
            "key": "alder-foods",
            "title": None,
            "fields": [{"name": "stage", "before": "proposal", "after": "negotiation"}],
        }
    ]


def test_everything_wrong_with_a_document_is_told_with_its_lines(seller: Client) -> None:
    broken = ALDER.replace("30 000/50 000/80 000", "80 000/50 000/30 000").replace("persona: cfo", "persona: cfoo")
    broken = broken.replace("base_rate: 25 %", "base_rate: 125 %").replace("contribution_margin", "contribution_margn")
    answer = imported(seller, broken)
    assert answer["__typename"] == "InvalidDocument"
    assert len(answer["problems"]) >= 4
    assert all(problem["line"] and problem["remedy"] for problem in answer["problems"])


def replaced(*changes: tuple[str, str]) -> str:
    """The document of the worked example with some of its words changed, each once."""
    text = ALDER
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return text


def test_bad_amounts_mixed_terms_strange_outcomes_and_lost_money_lines_are_named_at_once(seller: Client) -> None:
    broken = replaced(
        ("30 000/50 000/80 000", "80 000/50 000/30 000"),
        ("base_rate: 25 %", "base_rate: 125 %"),
        ("    line: audit-cost\n", ""),
        ("  fewer-audit-findings:", "  no-such-outcome:"),
        ("yearly: 80 000, one_time: 20 000", "yearly: 80 000, one_time: 20 000, years: 5"),
    )
    codes = {problem["code"] for problem in imported(seller, broken)["problems"]}
    assert codes == {"NOT_IN_ORDER", "OUT_OF_BOUNDS", "NO_MONEY_LINE", "UNKNOWN_OUTCOME", "MIXED_YEARS"}


def test_a_strange_currency_and_a_baseline_below_what_is_claimed_on_it_are_named_at_once(seller: Client) -> None:
    broken = replaced(("currency: USD}", "currency: EUR}"), ("{name: Supplier discounts}", "{name: Supplier discounts, baseline: 1 000}"))
    answer = imported(seller, broken)
    assert {problem["code"] for problem in answer["problems"]} >= {"OTHER_CURRENCY", "OVER_BASELINE"}, answer
    assert all(problem["line"] and problem["remedy"] for problem in answer["problems"])


def test_the_export_of_a_crm_becomes_opportunities_by_its_mapping(seller: Client) -> None:
    sheet = "Id,Deal,Company,Annual,Status,Day\nd-1,Elm renewal,Elm Works,50000,Closed Won,2026-03-01\nd-2,Oak,Oak Ltd,x,Open,2026-03-01\n"
    mapping = """valuenet: 1
columns: {Id: key, Deal: name, Company: account, Annual: price.yearly, Status: won, Day: [opened, closed]}
values: {won: {Closed Won: "yes", Open: ""}}
defaults: {network: invoice-automation, currency: USD}
"""
    mutation = """mutation ($csv: String!, $mapping: String!, $skip: Boolean!) {
      opportunitiesImport(csv: $csv, mapping: $mapping, skipBad: $skip) { __typename
        ... on OpportunitiesFromFile { opportunities { key opportunity { name account { name } } } problems { line code } }
        ... on InvalidDocument { problems { path line code message remedy } } } }"""
    refused = seller.ask(mutation, csv=sheet, mapping=mapping, skip=False)["opportunitiesImport"]
    assert refused["__typename"] == "InvalidDocument"
    assert {problem["line"] for problem in refused["problems"]} == {3}, refused
    done = seller.ask(mutation, csv=sheet, mapping=mapping, skip=True)["opportunitiesImport"]
    assert [(one["key"], one["opportunity"]["account"]["name"]) for one in done["opportunities"]] == [("d-1", "Elm Works")]
    assert [problem["line"] for problem in done["problems"]] == [3]


def test_a_list_of_opportunities_costs_a_fixed_number_of_store_calls(seller: Client, sent: Sent, library: Library) -> None:
    question = "{ opportunities(first: 100) { nodes { key name account { name } network { key } claims { state } misfits { code } } } }"

    def statements() -> list[str]:
        fresh = Client(Library(seller.context.library.store))
        sent.clear()
        assert fresh.ask(question)["opportunities"]["nodes"]
        return list(sent)

    seller.ask(OPEN, new=NEW)
    few = statements()
    for number in range(5):
        seller.ask(OPEN, new={**NEW, "key": f"birch-{number}", "account": f"Tree {number}", "newAccount": True})
    assert statements() == few
    assert len(few) <= 10, few
