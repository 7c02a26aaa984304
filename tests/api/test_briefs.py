"""Briefs through GraphQL, as a seller asks for one, keeps it, and learns from the meeting; and a manager's word on it."""

from __future__ import annotations

from typing import Any

import pytest

from asking import Client
from conftest import Sent

BRIEF = """
query Brief($personas: [String!], $attendees: [AttendeeInput!], $account: String, $networks: [ID!], $on: Date) {
  brief(personas: $personas, attendees: $attendees, account: $account, networks: $networks, on: $on) {
    title on account { name } networks { key revision } tests markdown
    shared { title chain byAll wishes { persona importance why } }
    pages {
      persona people credible unlisted only
      points { place address title onceCredible points because { name points most because } chain sharedWith confirmed refuted
               tested { validated refuted label } words { wording say questions objection } heard { nearness account result quote } }
      cautions { kind title because } record { address facts }
    }
    executives { persona title attending } absent { persona title through } gaps { text }
  }
}
"""
TEST = "mutation ($test: MessageTestInput!) { messageTest(test: $test) { __typename ... on MessageTested { test { id plan person } } } }"
KEEP = """
mutation Keep($personas: [String!], $attendees: [AttendeeInput!], $account: String, $on: Date, $networks: [ID!]) {
  briefKeep(personas: $personas, attendees: $attendees, account: $account, on: $on, networks: $networks) {
    __typename
    ... on CallPlanSaved { plan { id title on url revision brief { tests pages { persona } } account { key } changedSince } }
    ... on InvalidEdit { problems { path code remedy } }
  }
}
"""
COMMENT = """
mutation Comment($plan: ID!, $text: String!) {
  callPlanComment(plan: $plan, text: $text) {
    __typename ... on CallPlanSaved { plan { comments { text by { name } } } } ... on InvalidEdit { problems { path } }
    ... on NotFound { message }
  }
}
"""
NETWORK = "office-space"
MEETING = {"personas": ["cfo", "facilities"], "networks": [NETWORK], "on": "2026-03-12"}


def record(client: Client, outcome: str, account: str = "Alder Foods", **more: object) -> Any:
    test = {"outcome": f"{NETWORK}/{outcome}", "persona": "cfo", "account": account, "result": "VALIDATED", "on": "2026-03-09", **more}
    return client.ask(TEST, test=test)["messageTest"]


def points(brief: Any, persona: str) -> Any:
    return next(page for page in brief["pages"] if page["persona"] == persona)["points"]


def test_a_brief_has_a_page_for_each_persona_and_every_rank_explains_itself(seller: Client) -> None:
    brief = seller.ask(BRIEF, **MEETING)["brief"]
    assert [page["persona"] for page in brief["pages"]] == ["cfo", "facilities"]
    assert brief["networks"] == [{"key": NETWORK, "revision": 1}]
    for page in brief["pages"]:
        assert [point["place"] for point in page["points"]] == list(range(1, len(page["points"]) + 1))
        for point in page["points"]:
            assert sum(part["points"] for part in point["because"]) == pytest.approx(point["points"], abs=0.1)
            assert all(part["because"] and part["points"] <= part["most"] for part in point["because"])
        first = page["points"][0]
        assert first["words"]["wording"] == "COMPOSED"
        assert "so that" in first["chain"]
        assert page["record"]
        late = [point["onceCredible"] for point in page["points"]]
        assert late == sorted(late), "what is for later comes last"
    assert "# Brief:" in brief["markdown"]
    assert seller.ask(BRIEF, **MEETING)["brief"] == brief


def test_after_dialogues_the_ranking_changes_and_says_why(seller: Client) -> None:
    before = points(seller.ask(BRIEF, **MEETING)["brief"], "cfo")
    lower = next(point for point in before[1:] if not point["onceCredible"])
    outcome = lower["address"].partition("/")[2]
    for account in ("Alder Foods", "Birch Mills", "Cedar Works", "Dogwood Steel", "Elm Logistics"):
        record(seller, outcome, account, desirability="HIGH", stated="900000", quote=f"said {account}")
    brief = seller.ask(BRIEF, account="alder-foods", **MEETING)["brief"]
    after = points(brief, "cfo")
    (now,) = [point for point in after if point["address"] == lower["address"]]
    assert brief["tests"] == 5
    assert (now["place"], now["tested"]["validated"]) == (1, 5)
    assert now["points"] > lower["points"]
    pairs = zip(now["because"], lower["because"], strict=True)
    gained = {part["name"]: part["because"] for part, was in pairs if part["points"] > was["points"]}
    assert gained["evidence"].startswith("they confirmed it themselves")
    assert gained["money"].startswith("5 accounts")
    assert now["heard"][0] == {"nearness": "HERE", "account": "Alder Foods", "result": "VALIDATED", "quote": "said Alder Foods"}


def test_everything_that_means_nothing_is_told_at_once(seller: Client) -> None:
    record(seller, "growth-without-a-new-lease")
    wrong = {"personas": ["cfo", "cfoo"], "account": "Alder Fods", "networks": ["office-spac"]}
    (error,) = seller.result(BRIEF, **wrong).errors or []
    for said in ("did you mean 'cfo'?", "did you mean 'alder-foods' (Alder Foods)", "did you mean 'office-space'?"):
        assert said in error.message
    refused = seller.ask(KEEP, **wrong)["briefKeep"]
    assert [problem["path"] for problem in refused["problems"]] == ["personas", "account", "networks[0]"]
    assert seller.ask(KEEP)["briefKeep"]["problems"][0]["code"] == "MISSING"


def test_a_brief_is_kept_commented_and_results_are_recorded_against_it(seller: Client) -> None:
    record(seller, "growth-without-a-new-lease")
    attendees = [{"persona": "cfo", "person": "Mara Lind"}]
    plan = seller.ask(KEEP, attendees=attendees, account="Alder Foods", on="2026-03-10", networks=[NETWORK])["briefKeep"]["plan"]
    assert (plan["title"], plan["brief"]["tests"], plan["account"]) == ("Alder Foods, 2026-03-10", 1, {"key": "alder-foods"})
    said = seller.ask(COMMENT, plan=plan["id"], text="Ask about the year end first.")["callPlanComment"]["plan"]
    assert said["comments"] == [{"text": "Ask about the year end first.", "by": {"name": "local owner"}}]
    done = record(seller, "growth-without-a-new-lease", account="", on=None, plan=plan["id"], result="REFUTED")
    assert done["test"]["person"] == "Mara Lind"
    edit = """mutation { networkEdit(network: "office-space", expectedRevision: 1, edits: [{ updateNetwork: { name: "N" } }]) {
      __typename } }"""
    seller.ask(edit)
    read = seller.ask(
        """query ($plan: ID!) {
          callPlan(id: $plan) { brief { tests } comments { text } changedSince }
          tests(plan: $plan) { nodes { result on account { key } } }
          callPlans(account: "alder-foods") { nodes { id } } }""",
        plan=plan["id"],
    )
    assert read["callPlan"]["brief"] == {"tests": 1}, "as it was when it was kept"
    assert "was changed since" in read["callPlan"]["changedSince"][0]
    assert read["tests"]["nodes"] == [{"result": "REFUTED", "on": "2026-03-10", "account": {"key": "alder-foods"}}]
    assert read["callPlans"]["nodes"] == [{"id": plan["id"]}]
    assert seller.ask(COMMENT, plan=plan["id"], text="")["callPlanComment"]["problems"] == [{"path": "text"}]
    assert seller.ask(COMMENT, plan="pln_none", text="x")["callPlanComment"]["__typename"] == "NotFound"


def test_a_brief_costs_the_same_statements_however_much_was_recorded(seller: Client, sent: Sent) -> None:
    def cost() -> list[str]:
        sent.clear()
        seller.ask(BRIEF, account="alder-foods", **MEETING)
        return sorted(sent)

    record(seller, "growth-without-a-new-lease")
    cost()
    few = cost()
    rows = "".join(f"{NETWORK}/growth-without-a-new-lease,cfo,Customer {number:03d},validated,yes\n" for number in range(60))
    sheet = f"outcome,persona,account,result,new account\n{rows}"
    seller.ask("mutation ($csv: String!) { messageTestsImport(csv: $csv) { __typename } }", csv=sheet)
    cost()
    assert cost() == few
    assert seller.ask(BRIEF, **MEETING)["brief"]["tests"] == 61


def test_everything_that_was_recorded_is_found_by_its_id(seller: Client) -> None:
    made = seller.ask(
        """mutation {
          messageWrite(outcome: "office-space/growth-without-a-new-lease", persona: "cfo") { ... on MessageSaved { valueMessage { id } } }
          messageTest(test: { outcome: "office-space/growth-without-a-new-lease", persona: "cfo", account: "Alder Foods",
                              result: VALIDATED }) { ... on MessageTested { test { id account { id } } } }
          gapReport(gap: { text: "No report in Portuguese", account: "Alder Foods", function: SALES }) {
            ... on ValueGapReported { gap { id } } }
          briefKeep(personas: ["cfo"], networks: ["office-space"]) { ... on CallPlanSaved { plan { id } } }
        }"""
    )
    ids = {
        "Message": made["messageWrite"]["valueMessage"]["id"],
        "MessageTest": made["messageTest"]["test"]["id"],
        "Account": made["messageTest"]["test"]["account"]["id"],
        "ValueGap": made["gapReport"]["gap"]["id"],
        "CallPlan": made["briefKeep"]["plan"]["id"],
    }
    node = "query ($id: ID!) { node(id: $id) { __typename id } }"
    for name, id_ in ids.items():
        assert seller.ask(node, id=id_)["node"] == {"__typename": name, "id": id_}
        assert seller.ask(node, id=f"{id_[:4]}{'0' * 32}")["node"] is None
