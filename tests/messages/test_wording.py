"""What to say: the approved message, else a draft, else what the map gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from drawing import network
from meetings import briefed, message
from valuenet.messages.brief_parts import Proof, Wording, Words
from valuenet.model.edits import Tag
from valuenet.model.message import Message, ProofPoint
from valuenet.model.network import Network
from valuenet.model.vocabulary import MessageState, ProofKind

NET = network("[tool] -> fast -> cheap", Tag(outcome="cheap", persona="cfo", why="Every franc counts"))


def words(*messages: Message, net: Network = NET) -> Words:
    found = briefed(net, messages=messages).pages[0].points[0].words
    assert found is not None
    return found


def test_without_a_message_the_words_are_composed_from_the_map() -> None:
    found = words()
    assert (found.wording, found.message) == (Wording.COMPOSED, None)
    assert "Tool, which means Fast, which means Cheap" in found.say


def test_a_composed_question_does_not_ask_what_has_just_been_said() -> None:
    found = words()
    assert "every franc counts" in found.say.casefold()
    assert not any("every franc counts" in question.casefold() for question in found.questions)
    assert found.questions


def test_an_approved_message_comes_before_a_draft_and_a_draft_before_the_map() -> None:
    approved, draft = message(NET, "cheap", id="msg_1"), message(NET, "cheap", id="msg_2", state=MessageState.DRAFT)
    assert (words(draft, approved).message, words(draft, approved).wording) == ("msg_1", Wording.APPROVED)
    assert (words(draft).message, words(draft).wording) == ("msg_2", Wording.DRAFT)
    assert words(message(NET, "cheap", state=MessageState.RETIRED)).wording is Wording.COMPOSED


def test_of_several_the_one_that_was_approved_last_is_said_and_the_youngest_draft() -> None:
    old, new = (message(NET, "cheap", id=f"msg_{day}", at=f"2026-03-0{10 - day}T00:00:00") for day in (2, 1))
    assert words(old, new).message == "msg_1"
    drafts = [message(NET, "cheap", id=f"msg_{number}", state=MessageState.DRAFT) for number in (1, 3, 2)]
    assert words(*drafts).message == "msg_3"


def test_a_message_to_somebody_else_is_not_said() -> None:
    assert words(message(NET, "cheap", "clerk")).wording is Wording.COMPOSED


def test_a_message_says_what_has_changed_under_it() -> None:
    written = message(NET, "cheap")
    renamed = replace(
        NET, outcomes=tuple(replace(outcome, title="Quick") if outcome.key == "fast" else outcome for outcome in NET.outcomes)
    )
    assert words(written).moved == ()
    assert words(written, net=renamed).moved == ("“Fast” is called “Quick” now",)


def test_proof_keeps_its_source_and_its_day() -> None:
    proof = ProofPoint(kind=ProofKind.STATISTIC, text="Half the time.", source="A survey", on=date(2026, 1, 2))
    found = words(message(NET, "cheap", proof=[proof]))
    assert found.proof == (Proof(kind=ProofKind.STATISTIC, text="Half the time.", source="A survey", on=date(2026, 1, 2)),)
