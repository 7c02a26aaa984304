"""Value gaps through GraphQL, from the report of a scout to what became of it."""

from __future__ import annotations

from typing import Any

from asking import Client
from selling import BEN

REPORT = """
mutation Report($gap: ValueGapInput!) {
  gapReport(gap: $gap) {
    __typename
    ... on ValueGapReported { accountCreated gap { id text state scout function became importance revision stated { amount } } }
    ... on InvalidEdit { problems { path code remedy } }
  }
}
"""
RESOLVE = """
mutation Resolve($gap: ID!, $revision: Int, $edits: [NetworkEdit!], $outcome: String! = "") {
  gapResolve(gap: $gap, network: "invoice-automation", expectedNetworkRevision: $revision, edits: $edits, outcome: $outcome) {
    __typename
    ... on ValueGapResolved { gap { state became outcome { key } } network { revision } changes { kind about { key } } }
    ... on StaleRevision { expected current since { by } }
    ... on InvalidEdit { problems { path code } }
    ... on NotFound { message }
  }
}
"""
DECIDE = """
mutation Decide($gap: ID!, $reason: String!, $revision: Int) {
  gapDecline(gap: $gap, reason: $reason, expectedRevision: $revision) {
    __typename
    ... on ValueGapDecided { gap { state became decision { reason by { name } } } }
    ... on InvalidEdit { problems { path code } }
    ... on StaleRevision { current since { by } }
  }
}
"""
GATHER = """
mutation Gather($gaps: [ID!]!, $into: ID!) {
  gapGather(gaps: $gaps, into: $into) { __typename ... on ValueGapDecided { gap { id } } ... on InvalidEdit { problems { path code } } }
}
"""
QUEUE = 'mutation ($gap: ID!) { gapQueue(gap: $gap, reason: "next year") { ... on ValueGapDecided { gap { became } } } }'
NEW_OUTCOME = [
    {"addOutcome": {"key": "approve-on-a-phone", "title": "Invoices are approved on a phone"}},
    {"connect": {"cause": "auto-matching", "effect": "approve-on-a-phone"}},
    {"tag": {"outcome": "approve-on-a-phone", "persona": "cfo", "why": "approvals wait for nobody who travels"}},
]


def report(client: Client, text: str, account: str = "Alder Foods", **more: object) -> Any:
    gap = {"text": text, "account": account, "function": "SUPPORT", "scout": "Mia", "on": "2026-03-09", **more}
    return client.ask(REPORT, gap=gap)["gapReport"]


def reported(client: Client, text: str, account: str = "Alder Foods", **more: object) -> str:
    return str(report(client, text, account, **more)["gap"]["id"])


def test_a_gap_goes_from_the_report_to_the_outcome_and_its_scout_sees_what_became_of_it(seller: Client) -> None:
    gap = report(seller, "They cannot approve invoices on a phone", stated="90000", importance="HIGH")
    assert gap["accountCreated"]
    assert (gap["gap"]["state"], gap["gap"]["scout"], gap["gap"]["became"]) == ("OPEN", "Mia", None)
    done = seller.ask(RESOLVE, gap=gap["gap"]["id"], revision=1, edits=NEW_OUTCOME)["gapResolve"]
    assert (done["network"]["revision"], [change["kind"] for change in done["changes"]]) == (2, ["ADDED"] * 3)
    (mine,) = seller.ask('{ gaps(scout: "mia") { nodes { became outcome { key title } } } }')["gaps"]["nodes"]
    assert mine["outcome"] == {"key": "approve-on-a-phone", "title": "Invoices are approved on a phone"}
    assert mine["became"] == (
        "became outcome “Invoices are approved on a phone” (invoice-automation/approve-on-a-phone) on 2026-03-10 by local owner"
    )


def test_edits_from_an_old_revision_change_neither_the_network_nor_the_gap(seller: Client) -> None:
    edit = """mutation { networkEdit(network: "invoice-automation", expectedRevision: 1, edits: [{ updateNetwork: { name: "N" } }]) {
      __typename } }"""
    Client(seller.context.library, BEN).ask(edit)
    gap = reported(seller, "They cannot approve invoices on a phone")
    stale = seller.ask(RESOLVE, gap=gap, revision=1, edits=NEW_OUTCOME)["gapResolve"]
    assert (stale["expected"], stale["current"], stale["since"]) == (1, 2, [{"by": "Ben"}])
    assert seller.ask("{ gaps(state: OPEN) { nodes { id } } }")["gaps"]["nodes"] == [{"id": gap}]


def test_what_was_decided_is_decided_anew_only_by_who_has_seen_it(seller: Client) -> None:
    gap = reported(seller, "They cannot approve invoices on a phone")
    declined = seller.ask(DECIDE, gap=gap, reason="not in this market")["gapDecline"]["gap"]
    assert declined["became"] == "was declined on 2026-03-10 by local owner: not in this market"
    assert seller.ask(DECIDE, gap=gap, reason="twice")["gapDecline"]["problems"] == [{"path": "gap", "code": "DECIDED"}]
    stale = seller.ask(DECIDE, gap=gap, reason="late", revision=1)["gapDecline"]
    assert (stale["current"], [change["by"] for change in stale["since"]]) == (2, ["local owner"])
    assert seller.ask(RESOLVE, gap="gap_none", outcome="invoice-automation/higher-profit")["gapResolve"]["__typename"] == "NotFound"
    assert seller.ask(DECIDE, gap=reported(seller, "Another thing"), reason="")["gapDecline"]["problems"][0]["path"] == "reason"


def test_gaps_that_seem_to_say_the_same_are_proposed_gathered_and_ranked_for_the_product_people(seller: Client) -> None:
    texts = {"Alder Foods": "They cannot approve invoices on a phone", "Birch Mills": "Approving invoices on the phone is missing"}
    first, second = (reported(seller, text, account, stated="50000", persona="cfo") for account, text in texts.items())
    alone = reported(seller, "No report in Portuguese", "Cedar Works")
    (proposal,) = seller.ask("{ gatheringProposals { nodes { into { id } gaps { id } because } } }")["gatheringProposals"]["nodes"]
    assert (proposal["into"], proposal["gaps"]) == ({"id": first}, [{"id": second}])
    assert "words shared" in proposal["because"][0]
    assert seller.ask(GATHER, gaps=[second], into=first)["gapGather"]["gap"] == {"id": first}
    for gap in (alone, first):
        seller.ask(QUEUE, gap=gap)
    queue = """query ($first: Int!, $after: String) { productQueue(first: $first, after: $after) {
      nodes { gap { id } reports accounts { key } personas { key } money statedBy because } pageInfo { endCursor hasNextPage } } }"""
    page = seller.ask(queue, first=1)["productQueue"]
    (top,) = page["nodes"]
    assert (top["gap"], top["reports"], top["statedBy"]) == ({"id": first}, 2, 2)
    assert float(top["money"]) == 100_000
    assert top["accounts"] == [{"key": "alder-foods"}, {"key": "birch-mills"}]
    assert top["personas"] == [{"key": "cfo"}]
    rest = seller.ask(queue, first=5, after=page["pageInfo"]["endCursor"])["productQueue"]
    assert ([one["gap"]["id"] for one in rest["nodes"]], rest["pageInfo"]["hasNextPage"]) == ([alone], False)


def test_closed_loops_are_counted_and_each_lists_its_cases(seller: Client) -> None:
    gap = reported(seller, "They cannot approve invoices on a phone")
    reported(seller, "No report in Portuguese", function="SALES")
    seller.ask(RESOLVE, gap=gap, revision=1, edits=NEW_OUTCOME)
    loops = seller.ask("""{ closedLoops {
      gaps { closed total share cases { nodes { id text function changed { end id } } } }
      tests { closed total share cases { nodes { id } } } outsideSales { closed total share } } }""")["closedLoops"]
    (case,) = loops["gaps"]["cases"]["nodes"]
    assert (loops["gaps"]["closed"], loops["gaps"]["total"], loops["gaps"]["share"]) == (1, 2, 0.5)
    assert (case["id"], case["changed"][0]["end"]) == (gap, "OUTCOME")
    assert loops["tests"] == {"closed": 0, "total": 0, "share": None, "cases": {"nodes": []}}
    assert loops["outsideSales"] == {"closed": 1, "total": 1, "share": 1.0}


def test_everything_that_is_wrong_with_a_report_is_told_at_once(seller: Client) -> None:
    refused = report(seller, "", persona="cfoo", on="2026-03-12", test="tst_none", account="")
    found = {(problem["path"], problem["code"]) for problem in refused["problems"]}
    assert {("test", "UNKNOWN_TEST"), ("persona", "UNKNOWN_PERSONA"), ("on", "IN_THE_FUTURE")} < found
    assert {"account", "text"} <= {path for path, _ in found}
