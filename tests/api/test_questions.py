"""What people write in their GraphQL client: each question is one request and answers in words that a person can use."""

from __future__ import annotations

import pytest

from asking import Client, load
from conftest import Sent
from valuenet.model.access import Role
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.ids import WorkspaceId
from valuenet.service.caller import Caller
from valuenet.service.library import Library

MEETING = """
query Meeting($personas: [String!]!, $first: Int!, $after: String) {
  outcomes(desiredBy: { anyOf: $personas }, first: $first, after: $after) {
    nodes {
      key title kind anticipated distance network { key name }
      why { sentence steps { title strength } }
      desiredBy(personas: $personas) { persona { key name } importance why personally }
    }
    pageInfo { endCursor hasNextPage }
  }
}
"""


def test_a_seller_learns_what_two_personas_care_about_and_why_it_follows_from_what_we_do(client: Client) -> None:
    nodes = client.ask(MEETING, personas=["facilities", "department-manager"], first=20)["outcomes"]["nodes"]
    assert {node["network"]["key"] for node in nodes} == {"office-space"}
    assert len(nodes) == 2, "facilities desires two outcomes, the department managers one of the two"
    assert {len(node["desiredBy"]) for node in nodes} == {1, 2}
    for node in nodes:
        assert ", so that " in node["why"]["sentence"]
        assert node["why"]["sentence"].endswith(node["title"])
        assert node["why"]["steps"][0]["strength"] is None
        assert all(tag["why"] for tag in node["desiredBy"])


def test_outcomes_come_nearest_to_a_differentiator_first_and_the_pages_add_up(client: Client) -> None:
    whole = client.ask(MEETING, personas=["cfo"], first=100)["outcomes"]["nodes"]
    places = [(node["distance"], node["key"]) for node in whole]
    assert places == sorted(places)
    assert len(whole) > 6
    paged: list[dict[str, object]] = []
    after: str | None = None
    while True:
        page = client.ask(MEETING, personas=["cfo"], first=3, after=after)["outcomes"]
        paged += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert paged == whole


def test_unwanted_outcomes_and_those_of_alternatives_are_left_out_unless_asked_for(client: Client) -> None:
    question = """query ($wanted: Boolean, $ours: Boolean) {
      outcomes(desiredBy: { anyOf: ["cro"] }, wanted: $wanted, ours: $ours, first: 100) { nodes { wanted network { key } } } }"""
    usual = client.ask('{ outcomes(desiredBy: { anyOf: ["cro"] }, first: 100) { nodes { wanted network { key } } } }')["outcomes"]["nodes"]
    assert usual
    assert all(node["wanted"] and node["network"]["key"] != "mediocrity-merry-go-round" for node in usual)
    suffered = client.ask(question, wanted=False, ours=False)["outcomes"]["nodes"]
    assert {node["network"]["key"] for node in suffered} == {"mediocrity-merry-go-round"}
    assert len(client.ask(question, wanted=None, ours=None)["outcomes"]["nodes"]) == len(usual) + len(suffered)


def test_one_network_answers_in_the_same_order_as_the_workspace(client: Client) -> None:
    question = """query ($network: ID) { outcomes(desiredBy: { anyOf: ["cfo"] }, network: $network, first: 100) {
      nodes { key network { key } } } }"""
    anywhere = client.ask(question)["outcomes"]["nodes"]
    here = client.ask(question, network="value-focused-culture")["outcomes"]["nodes"]
    assert here == [node for node in anywhere if node["network"]["key"] == "value-focused-culture"]
    assert here


def test_filters_narrow_what_is_asked(client: Client) -> None:
    def keys(arguments: str) -> list[str]:
        return [node["key"] for node in client.ask(f"{{ outcomes({arguments}, first: 100) {{ nodes {{ key }} }} }}")["outcomes"]["nodes"]]

    culture = 'network: "value-focused-culture"'
    assert keys(f'{culture}, desiredBy: {{ anyOf: ["ceo"], importance: PRIMARY }}') == [
        "language-of-outcomes",
        "stronger-differentiation",
        "profitable-growth",
    ]
    assert keys(f"{culture}, kind: PERSONAL") == ["professional-pride", "seat-at-the-table"]
    assert keys(f"{culture}, anticipated: false") == ["affordable-differentiation"]
    assert "accurate-forecast" in keys(f'{culture}, reachedFrom: "value-is-the-hub"')
    assert keys('text: "WIN RATE"') == []
    assert keys('text: "OPPORTUNITIES"') == ["higher-win-rate"]
    assert "seat-at-the-table" in keys("desiredBy: { levels: [EXECUTIVE] }, kind: PERSONAL")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ('desiredBy: { anyOf: ["cfoo"] }', "INVALID_QUESTION", "did you mean 'cfo'?"),
        ("first: 0", "INVALID_QUESTION", "ask for 1 to 100"),
        ('after: "not base64 %"', "INVALID_QUESTION", "is no cursor"),
        ('reachedFrom: "value-is-the-hub"', "INVALID_QUESTION", "name the network too"),
        ('network: "nowhere"', "NOT_FOUND", "there is no network 'nowhere'"),
    ],
)
def test_a_question_about_what_there_is_not_says_what_to_do(client: Client, arguments: str, code: str, words: str) -> None:
    (error,) = client.result(f"{{ outcomes({arguments}) {{ nodes {{ key }} }} }}").errors or []
    assert words in error.message
    assert getattr(error.original_error, "code", None) == code


def test_targeting_tells_what_is_shared_and_what_only_one_wants(client: Client) -> None:
    answer = client.ask("""{ network(id: "office-space") { targeting(personas: ["cfo", "facilities", "department-manager"]) {
      shared { key } sharedBy { outcome { key } personas { key } } onlyFor { persona { key } outcomes { title } }
      executiveWorthy { title persona { name } } table { outcome { key } importances } } } }""")
    targeting = answer["network"]["targeting"]
    assert [[persona["key"] for persona in row["personas"]] for row in targeting["sharedBy"]] == [["facilities", "department-manager"]]
    assert {row["persona"]["key"]: len(row["outcomes"]) for row in targeting["onlyFor"]}["facilities"] == 1
    assert {row["persona"]["name"] for row in targeting["executiveWorthy"]} == {"Chief financial officer"}
    assert all(len(row["importances"]) == 3 for row in targeting["table"])


def test_positioning_says_why_us_and_not_them(client: Client) -> None:
    rows = client.ask("""{ network(id: "invoice-automation") { positioning(against: "competitor-b") {
      outcome { key } position through { key title } evidence ways { position why { sentence } } } } }""")["network"]["positioning"]
    assert [row["position"] for row in rows] == sorted((row["position"] for row in rows), key=["UNIQUE", "AHEAD", "EQUAL", "BEHIND"].index)
    assert {"AHEAD", "BEHIND"} <= {row["position"] for row in rows}
    assert all(row["through"] and row["ways"][0]["why"]["sentence"] for row in rows)


def test_structure_shows_loops_levers_and_findings(client: Client) -> None:
    answer = client.ask("""{ network(id: "mediocrity-merry-go-round") {
      loops { name vicious outcomes { title } brokenBy { cause { key } effect { key } } }
      loopGroups { cut brokenBy { cause { key } effect { key } } }
      levers(persona: "cfo") { outcome { title } dependsOn { title } } rankedLevers(persona: "cro") { outcome { key } lost { key } }
      findings(severity: [ERROR, WARNING]) { message why remedy about { key } } } }""")["network"]
    assert [len(loop["outcomes"]) for loop in answer["loops"]] == [2, 4]
    assert all(loop["vicious"] and loop["brokenBy"] for loop in answer["loops"])
    assert len(answer["loopGroups"]) == 2


def test_the_ways_to_an_outcome_are_counted_before_they_are_listed(client: Client) -> None:
    ways = client.ask("""{ outcomes(network: "value-focused-culture", text: "growth that is profitable") { nodes {
      why { sentence likelihood } ways(first: 3) { total cut chains { sentence likelihood } } } } }""")["outcomes"]["nodes"][0]
    assert ways["ways"]["cut"]
    assert ways["ways"]["total"] is None or ways["ways"]["total"] > 3
    likelihoods = [chain["likelihood"] for chain in ways["ways"]["chains"]]
    assert likelihoods == sorted(likelihoods, reverse=True)
    assert ways["ways"]["chains"][0]["sentence"] == ways["why"]["sentence"]


def test_everything_with_an_id_is_found_again_by_it(client: Client) -> None:
    network = client.ask("""{ network(id: "value-focused-culture") {
      id differentiators { id } outcomes { id } regions { id } personas { id } } directory { alternatives { id } } }""")
    found = network["network"]
    ids = [
        found["id"],
        found["differentiators"][0]["id"],
        found["outcomes"][0]["id"],
        found["regions"][0]["id"],
        found["personas"][0]["id"],
    ]
    ids.append(network["directory"]["alternatives"][0]["id"])
    kinds = []
    for id_ in ids:
        node = client.ask("query ($id: ID!) { node(id: $id) { id __typename } }", id=id_)["node"]
        assert node["id"] == id_
        kinds.append(node["__typename"])
    assert kinds == ["Network", "Differentiator", "Outcome", "Region", "Persona", "Alternative"]


@pytest.mark.parametrize("id_", ["", "net_1", "out_1", "per_x", "nonsense", "dif_" + "0" * 32, "å_1"])
def test_an_unknown_id_is_nothing_and_not_an_error(client: Client, id_: str) -> None:
    assert client.ask("query ($id: ID!) { node(id: $id) { id } network(id: $id) { key } }", id=id_) == {"node": None, "network": None}


def test_nothing_of_one_workspace_is_seen_from_another(client: Client, library: Library) -> None:
    inside = client.ask('{ network(id: "value-focused-culture") { id outcomes { id } } }')["network"]
    stranger = Client(library, Caller(workspace=WorkspaceId("wsp_other"), actor=LOCAL_OWNER, role=Role.ADMIN))
    for id_ in (inside["id"], inside["outcomes"][0]["id"]):
        answer = stranger.result("query ($id: ID!) { node(id: $id) { id } network(id: $id) { key } }", id=id_)
        assert answer.data is None or answer.data == {"node": None, "network": None}


def test_a_list_of_outcomes_costs_a_fixed_number_of_store_calls(client: Client, library: Library, sent: Sent) -> None:
    def statements(first: int) -> list[str]:
        fresh = Client(Library(library.store))
        sent.clear()
        answer = fresh.ask(MEETING, personas=["cfo", "cro", "seller"], first=first)
        assert len(answer["outcomes"]["nodes"]) == first
        return list(sent)

    few, many = statements(2), statements(15)
    assert many == few
    assert len(many) <= 12, many


def test_a_repeated_question_costs_one_cheap_read_and_the_index(library: Library, sent: Sent) -> None:
    client = Client(Library(library.store, settled=0.0))
    question = '{ network(id: "value-focused-culture") { outcomes { title desiredBy { persona { name } } why { sentence } } } }'
    client.ask(question)
    sent.clear()
    client.ask(question)
    assert len(sent) <= 2, list(sent)


def test_the_networks_of_a_workspace_are_listed_by_key_in_pages(client: Client) -> None:
    question = (
        "query ($after: String) { networks(first: 4, after: $after) { nodes { key name revision } pageInfo { endCursor hasNextPage } } }"
    )
    one = client.ask(question)["networks"]
    two = client.ask(question, after=one["pageInfo"]["endCursor"])["networks"]
    keys = [node["key"] for node in (*one["nodes"], *two["nodes"])]
    assert keys == sorted(keys)
    assert len(keys) == 6
    assert (one["pageInfo"]["hasNextPage"], two["pageInfo"]["hasNextPage"]) == (True, False)


def test_the_examples_load_once_and_a_second_load_changes_nothing(library: Library) -> None:
    before = library.store.state(Caller(workspace=WorkspaceId("wsp_local"), actor=LOCAL_OWNER, role=Role.ADMIN).workspace)
    load(library, ["value-focused-culture", "office-space"])
    assert library.store.state(WorkspaceId("wsp_local")) == before
