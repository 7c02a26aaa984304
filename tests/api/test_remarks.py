"""Comments on a network through GraphQL: added, listed with their counts, resolved, and refused as data."""

from __future__ import annotations

from typing import Any

from asking import Client

ADD = """mutation ($node: String, $arrow: ArrowEnds, $text: String!) {
  commentAdd(network: "car-dealer", node: $node, arrow: $arrow, text: $text) { __typename
    ... on RemarkSaved { remark { id about there text by { name } settled } } ... on InvalidEdit { problems { path code } } } }"""
RESOLVE = """mutation ($id: ID!) { commentResolve(id: $id) { __typename ... on RemarkSaved { remark { settled settledBy { name } } } } }"""


def add(client: Client, **said: object) -> Any:
    return client.ask(ADD, **({"text": "Is it so?"} | said))["commentAdd"]


def arrow(client: Client) -> Any:
    ends = client.ask('{ network(id: "car-dealer") { arrows { cause { key } effect { key } } } }')["network"]["arrows"][0]
    return {"cause": ends["cause"]["key"], "effect": ends["effect"]["key"]}


def test_comments_are_added_listed_counted_and_resolved(client: Client) -> None:
    ends = arrow(client)
    one = add(client, node=ends["effect"])["remark"]
    assert one | {"id": ""} == {
        "id": "",
        "about": [ends["effect"]],
        "there": True,
        "text": "Is it so?",
        "by": {"name": "local owner"},
        "settled": False,
    }
    assert add(client, arrow=ends)["remark"]["about"] == [ends["cause"], ends["effect"]]
    assert client.ask(RESOLVE, id=one["id"])["commentResolve"]["remark"] == {"settled": True, "settledBy": {"name": "local owner"}}
    listed = client.ask(
        """query ($arrow: ArrowEnds!, $node: String!) { network(id: "car-dealer") { openComments
          all: comments { nodes { about } } open: comments(open: true) { nodes { about } }
          on: comments(node: $node) { nodes { id } } arrow: comments(arrow: $arrow) { nodes { about } } } }""",
        arrow=ends,
        node=ends["effect"],
    )["network"]
    assert (listed["openComments"], len(listed["all"]["nodes"]), len(listed["open"]["nodes"])) == (1, 2, 1)
    assert (listed["on"]["nodes"], listed["arrow"]["nodes"]) == ([{"id": one["id"]}], [{"about": [ends["cause"], ends["effect"]]}])
    assert client.ask("query ($id: ID!) { node(id: $id) { id ... on Remark { text } } }", id=one["id"])["node"]["text"] == "Is it so?"


def test_a_comment_on_nothing_or_on_two_things_is_refused_as_data(client: Client) -> None:
    assert add(client)["problems"] == [{"path": "node", "code": "ONE_OF"}]
    ends = arrow(client)
    assert add(client, node=ends["effect"], arrow=ends)["problems"] == [{"path": "node", "code": "ONE_OF"}]
    assert add(client, node="nothing")["problems"] == [{"path": "node", "code": "UNKNOWN_NODE"}]
    assert client.ask(RESOLVE, id="rmk_none")["commentResolve"]["__typename"] == "NotFound"
