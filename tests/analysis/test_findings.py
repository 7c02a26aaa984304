"""Findings: what is unfinished or doubtful in a network."""

from __future__ import annotations

import pytest

from drawing import EXAMPLES, compared, directory, example, network, persona, ring
from valuenet.analysis.finding import Finding
from valuenet.analysis.findings import RULES, findings
from valuenet.analysis.rules.people import archived_persona
from valuenet.model.directory import Directory
from valuenet.model.edits import Connect, PutOutcome, Tag, Update
from valuenet.model.network import Network
from valuenet.model.vocabulary import Severity

PEOPLE = directory()
FINISHED = (
    "[tool] -> saves-time -> higher-profit",
    "saves-time: clerk",
    "higher-profit: cfo",
    *compared(tool="ahead"),
)


def found(code: str, net: Network, people: Directory = PEOPLE) -> list[Finding]:
    return [finding for finding in findings(net, people) if finding.code == code]


def about(code: str, net: Network, people: Directory = PEOPLE) -> list[tuple[str, ...]]:
    return [tuple(finding.about) for finding in found(code, net, people)]


def retitled(**titles: str) -> list[Update]:
    return [Update(key=key, fields={"title": title}) for key, title in titles.items()]


def test_a_finished_network_has_no_findings() -> None:
    assert findings(network(*FINISHED), PEOPLE) == ()


def test_an_empty_network_has_no_findings() -> None:
    assert findings(network(), PEOPLE) == ()


def test_an_outcome_without_persona_is_found() -> None:
    net = network("[tool] -> a -> (bad)", "[tool] -> b", "b: cfo")
    assert about("OUTCOME_WITHOUT_PERSONA", net) == [("a",), ("bad",)]
    assert [finding.message for finding in found("OUTCOME_WITHOUT_PERSONA", net)] == [
        "nobody is said to desire “A”",
        "nobody is said to suffer from “Bad”",
    ]


def test_an_outcome_that_no_differentiator_reaches_is_found_and_so_is_what_follows_from_it_alone() -> None:
    net = network("[tool] -> a", "lonely -> island", "lonely -> shore", "a -> shore")
    assert about("OUTCOME_NOT_REACHED", net) == [("island",), ("lonely",)]
    assert "“Lonely”, is not reached either" in found("OUTCOME_NOT_REACHED", net)[0].message
    assert "nothing leads there" in found("OUTCOME_NOT_REACHED", net)[1].message


def test_a_loop_that_nothing_leads_to_is_one_error_and_its_outcomes_are_not_reported_again() -> None:
    net = network("[tool] -> x", "a -> b -> a", "b -> c")
    assert about("LOOP_WITHOUT_ENTRY", net) == [("a", "b")]
    assert found("LOOP_WITHOUT_ENTRY", net)[0].severity is Severity.ERROR
    assert about("OUTCOME_NOT_REACHED", net) == [("c",)]
    assert about("LOOP_WITHOUT_ENTRY", network("[tool] -> a -> b -> a")) == []


def test_a_vicious_circle_of_the_status_quo_belongs_in_a_network_of_its_own() -> None:
    (finding,) = found("LOOP_WITHOUT_ENTRY", network("(a) -> (b) -> (a)"))
    assert "network about the alternative" in finding.remedy


def test_a_differentiator_that_leads_nowhere_is_found() -> None:
    assert about("DIFFERENTIATOR_LEADS_NOWHERE", network(*FINISHED, "[idle]")) == [("idle",)]


def test_an_unwanted_outcome_of_our_own_offer_is_noted_and_that_of_an_alternative_is_not() -> None:
    assert about("UNWANTED_OUTCOME", network("[tool] -> (bad)", "(elsewhere)")) == [("bad",)]
    assert about("UNWANTED_OUTCOME", network("[tool] -> (bad)", about="rival")) == []


def test_a_vicious_circle_that_our_own_offer_sets_going_is_found() -> None:
    assert about("VICIOUS_CIRCLE", network("[tool] -> (a) -> (b) -> (a)")) == [("a", "b")]
    assert about("VICIOUS_CIRCLE", network("[tool] -> (a) -> (b) -> (a)", about="rival")) == []
    assert about("VICIOUS_CIRCLE", network("[tool] -> (a) -> b -> (a)")) == []


def test_a_persona_for_whom_nothing_wanted_is_reached_is_found() -> None:
    net = network("[tool] -> (bad)", "[tool] -> good", "lonely", "bad: cfo", "lonely: cfo, clerk", "good: clerk")
    assert about("PERSONA_WITHOUT_OUTCOME", net) == [("bad", "lonely")]
    assert "CFO" in found("PERSONA_WITHOUT_OUTCOME", net)[0].message
    assert about("PERSONA_WITHOUT_OUTCOME", network("[tool] -> (bad)", "bad: cfo", about="rival")) == []


def test_a_persona_whom_the_network_does_not_use_is_no_finding() -> None:
    assert findings(network(*FINISHED), directory("another")) == ()


def test_a_differentiator_whose_outcomes_matter_to_no_executive_is_found() -> None:
    net = network("[low] -> a", "[high] -> b", "[idle] -> c", "a: clerk, manager", "b: clerk, cfo")
    assert about("NO_EXECUTIVE", net) == [("low",)]
    assert "CLERK and MANAGER" in found("NO_EXECUTIVE", net)[0].message


def test_an_executive_who_only_suffers_is_no_reason_to_meet_one() -> None:
    net = network("[low] -> a -> (bad)", "a: clerk", "bad: cfo")
    assert about("NO_EXECUTIVE", net) == [("low",)]


def test_a_tag_without_a_reason_is_noted_once_for_its_outcome() -> None:
    tags = [Tag(outcome="a", persona=who) for who in ("cfo", "clerk")]
    net = network("[tool] -> a", "a: cro", *tags)
    assert about("TAG_WITHOUT_WHY", net) == [("a",)]
    assert "CFO and CLERK" in found("TAG_WITHOUT_WHY", net)[0].message


def test_a_tag_of_an_archived_persona_is_noted() -> None:
    net = network(*FINISHED)
    gone = directory(only=("cro", "manager", "clerk", persona("cfo", archived=True)))
    assert about("ARCHIVED_PERSONA", net, gone) == [("higher-profit",)]
    assert list(archived_persona(net, PEOPLE)) == []


def test_a_persona_that_is_gone_from_the_directory_does_not_stop_the_rules() -> None:
    net = network("[tool] -> (bad)", Tag(outcome="bad", persona="cfo"))
    messages = [finding.message for finding in findings(net, directory(only=()))]
    assert any("per_cfo" in message for message in messages)


def test_a_differentiator_without_any_position_is_noted_where_there_are_alternatives() -> None:
    net = network("[tool] -> a", "[portal] -> a", *compared(tool="equal"))
    assert about("NOT_COMPARED", net) == [("portal",)]
    assert about("NOT_COMPARED", net, directory(alternatives=())) == []
    assert about("NOT_COMPARED", network("[tool] -> a", about="rival")) == []


def test_an_arrow_beside_a_chain_in_which_no_arrow_is_weaker_is_noted() -> None:
    assert about("SHORTCUT", network("[tool] -> a -> goal", "[tool] -> goal")) == [("tool", "goal")]
    assert about("SHORTCUT", network("[tool] => a -> b => goal", "[tool] -> goal")) == [("tool", "goal")]
    assert "“A” and “B”" in found("SHORTCUT", network("[tool] => a -> b => goal", "[tool] -> goal"))[0].message


def test_an_arrow_that_is_stronger_or_has_a_reason_of_its_own_is_no_shortcut() -> None:
    assert about("SHORTCUT", network("[tool] -> a ~> goal", "[tool] -> goal")) == []
    meant = Connect(cause="tool", effect="goal", why="because of something else")
    assert about("SHORTCUT", network("[tool] -> a -> goal", meant)) == []


def test_a_chain_of_more_than_three_arrows_is_a_story_of_its_own() -> None:
    assert about("SHORTCUT", network("[tool] -> a -> b -> c -> goal", "[tool] -> goal")) == []


def test_a_crowded_node_is_noted() -> None:
    many = [f"hub -> e{number}" for number in range(9)]
    assert about("CROWDED", network("[tool] -> hub", *many[:8])) == []
    assert about("CROWDED", network("[tool] -> hub", *many)) == [("hub",)]
    assert about("CROWDED", network(*(f"c{number} -> hub" for number in range(9)))) == [("hub",)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Invoices are processed faster", "invoice processed FASTER!"),
        ("Growth that is profitable", "Profitable growth"),
        ("Fewer calls from suppliers", "From suppliers: fewer calls"),
    ],
)
def test_titles_that_say_the_same_in_other_dress_are_found(one: str, other: str) -> None:
    net = network("[tool] -> a", "[tool] -> b", *retitled(a=one, b=other))
    assert about("SIMILAR_TITLES", net) == [("a", "b")]


def test_titles_that_share_most_of_their_words_are_noted() -> None:
    net = network(
        "[tool] -> a -> b", *retitled(a="Audit findings of branch offices close sooner", b="Audit findings of offices close sooner")
    )
    assert [finding.severity for finding in found("SIMILAR_TITLES", net)] == [Severity.NOTE]
    same = network("[tool] -> a -> b", *retitled(a="Calm audits", b="Calm audits"))
    assert [finding.severity for finding in found("SIMILAR_TITLES", same)] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Payments are late", "Payments are not late"),
        ("Higher win rate", "Lower win rate"),
        ("More first meetings", "More meetings with executives"),
        ("速い請求書", "遅い請求書"),
    ],
)
def test_titles_that_say_something_else_are_left_alone(one: str, other: str) -> None:
    assert about("SIMILAR_TITLES", network("[tool] -> a -> b", *retitled(a=one, b=other))) == []


def test_many_titles_that_say_the_same_are_one_finding() -> None:
    titles = {f"o{number:02d}": "The same again" for number in range(30)}
    assert len(found("SIMILAR_TITLES", network(*ring(30), *retitled(**titles)))) == 1


def test_titles_of_fillers_or_marks_alone_are_compared_as_they_are() -> None:
    net = network("[tool] -> a -> b -> c", *retitled(a="To be", b="As it is", c="…"), PutOutcome(key="d", title="?"))
    assert about("SIMILAR_TITLES", net) == [("c", "d")]


def test_findings_come_most_severe_first_then_by_code_then_by_key() -> None:
    net = network("a -> b -> a", "[idle]", "[tool] -> (bad)", "[tool] -> good", "good: clerk")
    ranks = [(list(Severity).index(one.severity), one.code, one.about) for one in findings(net, PEOPLE)]
    assert ranks == sorted(ranks)
    assert {rank[0] for rank in ranks} == {0, 1, 2}


def test_every_rule_finds_something() -> None:
    nets = [
        network("[tool] -> a -> goal", "[tool] -> goal", "(x) -> (y) -> (x)", "p -> q", "a: clerk", Tag(outcome="goal", persona="clerk")),
        network("[tool] -> (a) -> (b) -> (a)", "[idle]", "a: cfo", *(f"[tool] -> e{number}" for number in range(9)), *retitled(e1="E2")),
    ]
    gone = directory(only=("cro", "manager", "cfo", persona("clerk", archived=True)))
    silent = [rule.__name__ for rule in RULES if not any(list(rule(net, gone)) for net in nets)]
    assert silent == []


def test_every_finding_says_what_where_why_and_what_to_do() -> None:
    for path in EXAMPLES.glob("*.yaml"):
        net, people = example(path.stem)
        for finding in findings(net, people):
            assert all([finding.message, finding.why, finding.remedy, finding.about]), finding
            assert all(key in net.node_by_key for key in finding.about)


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.yaml")))
def test_the_examples_have_no_errors(name: str) -> None:
    net, people = example(name)
    assert [finding for finding in findings(net, people) if finding.severity is Severity.ERROR] == []
