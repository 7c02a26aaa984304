"""The brief for a meeting."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogues import counted, said
from drawing import directory, example, network, outcome_id
from meetings import ALDER, DAY, briefed, meeting, message
from valuenet.errors import InvalidQuestion
from valuenet.messages.brief import brief
from valuenet.messages.brief_parts import Brief, Page, ToRecord
from valuenet.messages.meeting import Meeting
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.call_plan import Attendee
from valuenet.model.directory import Directory
from valuenet.model.edits import NetworkEdit, PutOutcome, Tag, Update
from valuenet.model.ids import AccountId, GapId, PersonaId
from valuenet.model.message_test import MessageTest
from valuenet.model.network import Network
from valuenet.model.value_gap import GapDecision, ValueGap
from valuenet.model.vocabulary import Desirability, GapState, ScoutFunction

SURPRISE: NetworkEdit = Update(key="soon", fields={"anticipated": False})
NET = network("[tool] -> soon -> fast -> cheap", "soon: cfo", "fast: cfo?", "cheap: cfo?", SURPRISE)
SOON, FAST = outcome_id(NET, "soon"), outcome_id(NET, "fast")


def only(found: Brief) -> Page:
    (page,) = found.pages
    return page


def places(found: Brief) -> list[tuple[int, str, bool]]:
    return [(point.place, point.key, point.once_credible) for point in only(found).points]


def test_what_they_do_not_see_coming_comes_last_until_credibility_is_recorded() -> None:
    assert places(briefed(NET)) == [(1, "fast", False), (2, "cheap", False), (3, "soon", True)]
    credible = said("cfo", "alder", "inconclusive", about=FAST, credible=True)
    assert places(briefed(NET, tests=[credible])) == [(1, "soon", False), (2, "fast", False), (3, "cheap", False)]
    assert only(briefed(NET, tests=[credible])).credible is True


def test_credibility_holds_for_one_persona_at_one_account_and_the_latest_record_wins() -> None:
    elsewhere = said("cfo", "birch", about=FAST, credible=True)
    with_another = said("clerk", "alder", about=FAST, credible=True)
    lost = [said("cfo", "alder", about=FAST, credible=value, on=on) for value, on in ((True, "2026-03-01"), (False, "2026-03-09"))]
    for tests in ([elsewhere], [with_another], lost):
        assert places(briefed(NET, tests=tests))[-1] == (3, "soon", True)
    assert only(briefed(NET, tests=lost)).credible is False
    assert only(briefed(NET, tests=[elsewhere], at=None)).credible is None


def test_the_first_points_are_told_in_full_further_ones_by_title_and_the_rest_is_counted() -> None:
    keys = [f"o{number:02d}" for number in range(12)]
    net = network(*(f"[tool] -> {key}" for key in keys), *(f"{key}: cfo" for key in keys))
    page = only(briefed(net))
    assert [point.words is not None for point in page.points] == [True] * 3 + [False] * 4
    assert page.unlisted == 5


def test_of_what_is_for_later_the_first_has_words() -> None:
    keys = ["a", "b", "c"]
    hidden = [Update(key=key, fields={"anticipated": False}) for key in keys]
    net = network(*(f"[tool] -> {key}" for key in keys), "now: cfo", "[tool] -> now", *(f"{key}: cfo" for key in keys), *hidden)
    page = only(briefed(net))
    assert [(point.key, point.words is not None) for point in page.points] == [("now", True), ("a", True), ("b", True)]
    assert page.unlisted == 1


def test_a_persona_without_a_tag_has_an_empty_page() -> None:
    page = only(briefed(NET, who=["cro"]))
    assert (page.points, page.cautions, page.record) == ((), (), (ToRecord(facts=("are we credible with the CRO by now?",)),))


def test_what_an_alternative_leaves_them_in_stands_apart_from_what_we_bring_about() -> None:
    stuck = network("[slides] -> (boredom) -> (delay)", "boredom: cfo", "delay: cfo", key="stuck", about="rival")
    page = only(briefed(NET, stuck))
    assert [(point.network, point.key) for point in page.troubles] == [("stuck", "boredom"), ("stuck", "delay")]
    assert all(point.network == "net" for point in page.points)
    assert all(point.words is not None for point in page.troubles)


def test_every_example_gives_every_persona_something_to_talk_about() -> None:
    for name in (
        "car-dealer",
        "invoice-automation",
        "office-space",
        "transition-vision",
        "value-focused-culture",
        "mediocrity-merry-go-round",
    ):
        net, people = example(name)
        everybody = tuple(Attendee(persona=persona) for persona in sorted({tag.persona for tag in net.tags}))
        found = brief(Meeting(on=DAY, attendees=everybody, networks=(net,), directory=people))
        assert all(page.points or page.troubles or page.cautions for page in found.pages), name
        assert all(point.chain for page in found.pages for point in (*page.points, *page.troubles)), name


def test_what_to_record_is_what_is_not_known_well_enough_about_what_was_told() -> None:
    tests = [*counted("cfo", 4, 1, about=FAST), said("cfo", "birch", about=FAST, money=10)]
    record = only(briefed(NET, tests=tests)).record
    assert [(one.place, one.address, one.facts) for one in record] == [
        (2, "net/cheap", ("held?", "worth a year?")),
        (3, "net/soon", ("held?", "thought of before?", "worth a year?")),
        (0, "", ("are we credible with the CFO by now?",)),
    ]


def test_what_was_tested_a_little_says_how_often() -> None:
    record = only(briefed(NET, tests=[said("cfo", "birch", about=FAST, money=10)])).record
    assert record[0].facts == ("held? (1 account so far)",)


def test_a_brief_says_what_it_was_made_from() -> None:
    other = said("cfo", "alder", about="out_elsewhere")
    found = briefed(NET, tests=[said("cfo", "birch", about=FAST), other])
    assert [(one.key, one.revision) for one in found.networks] == [("net", NET.revision)]
    assert (found.directory, found.tests, found.on) == (directory().revision, 1, DAY)
    assert found.account is not None
    assert (found.account.name, found.title) == ("Alder", "Alder")
    assert briefed(NET, at=None, who=["cfo", "cro"]).title == "CFO, CRO"


def test_people_of_one_persona_share_a_page() -> None:
    found = briefed(NET, who=["cfo:Kim", "cro", "cfo:Lee"])
    assert [(page.persona, page.people) for page in found.pages] == [("cfo", ("Kim", "Lee")), ("cro", ())]


def test_several_networks_are_one_conversation() -> None:
    second = network("[portal] -> sure", "sure: cfo", key="second")
    page = only(briefed(NET, second))
    assert [(point.network, point.key) for point in page.points][:2] == [("second", "sure"), ("net", "fast")]


def test_what_happened_since_changes_the_order_and_the_rank_says_why() -> None:
    before, after = (only(briefed(NET, tests=tests)) for tests in ([], [said("cfo", "alder", about=outcome_id(NET, "cheap"))]))
    assert [point.key for point in before.points][:2] == ["fast", "cheap"]
    assert [point.key for point in after.points][:2] == ["cheap", "fast"]
    assert "they confirmed it themselves" in after.points[0].rank.parts[1].because


def gap(number: int, state: GapState = GapState.OPEN, **more: object) -> ValueGap:
    decided = GapDecision(by=LOCAL_OWNER, at="2026-03-01T00:00:00", reason="no market") if state is not GapState.OPEN else None
    facts = {"text": f"Lack {number}", "account": ALDER.id, "on": date(2026, 3, number), "scout": "Kim", **more}
    return ValueGap(id=GapId(f"gap_{number}"), function=ScoutFunction.SUPPORT, state=state, decision=decided, **facts)  # type: ignore[arg-type]  # fields by name


def test_what_they_lack_is_told_with_what_became_of_it_the_most_important_first() -> None:
    gaps = [
        gap(1, GapState.RESOLVED, network=NET.id, outcome=FAST),
        gap(2, GapState.DECLINED, importance=Desirability.LOW),
        gap(3, importance=Desirability.HIGH, persona=PersonaId("per_cfo")),
        gap(4, account=AccountId("acc_birch")),
        gap(5, GapState.GATHERED, same_as=GapId("gap_1")),
    ]
    found = briefed(NET, gaps=gaps).gaps
    assert [(one.text, one.persona, one.state, one.became) for one in found] == [
        ("Lack 3", "CFO", "open", ""),
        ("Lack 5", "", "resolved", "Fast"),
        ("Lack 1", "", "resolved", "Fast"),
        ("Lack 2", "", "declined", "no market"),
    ]
    assert briefed(NET, gaps=gaps, at=None).gaps == ()


def test_a_meeting_with_nobody_or_with_somebody_unknown_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match="nobody attends"):
        meeting(NET, who=[])
    with pytest.raises(InvalidQuestion, match="per_nobody"):
        meeting(NET, who=["nobody"])


def facilities(net: Network, people: Directory) -> Page:
    attendee = Attendee(persona=people.persona_by_key["facilities"].id)
    asked = Meeting(on=DAY, attendees=(attendee,), networks=(net,), directory=people)
    return only(brief(asked))


def test_a_metric_says_which_way_it_moves() -> None:
    net, people = example("office-space")
    assert facilities(net, people).points[0].metric == "space requests decided with figures rises (percent)"


def test_an_unreached_outcome_of_a_removed_arrow_is_no_point() -> None:
    net = network("[tool] -> fast", "fast: cfo", PutOutcome(key="loose", title="Loose"), Tag(outcome="loose", persona="cfo"))
    assert [point.key for point in only(briefed(net)).points] == ["fast"]


dialogue = st.builds(
    said,
    st.sampled_from(["cfo", "clerk"]),
    st.sampled_from(["alder", "birch", "cedar", "elm"]),
    st.sampled_from(["validated", "refuted", "inconclusive"]),
    about=st.sampled_from([SOON, FAST]),
    on=st.sampled_from(["2026-03-01", "2026-03-02"]),
    money=st.none() | st.integers(0, 3),
    credible=st.none() | st.booleans(),
)


@given(st.lists(dialogue, max_size=12), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_the_same_knowledge_in_any_order_gives_the_same_brief(tests: list[MessageTest], order: Random) -> None:
    messages = [message(NET, "fast", id=f"msg_{number}") for number in range(3)]
    before = briefed(NET, who=["cfo", "clerk"], tests=tests, messages=messages)
    order.shuffle(tests)
    order.shuffle(messages)
    assert briefed(NET, who=["cfo", "clerk"], tests=tests, messages=messages) == before


@given(st.lists(dialogue, max_size=12))
@settings(deadline=None, max_examples=40)
def test_what_they_refuted_last_is_never_a_point(tests: list[MessageTest]) -> None:
    asked = meeting(NET, tests=tests)
    refuted = {outcome for (outcome, persona), unit in asked.units_here.items() if persona == "per_cfo" and unit.result == "refuted"}
    assert refuted.isdisjoint(point.outcome for point in only(brief(asked)).points)
