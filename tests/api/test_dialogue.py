"""Dialogues through GraphQL, as sellers record them and marketers learn from them."""

from __future__ import annotations

from typing import Any

import pytest

from asking import Client
from conftest import Sent
from valuenet.errors import IdempotencyKeyReused

TEST = """
mutation Record($test: MessageTestInput!, $key: String) {
  messageTest(test: $test, idempotencyKey: $key) {
    __typename
    ... on MessageTested {
      test { id on result account { key name } outcome { key } persona { key } stated { amount unit } recordedBy { name } }
      accountCreated repeats proposal { sentence outcome { key } persona { key } importance why }
    }
    ... on InvalidEdit { problems { path code message remedy } }
  }
}
"""
FIVE = """
mutation Week($a: MessageTestInput!, $b: MessageTestInput!, $c: MessageTestInput!, $d: MessageTestInput!, $e: MessageTestInput!) {
  a: messageTest(test: $a) { ...made } b: messageTest(test: $b) { ...made } c: messageTest(test: $c) { ...made }
  d: messageTest(test: $d) { ...made } e: messageTest(test: $e) { ...made }
}
fragment made on MessageTestResult { __typename ... on MessageTested { test { account { key } } accountCreated } }
"""
SHEET = """
mutation Sheet($csv: String!, $dry: Boolean! = false, $skip: Boolean! = false, $key: String) {
  messageTestsImport(csv: $csv, dryRun: $dry, skipBad: $skip, idempotencyKey: $key) {
    __typename
    ... on MessageTestsImported { dryRun tests { test { account { name } } accountCreated } problems { line path code } notes }
    ... on InvalidDocument { problems { line column path code remedy } }
    ... on InvalidEdit { message }
  }
}
"""
KNOWN = """
query Known($network: ID!) {
  knowledge(network: $network) {
    tests
    hypotheses { nodes { outcome { key } persona { key } quotes
      rate { mean low high n label } tally { validated refuted accounts } stated { accounts median } desirability { desirability count } } }
    contrasts(outcome: "higher-profit") { higher { key } lower { key } chance }
    byPersona { persona { key } tally { validated refuted } }
    byDifferentiator { differentiator { key } rate { n } }
    byMessage { nodes { message { headline } tally { validated } } }
    byMonth { firstDay tally { validated refuted } known { n } }
    neverTested(first: 3) { nodes { outcome { key } persona { key } importance } pageInfo { hasNextPage } }
    stale(days: 3) { nodes { outcome { key } } }
    refutedAndUsed { nodes { outcome { key } accounts { name } since } }
  }
  unanticipatedNeeds(network: $network) { nodes { asked accounts share stated { median } named { text account { key } } } }
  messageMatrix(network: $network) {
    rows { outcome { key } cells { coverage persona { key } rate { n } } } counts { coverage count } }
  campaignThemes(networks: [$network]) { nodes { outcome { title } personas { key } accounts { key } refutedAt { key } } }
}
"""
ABOUT = {"outcome": "invoice-automation/higher-profit", "persona": "cfo", "on": "2026-03-09", "result": "VALIDATED"}


def told(account: str, **more: object) -> dict[str, object]:
    return {**ABOUT, "account": account, **more}


def record(client: Client, account: str, **more: object) -> Any:
    return client.ask(TEST, test=told(account, **more))["messageTest"]


def sheet(rows: int, *, first: int = 0) -> str:
    names = (f"Customer {number:03d} {chr(65 + number % 26)}lpha" for number in range(first, first + rows))
    lines = "".join(
        f"invoice-automation/higher-profit,{'cfo' if place % 2 else 'treasurer'},{name},validated,yes\n" for place, name in enumerate(names)
    )
    return f"outcome,persona,account,result,new account\n{lines}"


def test_a_dialogue_is_one_mutation_and_makes_its_account(seller: Client) -> None:
    said = {"quote": "a day a week", "stated": "240000", "desirability": "HIGH", "thoughtOf": False}
    done = record(seller, "Alder Foods", **said)
    assert done["accountCreated"]
    assert done["test"]["account"] == {"key": "alder-foods", "name": "Alder Foods"}
    assert done["test"]["stated"] == {"amount": "240000", "unit": "money a year"}
    assert (done["test"]["outcome"]["key"], done["test"]["persona"]["key"], done["test"]["recordedBy"]["name"]) == (
        "higher-profit",
        "cfo",
        "local owner",
    )
    assert done["proposal"] is None
    assert (
        record(seller, "alder foods", quote="a day a week", stated="240000", desirability="HIGH", thoughtOf=False)["repeats"]
        == done["test"]["id"]
    )


def test_five_dialogues_are_one_request(seller: Client) -> None:
    names = dict(zip("abcde", ("Alder Foods", "Birch Mills", "Cedar Works", "Alder Foods", "Dogwood Steel"), strict=True))
    made = seller.ask(FIVE, **{alias: told(name) for alias, name in names.items()})
    assert {one["__typename"] for one in made.values()} == {"MessageTested"}
    assert [one["accountCreated"] for one in made.values()] == [True, True, True, False, True]
    listed = seller.ask('{ tests(account: "Alder Foods") { nodes { on } } accounts(text: "ALDER") { nodes { key } } }')
    assert listed == {"tests": {"nodes": [{"on": "2026-03-09"}] * 2}, "accounts": {"nodes": [{"key": "alder-foods"}]}}


def test_everything_that_is_wrong_is_told_at_once_and_a_nearly_known_account_is_asked_about(seller: Client) -> None:
    record(seller, "Alder Foods")
    refused = record(seller, "Alder Fods", on="2026-03-12", persona="cfoo", outcome="invoice-automation/higher-profits", stated="1e15")
    assert [(problem["path"], problem["code"]) for problem in refused["problems"]] == [
        ("outcome", "UNKNOWN_OUTCOME"),
        ("persona", "UNKNOWN_PERSONA"),
        ("account", "NEARLY_KNOWN_ACCOUNT"),
        ("on", "IN_THE_FUTURE"),
        ("stated", "OUT_OF_BOUNDS"),
    ]
    assert "did you mean 'alder-foods' (Alder Foods)?" in refused["problems"][2]["remedy"]
    assert record(seller, "Alder Fods", newAccount=True)["accountCreated"]


def test_a_removed_outcome_is_refused_with_the_remedy(seller: Client) -> None:
    edit = """mutation { networkEdit(network: "invoice-automation", expectedRevision: 1, edits: [{ remove: { key: "higher-profit" } }]) {
      __typename } }"""
    assert seller.ask(edit)["networkEdit"]["__typename"] == "NetworkEdited"
    (problem,) = record(seller, "Alder Foods")["problems"]
    assert problem["code"] == "UNKNOWN_OUTCOME"
    assert "restore" in problem["remedy"]


def test_a_persona_that_is_not_tagged_is_allowed_and_the_tag_is_proposed(seller: Client) -> None:
    proposal = record(seller, "Alder Foods", persona="facilities", desirability="HIGH", quote="fewer calls")["proposal"]
    assert (proposal["outcome"], proposal["persona"], proposal["importance"], proposal["why"]) == (
        {"key": "higher-profit"},
        {"key": "facilities"},
        "PRIMARY",
        "fewer calls",
    )


def test_the_same_request_with_the_same_key_is_recorded_once(client: Client) -> None:
    test = {**told("Alder Foods"), "on": None}
    first = client.ask(TEST, test=test, key="tuesday-1")
    assert client.ask(TEST, test=test, key="tuesday-1") == first
    assert len(client.ask("{ tests { nodes { id } } }")["tests"]["nodes"]) == 1
    (error,) = client.result(TEST, test={**test, "account": "Birch Mills"}, key="tuesday-1").errors or []
    assert isinstance(error.original_error, IdempotencyKeyReused)


def test_a_sheet_is_looked_at_recorded_in_one_change_or_refused_row_by_row(seller: Client) -> None:
    looked = seller.ask(SHEET, csv=sheet(3), dry=True)["messageTestsImport"]
    assert (looked["dryRun"], [one["accountCreated"] for one in looked["tests"]]) == (True, [True, True, True])
    assert looked["tests"][0]["test"]["account"] == {"name": "Customer 000 Alpha"}
    assert seller.ask("{ tests { nodes { id } } accounts { nodes { id } } }") == {"tests": {"nodes": []}, "accounts": {"nodes": []}}
    bad = sheet(2) + "invoice-automation/nothing,cfo,Elm Ltd,maybe,yes\n"
    refused = seller.ask(SHEET, csv=bad)["messageTestsImport"]
    assert refused["__typename"] == "InvalidDocument"
    assert {(problem["line"], problem["path"].rpartition(".")[2]) for problem in refused["problems"]} == {(4, "outcome"), (4, "result")}
    assert seller.ask("{ tests { nodes { id } } }")["tests"]["nodes"] == []
    done = seller.ask(SHEET, csv=bad, skip=True)["messageTestsImport"]
    assert (len(done["tests"]), {problem["line"] for problem in done["problems"]}) == (2, {4})
    assert len(seller.ask("{ tests { nodes { id } } }")["tests"]["nodes"]) == 2


def test_what_is_known_is_one_request(seller: Client) -> None:
    record(seller, "Alder Foods", quote="a day a week", stated="240000", desirability="HIGH", thoughtOf=False, need="a way out of it")
    record(seller, "Birch Mills", thoughtOf=True)
    record(seller, "Cedar Works", persona="treasurer", result="REFUTED", on="2026-03-02")
    answer = seller.ask(KNOWN, network="invoice-automation")
    known = answer["knowledge"]
    cfo, treasurer = known["hypotheses"]["nodes"]
    assert (cfo["persona"]["key"], cfo["tally"], cfo["quotes"]) == ("cfo", {"validated": 2, "refuted": 0, "accounts": 2}, 1)
    assert cfo["rate"]["n"] == 2
    assert cfo["rate"]["label"] == "NOT_ENOUGH_TESTS"
    assert cfo["rate"]["low"] < cfo["rate"]["mean"] < cfo["rate"]["high"]
    assert cfo["stated"] == {"accounts": 1, "median": "240000"}
    assert cfo["desirability"][0] == {"desirability": "HIGH", "count": 1}
    (contrast,) = known["contrasts"]
    assert (contrast["higher"]["key"], contrast["lower"]["key"]) == ("cfo", "treasurer")
    assert 0.5 < contrast["chance"] < 1
    assert [one["tally"] for one in known["byPersona"]] == [{"validated": 2, "refuted": 0}, {"validated": 0, "refuted": 1}]
    assert all(one["rate"]["n"] == 3 for one in known["byDifferentiator"])
    assert known["byMonth"] == [{"firstDay": "2026-03-01", "tally": {"validated": 2, "refuted": 1}, "known": {"n": 3}}]
    assert [one["importance"] for one in known["neverTested"]["nodes"]] == ["PRIMARY"] * 3
    assert known["neverTested"]["pageInfo"]["hasNextPage"]
    assert [one["outcome"]["key"] for one in known["stale"]["nodes"]] == ["higher-profit"]
    assert treasurer["tally"]["refuted"] == 1
    (need,) = answer["unanticipatedNeeds"]["nodes"]
    assert (need["asked"], need["accounts"], need["share"], need["stated"]) == (2, 1, 0.5, {"median": "240000"})
    assert need["named"] == [{"text": "a way out of it", "account": {"key": "alder-foods"}}]
    cells = {
        (row["outcome"]["key"], cell["persona"]["key"]): cell for row in answer["messageMatrix"]["rows"] for cell in row["cells"] if cell
    }
    assert cells["higher-profit", "cfo"]["coverage"] == "TESTED"
    assert cells["higher-profit", "cfo"]["rate"] == {"n": 2}
    assert {one["coverage"]: one["count"] for one in answer["messageMatrix"]["counts"]}["NO_MESSAGE"] == len(cells) - 2
    (theme,) = answer["campaignThemes"]["nodes"]
    assert theme["personas"] == [{"key": "cfo"}]
    assert [one["key"] for one in theme["accounts"]] == ["alder-foods", "birch-mills"]
    assert theme["refutedAt"] == [{"key": "cedar-works"}]


def test_what_is_known_costs_the_same_statements_however_many_tests_there_are(seller: Client, sent: Sent) -> None:
    def cost() -> list[str]:
        sent.clear()
        seller.ask(KNOWN, network="invoice-automation")
        return sorted(sent)

    seller.ask(SHEET, csv=sheet(4))
    cost()
    few = cost()
    seller.ask(SHEET, csv=sheet(120, first=10))
    cost()
    assert cost() == few
    assert seller.ask(KNOWN, network="invoice-automation")["knowledge"]["tests"] == 124


@pytest.mark.parametrize("days", [-1, 36_501])
def test_days_out_of_bounds_are_refused(seller: Client, days: int) -> None:
    result = seller.result(
        'query ($days: Int!) { knowledge(network: "invoice-automation") { stale(days: $days) { nodes { quotes } } } }', days=days
    )
    assert "0 to 36500" in (result.errors or [])[0].message


def test_accounts_are_put_found_by_any_name_and_guarded(seller: Client) -> None:
    put = """mutation ($key: String!, $account: AccountInput!, $to: String, $expected: Int) {
      accountPut(key: $key, account: $account, renameTo: $to, expectedRevision: $expected) { __typename
        ... on AccountSaved { account { key name trade region note archived revision } }
        ... on InvalidEdit { problems { path code } } ... on StaleRevision { current since { by } } } }"""
    made = seller.ask(put, key="alder", account={"name": "Alder Foods", "trade": "food", "region": "North"})["accountPut"]["account"]
    assert made == {
        "key": "alder",
        "name": "Alder Foods",
        "trade": "food",
        "region": "North",
        "note": None,
        "archived": False,
        "revision": 1,
    }
    changed = seller.ask(put, key="alder", account={"region": None, "name": None}, to="alder-foods", expected=1)["accountPut"]["account"]
    assert (changed["key"], changed["name"], changed["region"], changed["revision"]) == ("alder-foods", "Alder Foods", None, 2)
    stale = seller.ask(put, key="alder-foods", account={"note": "x"}, expected=1)["accountPut"]
    assert (stale["current"], stale["since"]) == (2, [{"by": "local owner"}])
    assert seller.ask(put, key="Not A Key", account={})["accountPut"]["problems"][0]["path"] == "key"
    found = "query ($id: ID!) { account(id: $id) { key } }"
    assert [seller.ask(found, id=name)["account"] for name in ("alder-foods", "ALDER FOODS", "nobody")] == [
        {"key": "alder-foods"},
        {"key": "alder-foods"},
        None,
    ]
