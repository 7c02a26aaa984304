"""What people change through GraphQL: atomic batches, refusals as data, history, restore, files, and requests that come twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from asking import EXAMPLES, Client

WORKSHOP = """
mutation Workshop($network: ID!, $revision: Int!, $edits: [NetworkEdit!]!, $key: String) {
  networkEdit(network: $network, expectedRevision: $revision, reason: "workshop on Tuesday", edits: $edits, idempotencyKey: $key) {
    __typename
    ... on NetworkEdited { network { revision findings { code about { key } } } changes { kind about { element key } before after } }
    ... on StaleRevision { expected current since { by at reason } }
    ... on InvalidEdit { problems { path code message remedy } }
    ... on NotFound { message }
    ... on KeyTaken { message }
  }
}
"""
TUESDAY = "workshop on Tuesday"
OUTCOME = {"putOutcome": {"key": "close-in-three-days", "title": "The books close in three days", "anticipated": False}}
ARROW = {"connect": {"cause": "auto-matching", "effect": "close-in-three-days", "why": "no manual matching is left"}}
TAG = {
    "tag": {
        "outcome": "close-in-three-days",
        "persona": "cfo",
        "why": "figures before the board meets",
        "personally": "free weekends in January",
    }
}


def workshop(client: Client, *edits: object, revision: int = 1, network: str = "invoice-automation", key: str | None = None) -> Any:
    return client.ask(WORKSHOP, network=network, revision=revision, edits=list(edits), key=key)["networkEdit"]


def content(client: Client, network: str = "invoice-automation") -> Any:
    return client.ask(
        """query ($network: ID!) { network(id: $network) { revision name outcomes { key title desiredBy { persona { key } why } }
             differentiators { key } arrows { cause { key } effect { key } strength } regions { key nodes { key } } } }""",
        network=network,
    )["network"]


def test_a_batch_is_one_change_in_which_later_edits_see_earlier_ones(client: Client) -> None:
    answer = workshop(client, OUTCOME, ARROW, TAG)
    assert answer["__typename"] == "NetworkEdited"
    assert answer["network"]["revision"] == 2
    assert [(change["kind"], change["about"]["key"]) for change in answer["changes"]] == [
        ("ADDED", "close-in-three-days"),
        ("ADDED", "auto-matching → close-in-three-days"),
        ("ADDED", "close-in-three-days → cfo"),
    ]
    assert answer["changes"][0]["after"]["title"] == "The books close in three days"
    why = client.ask('{ outcomes(text: "books close") { nodes { why { sentence } desiredBy { personally } } } }')["outcomes"]["nodes"]
    assert why[0]["desiredBy"] == [{"personally": "free weekends in January"}]
    assert why[0]["why"]["sentence"].endswith("so that The books close in three days")


def test_a_batch_with_problems_changes_nothing_and_names_each_with_its_path(client: Client) -> None:
    before = content(client)
    answer = workshop(
        client,
        OUTCOME,
        {"connect": {"cause": "nobody", "effect": "auto-matching"}},
        {"tag": {"outcome": "close-in-three-days", "persona": "cfoo"}},
        {"addOutcome": {"key": "higher-profit", "title": "Again"}},
        {"putOutcome": {"key": "Bad Key", "title": "x" * 201}},
        {"connect": {"cause": "Bad Key", "effect": "close-in-three-days"}},
        {"connect": {"cause": "higher-profit", "effect": "higher-profit"}},
        {"rename": {"key": "higher-profit", "to": "less-overtime"}},
    )
    assert answer["__typename"] == "InvalidEdit"
    assert [(problem["path"], problem["code"]) for problem in answer["problems"]] == [
        ("edits[1].cause", "UNKNOWN_NODE"),
        ("edits[1].effect", "NOT_AN_OUTCOME"),
        ("edits[2].persona", "UNKNOWN_PERSONA"),
        ("edits[3].key", "KEY_TAKEN"),
        ("edits[4].key", "INVALID_KEY"),
        ("edits[4].title", "TOO_LONG"),
        ("edits[6].effect", "LEADS_TO_ITSELF"),
        ("edits[7].to", "KEY_TAKEN"),
    ]
    assert all(problem["remedy"] for problem in answer["problems"])
    assert content(client) == before


def test_an_edit_from_an_old_revision_is_refused_with_what_happened_since(client: Client) -> None:
    workshop(client, OUTCOME)
    answer = workshop(client, ARROW, revision=1)
    assert (answer["expected"], answer["current"]) == (1, 2)
    assert [(change["by"], change["reason"]) for change in answer["since"]] == [("local owner", "workshop on Tuesday")]
    assert content(client)["revision"] == 2


def test_a_batch_that_changes_nothing_makes_no_revision(client: Client) -> None:
    workshop(client, OUTCOME)
    answer = workshop(client, OUTCOME, revision=2)
    assert (answer["network"]["revision"], answer["changes"]) == (2, [])


def test_an_edit_of_an_unknown_network_is_not_found(client: Client) -> None:
    result = client.result(WORKSHOP, network="nowhere", revision=1, edits=[OUTCOME])
    assert result.errors is None
    assert result.data == {"networkEdit": {"__typename": "NotFound", "message": "there is no network 'nowhere' in this workspace: "
                                           "list the networks to see what there is"}}  # fmt: skip


def test_the_same_request_with_the_same_key_is_applied_once_and_answered_alike(client: Client) -> None:
    first = workshop(client, OUTCOME, key="tuesday-1")
    workshop(client, ARROW, revision=2)
    assert workshop(client, OUTCOME, key="tuesday-1") == first
    assert content(client)["revision"] == 3


def test_an_idempotency_key_is_good_for_one_request_only(client: Client) -> None:
    workshop(client, OUTCOME, key="tuesday-2")
    (error,) = client.result(WORKSHOP, network="invoice-automation", revision=2, edits=[ARROW], key="tuesday-2").errors or []
    assert getattr(error.original_error, "code", None) == "IDEMPOTENCY_KEY_REUSED"


@pytest.mark.parametrize("key", ["x" * 201, "a\x00b"])
def test_an_idempotency_key_that_cannot_be_kept_is_refused(client: Client, key: str) -> None:
    answer = workshop(client, OUTCOME, key=key)
    assert [problem["path"] for problem in answer["problems"]] == ["idempotencyKey"]


def test_a_request_sent_many_times_at_once_is_applied_once(client: Client) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: workshop(client, OUTCOME, key="tuesday-3"), range(8)))
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["__typename"] == "NetworkEdited"
    assert content(client)["revision"] == 2


def test_every_edit_there_is_can_be_made_and_taken_back(client: Client) -> None:
    before = content(client)
    answer = workshop(
        client,
        {"addDifferentiator": {"key": "new-one", "title": "Something new", "kind": "IMAGE", "note": "a note"}},
        {"putDifferentiator": {"key": "new-one", "title": "Something newer"}},
        {"updateDifferentiator": {"key": "new-one", "note": None, "kind": "LOWEST_PRICE"}},
        {"addOutcome": {"key": "a", "title": "A", "kind": "PERSONAL", "metric": {"name": "m", "unit": "days", "direction": "DOWN"}}},
        {"putOutcome": {"key": "b", "title": "B"}},
        {"updateOutcome": {"key": "a", "metric": None, "wanted": False, "evidence": "seen"}},
        {"connect": {"cause": "new-one", "effect": "a", "strength": "RARELY"}},
        {"connect": {"cause": "a", "effect": "b"}},
        {"disconnect": {"cause": "a", "effect": "b"}},
        {"tag": {"outcome": "a", "persona": "cfo", "importance": "SECONDARY"}},
        {"untag": {"outcome": "a", "persona": "cfo"}},
        {"compare": {"differentiator": "new-one", "alternative": "status-quo", "position": "AHEAD"}},
        {"uncompare": {"differentiator": "new-one", "alternative": "status-quo"}},
        {"putRegion": {"key": "r", "title": "R", "outline": "RED", "nodes": ["a", "new-one"]}},
        {"rename": {"key": "a", "to": "aa"}},
        {"remove": {"key": "b"}},
        {"updateNetwork": {"name": "Another name", "offering": None}},
    )
    assert answer["__typename"] == "NetworkEdited", answer
    after = content(client)
    assert after["name"] == "Another name"
    assert {"key": "r", "nodes": [{"key": "aa"}, {"key": "new-one"}]} in after["regions"]
    restore = """mutation { networkRestore(network: "invoice-automation", revision: 1, expectedRevision: 2) {
      ... on NetworkEdited { network { revision } changes { kind } } } }"""
    assert client.ask(restore)["networkRestore"]["network"]["revision"] == 3
    assert content(client) == before | {"revision": 3}


def test_history_says_who_changed_what_and_any_revision_can_be_read(client: Client) -> None:
    workshop(client, OUTCOME)
    workshop(client, {"updateOutcome": {"key": "close-in-three-days", "title": "The books close in two days"}}, revision=2)
    history = client.ask("""{ network(id: "invoice-automation") {
      changes(last: 2) { nodes { revision at by { name } reason kind about { key } before after } pageInfo { endCursor hasNextPage } }
      at(revision: 2) { revision outcomes { title } } } }""")["network"]
    latest, created = history["changes"]["nodes"]
    assert (latest["revision"], latest["kind"], latest["by"]["name"], latest["reason"]) == (
        3,
        "CHANGED",
        "local owner",
        "workshop on Tuesday",
    )
    assert (latest["before"]["title"], latest["after"]["title"]) == ("The books close in three days", "The books close in two days")
    assert (created["revision"], created["kind"], created["before"]) == (2, "ADDED", None)
    assert {"title": "The books close in three days"} in history["at"]["outcomes"]
    older = client.ask(
        'query ($before: String) { network(id: "invoice-automation") { changes(last: 100, before: $before) { nodes { revision } } } }',
        before=history["changes"]["pageInfo"]["endCursor"],
    )["network"]["changes"]["nodes"]
    assert {node["revision"] for node in older} == {1}


def test_an_earlier_revision_that_never_was_is_an_error_of_its_own_field(client: Client) -> None:
    result = client.result('{ network(id: "invoice-automation") { key at(revision: 9) { key } } }')
    assert result.data == {"network": {"key": "invoice-automation", "at": None}}
    assert "has the revisions 1 to 1" in (result.errors or [])[0].message


def test_a_network_can_be_created_with_its_first_edits_archived_and_deleted(client: Client) -> None:
    create = """mutation ($key: String!) {
      networkCreate(key: $key, name: "New", edits: [{ addOutcome: { key: "a", title: "A" } }]) {
      ... on NetworkEdited { network { id revision outcomes { key } } }
      ... on KeyTaken { message } ... on InvalidEdit { problems { path } } } }"""
    made = client.ask(create, key="new")["networkCreate"]["network"]
    assert (made["revision"], made["outcomes"]) == (1, [{"key": "a"}])
    assert "belongs to another network" in client.ask(create, key="new")["networkCreate"]["message"]
    assert client.ask(create, key="Not A Key")["networkCreate"]["problems"] == [{"path": "key"}]
    workshop(client, {"updateNetwork": {"archived": True}}, network="new")
    listed = "query ($archived: Boolean!) { networks(first: 100, archived: $archived) { nodes { key } } }"
    assert {"key": "new"} not in client.ask(listed, archived=False)["networks"]["nodes"]
    assert {"key": "new"} in client.ask(listed, archived=True)["networks"]["nodes"]
    delete = 'mutation ($revision: Int!) { networkDelete(network: "new", expectedRevision: $revision) { __typename } }'
    assert client.ask(delete, revision=1)["networkDelete"]["__typename"] == "StaleRevision"
    assert client.ask(delete, revision=2)["networkDelete"]["__typename"] == "NetworkDeleted"
    assert client.ask('{ network(id: "new") { key } }')["network"] is None


def test_a_persona_in_use_is_archived_rather_than_deleted_and_a_restore_brings_one_back(client: Client) -> None:
    delete = """mutation ($key: String!) { personaDelete(key: $key) { __typename ... on StillInUse { message }
      ... on DirectoryEdited { directory { personas { key } } } } }"""
    refused = client.ask(delete, key="treasurer")["personaDelete"]
    assert refused["__typename"] == "StillInUse"
    assert "invoice-automation" in refused["message"]
    tagged = client.ask('{ outcomes(desiredBy: { anyOf: ["treasurer"] }, network: "invoice-automation") { nodes { key } } }')
    keys = [node["key"] for node in tagged["outcomes"]["nodes"]]
    workshop(client, *({"untag": {"outcome": key, "persona": "treasurer"}} for key in keys))
    gone = client.ask(delete, key="treasurer")["personaDelete"]
    assert {"key": "treasurer"} not in gone["directory"]["personas"]
    client.ask("""mutation { networkRestore(network: "invoice-automation", revision: 1, expectedRevision: 2) { __typename } }""")
    again = client.ask('{ outcomes(desiredBy: { anyOf: ["treasurer"] }, network: "invoice-automation") { nodes { key } } }')
    assert [node["key"] for node in again["outcomes"]["nodes"]] == keys


def test_personas_and_alternatives_are_put_renamed_and_guarded(client: Client) -> None:
    put = """mutation ($key: String!, $persona: PersonaInput!, $to: String, $expected: Int) {
      personaPut(key: $key, persona: $persona, renameTo: $to, expectedRevision: $expected) { __typename
        ... on PersonaSaved { persona { key name level function measuredOn } changes { kind } directory { revision } }
        ... on InvalidEdit { problems { path code } } ... on StaleRevision { current } } }"""
    made = client.ask(put, key="cio", persona={"name": "Chief information officer", "level": "EXECUTIVE", "measuredOn": "uptime"})[
        "personaPut"
    ]
    assert made["persona"]["measuredOn"] == "uptime"
    renamed = client.ask(put, key="cio", persona={"measuredOn": None}, to="chief-of-it")["personaPut"]
    assert renamed["persona"] == {"key": "chief-of-it", "name": "Chief information officer", "level": "EXECUTIVE", "function": None,
                                  "measuredOn": None}  # fmt: skip
    assert client.ask(put, key="nameless", persona={})["personaPut"]["problems"] == [{"path": "name", "code": "MISSING"}]
    assert client.ask(put, key="chief-of-it", persona={}, to="cfo")["personaPut"]["problems"][0]["code"] == "KEY_TAKEN"
    assert client.ask(put, key="x", persona={"name": "X"}, expected=1)["personaPut"]["__typename"] == "StaleRevision"
    status_quo = """mutation { alternativePut(key: "status-quo", alternative: { archived: true }) { __typename }
                              alternativeDelete(key: "status-quo") { __typename } }"""
    assert {payload["__typename"] for payload in client.ask(status_quo).values()} == {"StillInUse"}


IMPORT = """
mutation Import($document: String!, $dry: Boolean!, $prune: Boolean! = false) {
  networkImport(document: $document, dryRun: $dry, prune: $prune) { __typename
    ... on ImportPreview { added { key } changed { key fields { name before after } } removed { key } wouldBeRevision }
    ... on NetworkEdited { network { revision } changes { kind about { key } } }
    ... on InvalidDocument { problems { line column path code message remedy } } } }
"""


def test_a_file_is_looked_at_first_and_then_imported(client: Client) -> None:
    text = (EXAMPLES / "car-dealer.yaml").read_text()
    unchanged = client.ask(IMPORT, document=text, dry=True)["networkImport"]
    assert (unchanged["added"], unchanged["changed"], unchanged["removed"], unchanged["wouldBeRevision"]) == ([], [], [], 1)
    edited = text.replace("about 45 minutes", "about 30 minutes").replace("no-private-sale: almost always", "no-private-sale: rarely")
    preview = client.ask(IMPORT, document=edited, dry=True)["networkImport"]
    assert preview["wouldBeRevision"] == 2
    assert {"name": "strength", "before": "almost always", "after": "rarely"} in [
        f for thing in preview["changed"] for f in thing["fields"]
    ]
    assert content(client, "car-dealer")["revision"] == 1
    done = client.ask(IMPORT, document=edited, dry=False)["networkImport"]
    assert (done["network"]["revision"], len(done["changes"])) == (2, 2)


def test_a_broken_file_changes_nothing_and_every_problem_has_its_line(client: Client) -> None:
    text = (EXAMPLES / "car-dealer.yaml").read_text()
    broken = text.replace("level: manager", "level: boss").replace("drive-away-now: usually}", "drive-away: usually}", 1)
    answer = client.ask(IMPORT, document=broken, dry=False)["networkImport"]
    assert answer["__typename"] == "InvalidDocument"
    assert len(answer["problems"]) == 2
    assert all(problem["line"] and problem["path"] and problem["remedy"] for problem in answer["problems"])
    assert content(client, "car-dealer")["revision"] == 1


@pytest.mark.parametrize("edits", [[{}], [{"remove": {"key": "a"}, "untag": {"outcome": "a", "persona": "b"}}], [{"remove": None}]])
def test_an_edit_is_exactly_one_thing(client: Client, edits: list[object]) -> None:
    (error,) = client.result(WORKSHOP, network="invoice-automation", revision=1, edits=edits).errors or []
    assert "Variable '$edits' has invalid value at [0]" in error.message
    assert "exactly one field must be specified" in error.message


REBASE = """
mutation Rebase($revision: Int!, $edits: [NetworkEdit!]!) {
  networkEdit(network: "invoice-automation", expectedRevision: $revision, edits: $edits, onStale: REBASE) { __typename
    ... on NetworkEdited { network { revision } changes { about { key } } }
    ... on Conflicted { message expected current
      conflicts { about { key } ours { before after } theirs { after } by { name } at reason revision } }
  }
}
"""


def test_who_asks_for_it_is_not_refused_for_what_others_did_elsewhere(client: Client) -> None:
    workshop(client, OUTCOME)
    answer = client.ask(REBASE, revision=1, edits=[{"updateOutcome": {"key": "higher-profit", "evidence": "seen"}}])["networkEdit"]
    assert (answer["network"]["revision"], answer["changes"]) == (3, [{"about": {"key": "higher-profit"}}])


def test_who_touches_the_same_is_shown_both_sides_and_nothing_is_changed(client: Client) -> None:
    workshop(client, {"updateOutcome": {"key": "higher-profit", "title": "Theirs"}})
    answer = client.ask(REBASE, revision=1, edits=[{"updateOutcome": {"key": "higher-profit", "title": "Ours"}}])["networkEdit"]
    assert (answer["__typename"], answer["expected"], answer["current"]) == ("Conflicted", 1, 2)
    (conflict,) = answer["conflicts"]
    assert (conflict["ours"]["after"]["title"], conflict["theirs"]["after"]["title"]) == ("Ours", "Theirs")
    assert (conflict["about"]["key"], conflict["by"]["name"], conflict["reason"]) == ("higher-profit", "local owner", TUESDAY)
    assert content(client)["revision"] == 2


STORY = """query ($about: String!) { network(id: "invoice-automation") {
  changes(last: 100, about: $about) { nodes { revision kind about { key } } } } }"""


def story(client: Client, about: str) -> list[tuple[int, str, str]]:
    nodes = client.ask(STORY, about=about)["network"]["changes"]["nodes"]
    return [(node["revision"], node["kind"], node["about"]["key"]) for node in nodes]


def test_the_story_of_one_node_is_told_through_all_its_keys_with_what_hangs_on_it(client: Client) -> None:
    workshop(client, OUTCOME, ARROW)
    workshop(client, {"updateOutcome": {"key": "higher-profit", "evidence": "seen"}}, revision=2)
    workshop(client, {"rename": {"key": "close-in-three-days", "to": "fast-close"}}, revision=3)
    workshop(client, {"remove": {"key": "fast-close"}}, revision=4)
    told = [
        (5, "REMOVED", "auto-matching → fast-close"),
        (5, "REMOVED", "fast-close"),
        (4, "CHANGED", "fast-close"),
        (2, "ADDED", "auto-matching → close-in-three-days"),
        (2, "ADDED", "close-in-three-days"),
    ]
    assert sorted(story(client, "fast-close")) == sorted(told)
    assert story(client, "nothing") == []


def test_any_two_revisions_are_compared_in_either_direction(client: Client) -> None:
    workshop(client, OUTCOME)
    workshop(client, {"updateOutcome": {"key": "higher-profit", "title": "More profit"}}, revision=2)
    compare = """query ($from: Int!, $to: Int) { network(id: "invoice-automation") { compare(from: $from, to: $to) {
      from to added { key } changed { key fields { name before after } } removed { key } } } }"""
    forth = client.ask(compare, **{"from": 1})["network"]["compare"]
    assert (forth["from"], forth["to"], forth["added"], forth["removed"]) == (1, 3, [{"key": "close-in-three-days"}], [])
    assert [(thing["key"], thing["fields"][0]["after"]) for thing in forth["changed"]] == [("higher-profit", "More profit")]
    back = client.ask(compare, **{"from": 3, "to": 1})["network"]["compare"]
    assert (back["added"], back["removed"]) == ([], [{"key": "close-in-three-days"}])
    result = client.result(compare, **{"from": 9})
    assert result.data == {"network": {"compare": None}}
