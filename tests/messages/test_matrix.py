"""The message matrix, and the themes of campaigns."""

from __future__ import annotations

from dataclasses import replace

from dialogues import counted, said
from drawing import directory, network, outcome_id, persona
from valuenet.messages.evidence import Evidence
from valuenet.messages.footing import footing
from valuenet.messages.matrix import Cell, Coverage, matrix, themes
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.ids import MessageId, NetworkId, OutcomeId, PersonaId
from valuenet.model.message import Message
from valuenet.model.message_test import MessageTest
from valuenet.model.vocabulary import MessageState

PEOPLE = directory()
NET = network("[tool] -> fast -> cheap", "[tool] -> (worry)", "fast: cfo, clerk", "cheap: cfo?", "worry: clerk", "alone: cro")
FAST, CHEAP, WORRY = (outcome_id(NET, key) for key in ("fast", "cheap", "worry"))
NOTHING = Evidence(tests=())


def message(outcome: OutcomeId, who: str, state: MessageState = MessageState.DRAFT, number: int = 1) -> Message:
    persona = PersonaId(f"per_{who}")
    return Message(
        id=MessageId(f"msg_{number}"),
        network=NET.id,
        outcome=outcome,
        persona=persona,
        headline="A headline",
        say="What to say.",
        owner=LOCAL_OWNER,
        footing=footing(NET, outcome, persona),
        state=state,
    )


def evidence(*tests: MessageTest) -> Evidence:
    return Evidence(tests=tests)


def cells(*messages: Message, tests: Evidence = NOTHING) -> dict[tuple[str, str], Cell]:
    found = matrix(NET, PEOPLE, messages, tests)
    return {(row.outcome.key, cell.persona.key): cell for row in found.rows for cell in row.cells if cell is not None}


def coverage(*messages: Message, tests: Evidence = NOTHING) -> Coverage:
    """The coverage of "fast" for the CFO."""
    return cells(*messages, tests=tests)["fast", "cfo"].coverage


def test_the_matrix_has_a_cell_for_every_tag_on_what_is_put_to_people() -> None:
    found = matrix(NET, PEOPLE, (), NOTHING)
    assert [row.outcome.key for row in found.rows] == ["fast", "cheap", "alone"], "nearest first, what nothing reaches last"
    assert [one.key for one in found.personas] == ["cfo", "clerk", "cro"]
    assert [[cell is not None for cell in row.cells] for row in found.rows] == [
        [True, True, False],
        [True, False, False],
        [False, False, True],
    ]
    assert found.counts == {one: 4 if one is Coverage.NO_MESSAGE else 0 for one in Coverage}


def test_a_message_covers_as_a_draft_until_it_is_approved_and_not_at_all_when_it_is_retired() -> None:
    assert coverage() is Coverage.NO_MESSAGE
    assert coverage(message(FAST, "cfo")) is Coverage.DRAFT
    assert coverage(message(FAST, "cfo"), message(FAST, "cfo", MessageState.APPROVED, 2)) is Coverage.APPROVED
    assert coverage(message(FAST, "cfo", MessageState.RETIRED)) is Coverage.NO_MESSAGE


def test_what_tests_say_goes_before_what_was_written() -> None:
    approved = message(FAST, "cfo", MessageState.APPROVED)
    assert coverage(approved, tests=evidence(said("cfo", "alder", about=FAST))) is Coverage.TESTED
    assert coverage(tests=evidence(said("cfo", "alder", "inconclusive", about=FAST))) is Coverage.TESTED
    assert coverage(approved, tests=evidence(*counted("cfo", 9, 0, about=FAST))) is Coverage.PROVEN
    assert coverage(approved, tests=evidence(*counted("cfo", 0, 9, about=FAST))) is Coverage.REFUTED


def test_a_cell_holds_the_tag_the_messages_and_the_standing() -> None:
    two = message(FAST, "cfo", MessageState.APPROVED, 2), message(FAST, "cfo", MessageState.RETIRED, 3)
    cell = cells(*two, message(FAST, "cfo"), tests=evidence(said("cfo", "alder", about=FAST)))["fast", "cfo"]
    assert [one.id for one in cell.messages] == ["msg_1", "msg_2"]
    assert cell.tag is not None
    assert cell.standing is not None
    assert cell.standing.tally.n == 1


def test_a_message_or_a_test_makes_a_cell_without_a_tag_and_for_a_side_effect() -> None:
    found = cells(message(CHEAP, "cro"), tests=evidence(said("clerk", "alder", about=WORRY)))
    assert (found["cheap", "cro"].tag, found["cheap", "cro"].coverage) == (None, Coverage.DRAFT)
    assert found["worry", "clerk"].coverage is Coverage.TESTED


def test_an_archived_persona_is_shown_only_where_something_was_written_or_asked() -> None:
    people = directory(persona("cro"), persona("cfo", archived=True), only=("clerk",))
    assert [one.key for one in matrix(NET, people, (), NOTHING).personas] == ["clerk", "cro"]
    assert [one.key for one in matrix(NET, people, (message(FAST, "cfo"),), NOTHING).personas] == ["cfo", "clerk", "cro"]


def test_a_message_whose_outcome_is_gone_is_an_orphan_and_those_of_other_networks_are_none_of_ours() -> None:
    orphan = replace(message(FAST, "cfo", number=7), outcome=OutcomeId("out_gone"))
    foreign = replace(orphan, id=MessageId("msg_8"), network=NetworkId("net_other"))
    found = matrix(NET, PEOPLE, (orphan, foreign), evidence(said("cfo", "alder", about="out_gone")))
    assert [one.id for one in found.orphans] == ["msg_7"]
    assert sum(found.counts.values()) == 4


def test_themes_are_what_most_personas_and_then_most_accounts_confirmed() -> None:
    tests = evidence(
        said("cfo", "alder", about=FAST),
        said("clerk", "birch", about=FAST),
        said("cfo", "alder", about=CHEAP),
        said("cfo", "birch", about=CHEAP),
        said("cfo", "cedar", about=CHEAP),
        said("cfo", "dune", "refuted", about=CHEAP),
        said("cro", "alder", "refuted", about=outcome_id(NET, "alone")),
    )
    found = themes([NET], PEOPLE, tests)
    assert [(one.outcome.key, [who.key for who in one.personas], one.accounts, one.refuted_at) for one in found] == [
        ("fast", ["cfo", "clerk"], ("acc_alder", "acc_birch"), ()),
        ("cheap", ["cfo"], ("acc_alder", "acc_birch", "acc_cedar"), ("acc_dune",)),
    ]


def test_only_the_last_word_of_a_persona_at_an_account_makes_a_theme_and_no_side_effect_is_one() -> None:
    changed = evidence(
        said("cfo", "alder", about=FAST, on="2026-01-05"),
        said("cfo", "alder", "refuted", about=FAST, on="2026-02-05"),
        said("clerk", "alder", about=WORRY),
    )
    assert themes([NET], PEOPLE, changed) == ()
