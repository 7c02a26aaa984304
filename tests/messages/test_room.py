"""The people in the room and those who are not."""

from __future__ import annotations

from dialogues import said
from drawing import directory, network, outcome_id, persona
from meetings import briefed
from valuenet.messages.brief_parts import Brief
from valuenet.model.edits import Update
from valuenet.model.vocabulary import Level

NET = network(
    "[tool] -> fast -> cheap -> rich",
    "[tool] -> calm",
    "fast: clerk, manager?",
    "cheap: cfo, manager",
    "rich: cfo?, cro",
    "calm: clerk, manager, cfo",
)


def shared(found: Brief) -> list[tuple[str, bool]]:
    return [(point.key, point.by_all) for point in found.shared]


def test_what_most_of_the_room_share_comes_first() -> None:
    found = briefed(NET, who=["cfo", "clerk", "manager"])
    assert shared(found) == [("calm", True), ("cheap", False), ("fast", False)]
    assert [(wish.persona, wish.importance, wish.why) for wish in found.shared[2].wishes] == [
        ("CLERK", "primary", "clerk cares"),
        ("MANAGER", "secondary", "manager cares"),
    ]


def test_what_only_one_of_them_wants_is_on_their_page() -> None:
    found = briefed(NET, who=["cfo", "clerk"])
    assert shared(found) == [("calm", True)]
    assert [page.only for page in found.pages] == [("Cheap", "Rich"), ("Fast",)]


def test_who_comes_alone_shares_nothing_and_nothing_is_only_theirs() -> None:
    found = briefed(NET, who=["cfo"])
    assert found.shared == ()
    assert found.pages[0].only == ()


def test_a_point_says_with_whom_it_is_shared() -> None:
    page = briefed(NET, who=["cfo", "clerk", "manager"]).pages[0]
    assert {point.key: point.shared_with for point in page.points} == {"calm": ("CLERK", "MANAGER"), "cheap": ("MANAGER",), "rich": ()}


def test_what_one_of_them_refuted_here_is_not_shared() -> None:
    refuted = said("clerk", "alder", "refuted", about=outcome_id(NET, "calm"))
    assert shared(briefed(NET, who=["cfo", "clerk"], tests=[refuted])) == []


def test_what_they_do_not_see_coming_is_shared_last() -> None:
    net = network(
        "[tool] -> soon", "[tool] -> known", "soon: cfo, clerk", "known: cfo?, clerk?", Update(key="soon", fields={"anticipated": False})
    )
    found = briefed(net, who=["cfo", "clerk"])
    assert [(point.key, point.once_credible) for point in found.shared] == [("known", False), ("soon", True)]


def test_whom_to_invite_are_executives_first_and_each_for_a_reason_that_ties_in_with_the_room() -> None:
    found = briefed(NET, who=["manager"])
    assert [(reason.persona, reason.level, reason.title, reason.through) for reason in found.absent] == [
        ("CFO", Level.EXECUTIVE, "Cheap", "the MANAGER wants it too"),
        ("CRO", Level.EXECUTIVE, "Rich", "it follows from “Cheap”, which the MANAGER wants"),
        ("CLERK", Level.PRACTITIONER, "Calm", "the MANAGER wants it too"),
    ]


def test_who_has_no_tie_with_the_room_is_met_for_what_they_care_about_most() -> None:
    net = network("[tool] -> fast", "[portal] -> calm", "fast: cfo", "calm: clerk")
    (reason,) = briefed(net, who=["cfo"]).absent
    assert (reason.persona, reason.title, reason.why, reason.through) == ("CLERK", "Calm", "clerk cares", "")


def test_nobody_is_invited_whom_we_have_nothing_for_or_who_is_archived() -> None:
    net = network("[tool] -> fast", "fast: cfo, clerk", "dream: cro")
    people = directory(only=["cfo", "cro", persona("clerk", archived=True)])
    assert briefed(net, who=["cfo"], people=people).absent == ()


def test_an_executive_comes_for_what_is_primary_and_farthest_from_what_we_do() -> None:
    found = briefed(NET, who=["clerk", "cfo"]).executives
    assert [(one.persona, one.title, one.attending) for one in found] == [
        ("CRO", "Rich", False),
        ("CFO", "Cheap", True),
        ("CFO", "Calm", True),
    ]


def test_an_executive_does_not_come_for_what_they_refuted() -> None:
    refuted = said("cfo", "alder", "refuted", about=outcome_id(NET, "cheap"))
    assert "Cheap" not in [one.title for one in briefed(NET, who=["clerk"], tests=[refuted]).executives]
