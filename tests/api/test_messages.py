"""Messages through GraphQL, as a marketer writes them: drafts, words, approval, and what moved under them."""

from __future__ import annotations

from typing import Any

from asking import Client
from selling import ANN, BEN
from valuenet.errors import IdempotencyKeyReused

DRAFTS = """
query Drafts($network: ID!, $personas: [String!], $first: Int = 100, $after: String) {
  messageDrafts(network: $network, personas: $personas, first: $first, after: $after) {
    nodes { outcome { key } persona { key } headline say questions objection restsOn { title strength } }
    pageInfo { endCursor hasNextPage }
  }
}
"""
WRITE = """
mutation Write($outcome: String! = "", $persona: String! = "", $message: ID, $words: MessageWords, $revision: Int, $key: String,
               $because: [ID!]) {
  messageWrite(outcome: $outcome, persona: $persona, message: $message, words: $words, expectedRevision: $revision, because: $because,
               idempotencyKey: $key) {
    __typename
    ... on MessageSaved { valueMessage { id headline say state revision owner { name } moved { sentence } restsOn { title }
                                    outcome { key } persona { key } proof { kind text on } because } }
    ... on InvalidEdit { problems { path code message remedy } }
    ... on StaleRevision { expected current since { by reason } }
    ... on NotFound { message }
  }
}
"""
DECIDE = """
mutation Decide($id: ID!, $revision: Int!) {
  messageApprove(message: $id, expectedRevision: $revision) {
    __typename
    ... on MessageSaved { valueMessage { state approvedAt revision } }
    ... on NotAllowed { message }
    ... on StaleRevision { expected current since { by } }
    ... on InvalidEdit { problems { code remedy } }
    ... on NotFound { message }
  }
}
"""
READ = """query Read($id: ID!) { message(id: $id) { headline state orphaned outcome { title } moved { kind sentence at by { name } } } }"""
PAIR = {"outcome": "invoice-automation/less-overtime", "persona": "ap-manager"}


def edit(client: Client, *edits: object, network: str = "invoice-automation") -> Any:
    revision = client.ask("query ($id: ID!) { network(id: $id) { revision } }", id=network)["network"]["revision"]
    document = """mutation ($id: ID!, $revision: Int!, $edits: [NetworkEdit!]!) {
      networkEdit(network: $id, expectedRevision: $revision, edits: $edits) { ... on NetworkEdited { network { revision } } } }"""
    return client.ask(document, id=network, revision=revision, edits=list(edits))["networkEdit"]["network"]["revision"]


def written(client: Client, **more: object) -> Any:
    return client.ask(WRITE, **PAIR, **more)["messageWrite"]["valueMessage"]


def test_a_network_drafts_a_message_for_every_outcome_and_persona_by_itself(seller: Client) -> None:
    tags = sum(
        len(one["desiredBy"])
        for one in seller.ask('{ network(id: "invoice-automation") { outcomes { wanted desiredBy { importance } } } }')["network"][
            "outcomes"
        ]
        if one["wanted"]
    )
    page = seller.ask(DRAFTS, network="invoice-automation")["messageDrafts"]
    assert len(page["nodes"]) == tags
    assert all(draft["headline"] and draft["say"] and draft["questions"] for draft in page["nodes"])
    again: list[Any] = []
    cursor: dict[str, Any] = {"endCursor": None, "hasNextPage": True}
    while cursor["hasNextPage"]:
        part = seller.ask(DRAFTS, network="invoice-automation", first=7, after=cursor["endCursor"])["messageDrafts"]
        again, cursor = again + part["nodes"], part["pageInfo"]
    assert again == page["nodes"]


def test_drafts_can_be_had_for_some_personas_alone(seller: Client) -> None:
    page = seller.ask(DRAFTS, network="invoice-automation", personas=["cfo"])["messageDrafts"]
    assert {draft["persona"]["key"] for draft in page["nodes"]} == {"cfo"}


def test_a_message_is_written_approved_and_says_when_the_network_under_it_was_edited(seller: Client) -> None:
    proof = {"kind": "STORY", "text": "It was so", "on": "2025-12-31"}
    message = written(seller, words={"headline": "Your evenings back", "proof": [proof]})
    assert (message["headline"], message["state"], message["moved"]) == ("Your evenings back", "DRAFT", None)
    assert message["say"], "what is not given is composed"
    assert message["proof"] == [proof]
    approved = seller.ask(DECIDE, id=message["id"], revision=1)["messageApprove"]["valueMessage"]
    assert (approved["state"], approved["revision"]) == ("APPROVED", 2)
    key = seller.ask('{ network(id: "invoice-automation") { outcomes { key title } } }')["network"]["outcomes"]
    below = next(one["key"] for one in key if one["title"] == message["restsOn"][-2]["title"])
    edit(seller, {"updateOutcome": {"key": below, "title": "Something else altogether"}})
    moved = seller.ask(READ, id=message["id"])["message"]["moved"]
    assert moved["kind"] == "CHAIN_CHANGED"
    assert moved["by"]["name"] == "local owner"
    assert moved["sentence"].startswith(f"the chain that this rests on was edited on {moved['at'][:10]} by local owner")


def test_a_message_whose_outcome_was_removed_is_kept_marked_and_not_approved(seller: Client) -> None:
    message = written(seller)
    edit(seller, {"remove": {"key": "less-overtime"}})
    read = seller.ask(READ, id=message["id"])["message"]
    assert (read["orphaned"], read["outcome"], read["moved"]["kind"]) == (True, None, "ORPHANED")
    refused = seller.ask(DECIDE, id=message["id"], revision=1)["messageApprove"]
    assert [problem["code"] for problem in refused["problems"]] == ["ORPHANED"]
    refused = seller.ask(WRITE, **PAIR)["messageWrite"]
    assert [(problem["path"], problem["code"]) for problem in refused["problems"]] == [("outcome", "UNKNOWN_OUTCOME")]


def test_a_change_from_an_old_revision_is_refused_with_who_made_the_newer_one(seller: Client) -> None:
    message = written(seller)
    other = Client(seller.context.library, BEN)
    assert (
        other.ask(WRITE, message=message["id"], revision=1, words={"say": "Said otherwise."})["messageWrite"]["valueMessage"]["revision"]
        == 2
    )
    stale = seller.ask(WRITE, message=message["id"], revision=1, words={"say": "Said first."})["messageWrite"]
    assert (stale["__typename"], stale["expected"], stale["current"]) == ("StaleRevision", 1, 2)
    assert [change["by"] for change in stale["since"]] == ["Ben"]


def test_approving_is_for_the_owner(seller: Client) -> None:
    ann, ben = (Client(seller.context.library, caller) for caller in (ANN, BEN))
    message = written(ann)
    refused = ben.ask(DECIDE, id=message["id"], revision=1)["messageApprove"]
    assert refused["__typename"] == "NotAllowed"
    assert "is for Ann" in refused["message"]


def test_everything_that_is_wrong_with_words_is_told_at_once(seller: Client) -> None:
    refused = seller.ask(WRITE, outcome="invoice-automation/less-overtim", persona="cfoo", words={"headline": "x" * 201})["messageWrite"]
    assert [(problem["path"], problem["code"]) for problem in refused["problems"]] == [
        ("outcome", "UNKNOWN_OUTCOME"),
        ("persona", "UNKNOWN_PERSONA"),
        ("headline", "TOO_LONG"),
    ]
    assert all(problem["remedy"] for problem in refused["problems"])
    refused = seller.ask(WRITE, **PAIR, words={"proof": [{"kind": "STORY", "text": ""}]})["messageWrite"]
    assert [problem["path"] for problem in refused["problems"]] == ["proof[0].text"]


def test_the_same_request_with_the_same_key_writes_one_message_and_the_key_is_good_for_that_alone(client: Client) -> None:
    first = written(client, key="monday-1")
    assert written(client, key="monday-1") == first
    assert len(client.ask("{ messages { nodes { id } } }")["messages"]["nodes"]) == 1
    (error,) = client.result(WRITE, **PAIR, words={"headline": "Another"}, key="monday-1").errors or []
    assert isinstance(error.original_error, IdempotencyKeyReused)


def test_messages_are_listed_by_what_they_speak_of_and_how_far_they_are(seller: Client) -> None:
    message = written(seller)
    written(seller)
    seller.ask(WRITE, outcome="office-space/growth-without-a-new-lease", persona="cfo")
    seller.ask(DECIDE, id=message["id"], revision=1)
    listed = """query ($network: ID, $persona: String, $state: MessageState, $after: String, $first: Int! = 20) {
      messages(network: $network, persona: $persona, state: $state, first: $first, after: $after) {
        nodes { id persona { key } } pageInfo { endCursor hasNextPage } } }"""
    assert len(seller.ask(listed, network="invoice-automation")["messages"]["nodes"]) == 2
    assert [one["persona"]["key"] for one in seller.ask(listed, persona="cfo")["messages"]["nodes"]] == ["cfo"]
    assert [one["id"] for one in seller.ask(listed, state="APPROVED")["messages"]["nodes"]] == [message["id"]]
    first = seller.ask(listed, first=2)["messages"]
    assert first["pageInfo"]["hasNextPage"]
    assert len(seller.ask(listed, first=2, after=first["pageInfo"]["endCursor"])["messages"]["nodes"]) == 1
    errors = seller.result(listed, network="nowhere", persona="cfoo").errors or []
    assert "there is no network 'nowhere'" in errors[0].message
    assert "cfoo" in errors[0].message


def test_a_message_that_there_is_not_is_null_and_its_change_is_not_found(seller: Client) -> None:
    assert seller.ask(READ, id="msg_none")["message"] is None
    assert seller.ask(DECIDE, id="msg_none", revision=1)["messageApprove"]["__typename"] == "NotFound"
