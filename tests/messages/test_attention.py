"""Hypotheses that need attention."""

from __future__ import annotations

from datetime import date

from dialogues import said
from drawing import directory, network, outcome_id, persona
from valuenet.messages.attention import never_tested, refuted_and_used, stale
from valuenet.messages.evidence import Evidence
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.ids import MessageId, NetworkId, OutcomeId, PersonaId, TestId
from valuenet.model.message import Footing, Message
from valuenet.model.vocabulary import MessageState

REFUTED = said("cfo", "alder", "refuted", on="2026-03-02", id="tst_no")


def message(key: str, *, state: MessageState = MessageState.APPROVED, because: str = "") -> Message:
    return Message(
        id=MessageId(f"msg_{key}"),
        network=NetworkId("net_invoices"),
        outcome=OutcomeId("out_faster"),
        persona=PersonaId("per_cfo"),
        headline="Faster",
        say="It is faster.",
        owner=LOCAL_OWNER,
        footing=Footing(revision=1),
        because=(TestId(because),) if because else (),
        state=state,
    )


def test_never_tested_are_the_wishes_without_a_test_primary_ones_first() -> None:
    net = network("[tool] -> fast -> cheap", "(worry) -> cheap", "fast: cfo?, clerk", "cheap: cfo", "worry: cfo")
    evidence = Evidence(tests=(said("clerk", "alder", about=outcome_id(net, "fast")),))
    found = never_tested(evidence, net, directory())
    assert [(net.outcome_by_id[tag.outcome].key, tag.persona) for tag in found] == [("cheap", "per_cfo"), ("fast", "per_cfo")]


def test_never_tested_is_only_what_messages_are_made_of_and_somebody_can_be_asked_about() -> None:
    theirs = network("[slides] -> (boredom)", "[slides] -> calm", "boredom: cfo", "calm: cfo", about="rival")
    (trouble,) = never_tested(Evidence(tests=()), theirs, directory())
    assert theirs.outcome_by_id[trouble.outcome].key == "boredom"
    archived = directory(persona("cfo", archived=True), only=("cro", "manager", "clerk"))
    assert never_tested(Evidence(tests=()), theirs, archived) == ()


def test_a_hypothesis_goes_stale_when_its_last_test_is_long_ago() -> None:
    evidence = Evidence(
        tests=(
            said("cfo", "alder", on="2025-01-10"),
            said("cfo", "birch", on="2026-01-01"),
            said("it", "alder", on="2025-02-10"),
        )
    )
    assert stale(evidence, date(2026, 6, 30)) == (evidence.standings[OutcomeId("out_faster"), PersonaId("per_it")],)
    assert [standing.persona for standing in stale(evidence, date(2026, 7, 1))] == ["per_it", "per_cfo"]
    assert stale(evidence, date(2026, 1, 31), days=400) == ()


def test_what_was_refuted_and_is_still_said_is_found() -> None:
    evidence = Evidence(tests=(REFUTED, said("cfo", "birch", on="2026-02-01"), said("cfo", "cedar", on="2026-04-01", id="tst_late")))
    (found,) = refuted_and_used(evidence, [message("a")])
    assert (found.accounts, found.since, found.messages, found.tests) == (("acc_alder",), date(2026, 3, 2), ("msg_a",), ("tst_late",))


def test_a_message_that_is_a_draft_or_retired_or_the_answer_to_the_refutation_is_not_used_in_spite_of_it() -> None:
    evidence = Evidence(tests=(REFUTED,))
    others = [message("b", state=MessageState.DRAFT), message("c", state=MessageState.RETIRED), message("d", because="tst_no")]
    assert refuted_and_used(evidence, others) == ()
    assert refuted_and_used(evidence, [message("e", because="tst_other")])[0].messages == ("msg_e",)


def test_an_account_that_came_round_refutes_no_more() -> None:
    evidence = Evidence(tests=(REFUTED, said("cfo", "alder", on="2026-05-01")))
    assert refuted_and_used(evidence, [message("a")]) == ()


def test_no_day_and_no_number_of_days_is_too_far_away_to_ask_what_is_stale() -> None:
    evidence = Evidence(tests=(REFUTED,))
    assert stale(evidence, date.min) == ()
    assert stale(evidence, date.max, 10**14) == ()
    assert len(stale(evidence, date.max)) == 1
