"""What to avoid in front of a persona, or to be ready for."""

from __future__ import annotations

from dialogues import counted, said
from drawing import alternative, network, outcome_id
from meetings import ALDER, briefed, message
from valuenet.messages.brief_parts import Brief, CautionKind
from valuenet.messages.phrases import NO_BREAK
from valuenet.model.edits import PutOutcome, Tag
from valuenet.model.vocabulary import MessageState

NET = network("[tool] -> fast -> cheap", "fast: cfo", "cheap: cfo")
FAST, CHEAP = outcome_id(NET, "fast"), outcome_id(NET, "cheap")
REFUTED = said("cfo", "alder", "refuted", about=FAST, on="2026-03-02", quote="not for us", person="Kim", id="tst_no")


def cautions(found: Brief) -> list[tuple[CautionKind, str, str]]:
    return [(one.kind, one.title, one.because.replace(NO_BREAK, " ")) for one in found.pages[0].cautions]


def keys(found: Brief) -> list[str]:
    return [point.key for point in found.pages[0].points]


def test_what_this_persona_refuted_here_is_no_point_but_to_be_avoided_in_their_words() -> None:
    found = briefed(NET, tests=[REFUTED])
    assert keys(found) == ["cheap"]
    assert cautions(found) == [(CautionKind.REFUTED_HERE, "Fast", "refuted here by Kim on 2 March 2026: “not for us”")]


def test_what_was_refuted_here_is_a_point_again_once_they_came_round() -> None:
    found = briefed(NET, tests=[REFUTED, said("cfo", "alder", about=FAST, on="2026-03-20")])
    assert keys(found) == ["fast", "cheap"]
    assert cautions(found) == []


def test_what_another_persona_or_another_account_refuted_once_stays_a_point() -> None:
    others = [said("cro", "alder", "refuted", about=FAST), said("cfo", "birch", "refuted", about=FAST)]
    assert set(keys(briefed(NET, tests=others))) == {"fast", "cheap"}


def test_a_rewritten_message_is_named_beside_the_refutation_that_led_to_it() -> None:
    answer = message(NET, "fast", because=["tst_no"], headline="Fast without overtime")
    (only,) = cautions(briefed(NET, tests=[REFUTED], messages=[answer]))
    assert only[2].endswith("“not for us”; rewritten since then: “Fast without overtime”")


def test_what_is_labelled_refuted_is_avoided_unless_they_confirmed_it_themselves() -> None:
    tests = counted("cfo", 0, 6, about=FAST)
    found = briefed(NET, tests=tests)
    assert keys(found) == ["cheap"]
    assert cautions(found) == [(CautionKind.REFUTED, "Fast", "refuted at 6 of 6 accounts")]
    assert keys(briefed(NET, tests=[*tests, said("cfo", "alder", about=FAST)])) == ["fast", "cheap"]


def test_a_side_effect_that_they_suffer_from_is_something_to_be_ready_for() -> None:
    net = network("[tool] -> fast", "[tool] ~> (watched)", "fast: cfo", "watched: cfo")
    assert cautions(briefed(net)) == [
        (CautionKind.SIDE_EFFECT, "Watched", "cfo cares; it comes about like this: Tool, so that Watched"),
    ]


def test_what_nothing_leads_to_is_not_to_be_promised() -> None:
    net = network("[tool] -> fast", "fast: cfo", "dream: cfo")
    found = briefed(net)
    assert keys(found) == ["fast"]
    assert cautions(found) == [(CautionKind.UNREACHED, "Dream", "nothing that we do leads to it yet: do not promise it")]


def test_what_an_alternative_brings_as_well_is_not_ours_alone() -> None:
    rival = network("[slides] -> fast", "fast: cfo", key="theirs", about="rival")
    found = briefed(NET, rival)
    assert (CautionKind.RIVAL, "Fast", f"{alternative('rival').name} brings it as well") in cautions(found)
    assert [point.network for point in found.pages[0].points] == ["net", "net"]


def test_retired_words_are_no_longer_said() -> None:
    found = briefed(NET, messages=[message(NET, "fast", state=MessageState.RETIRED, headline="Fast as lightning")])
    assert cautions(found) == [(CautionKind.RETIRED, "Fast as lightning", "retired; it was about “Fast”")]


def test_the_most_pressing_kind_comes_first() -> None:
    net = network("[tool] -> fast", "[tool] -> (watched)", "watched: cfo", "fast: cfo", "dream: cfo")
    refuted = said("cfo", "alder", "refuted", about=outcome_id(net, "fast"))
    kinds = [kind for kind, _, _ in cautions(briefed(net, tests=[refuted]))]
    assert kinds == [CautionKind.REFUTED_HERE, CautionKind.SIDE_EFFECT, CautionKind.UNREACHED]


def test_at_no_account_nothing_was_refuted_here() -> None:
    assert keys(briefed(NET, tests=[REFUTED], at=None)) == ["fast", "cheap"]
    assert ALDER.id == REFUTED.account


def test_a_tag_without_a_reason_still_makes_a_caution() -> None:
    net = network("[tool] -> fast", PutOutcome(key="noise", title="Noise", wanted=False), Tag(outcome="noise", persona="cfo"))
    assert cautions(briefed(net)) == [(CautionKind.SIDE_EFFECT, "Noise", "they suffer from it")]
