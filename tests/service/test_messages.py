"""Messages are written from what the network says, approved by their owner, and told when the network under them moves."""

from __future__ import annotations

import pytest

from commits import now
from conftest import Sent
from selling import ANN, BEN, STRANGER, TOLD, Shop, shop
from valuenet.errors import InvalidEdit, NotAllowed, NotFound, StaleRevision
from valuenet.model.edits import Connect, Describe, PutOutcome, Remove, Tag, Update
from valuenet.model.message import ProofPoint
from valuenet.model.vocabulary import JourneyStage, MessageState, ProofKind, Strength
from valuenet.service.caller import LOCAL_CALLER, Caller
from valuenet.service.dialogue import message_test
from valuenet.service.directory import EntryPut, persona_put
from valuenet.service.history import since
from valuenet.service.message_writing import MessageWriting, message_write
from valuenet.service.messages import (
    MessageDecision,
    MessageQuestion,
    MessageView,
    composed,
    message_approve,
    message_called,
    message_page,
    message_retire,
)
from valuenet.service.networks import Restoration, network_delete, network_restore
from valuenet.store.protocol import Store

PAIR = MessageWriting(outcome="culture/win-rate", persona="cro")


def written(there: Shop, by: Caller = ANN, **words: object) -> MessageView:
    return message_write(there.library, by, MessageWriting(outcome="culture/win-rate", persona="cro", **words))  # type: ignore[arg-type]  # tests name the fields


def rewritten(there: Shop, view: MessageView, by: Caller = ANN, **words: object) -> MessageView:
    writing = MessageWriting(message=view.kept.record.id, expected=view.kept.revision, **words)  # type: ignore[arg-type]  # tests name the fields
    return message_write(there.library, by, writing)


def approved(there: Shop, view: MessageView, by: Caller = ANN) -> MessageView:
    return message_approve(there.library, by, MessageDecision(message=view.kept.record.id, expected=view.kept.revision))


def test_a_new_message_begins_with_the_words_that_the_network_composes(store: Store) -> None:
    there = shop(store)
    view = written(there)
    (draft,) = [one for one in composed(there.library, ANN, "culture", ["cro"]).drafts if one.outcome == view.kept.record.outcome]
    message = view.kept.record
    assert (message.headline, message.say, message.questions) == (draft.headline, draft.say, draft.questions)
    assert (message.owner, message.state, message.approval) == (ANN.actor, MessageState.DRAFT, None)
    assert [step.title for step in message.footing.chain] == [
        "Coaching by people who have sold",
        "Sellers ask better questions",
        "More deals are won",
    ]
    assert message_called(there.library, ANN, message.id) == view
    assert not view.orphaned
    assert view.moved is None


def test_words_that_are_given_stand_in_place_of_the_composed_ones(store: Store) -> None:
    there = shop(store)
    proof = ProofPoint(kind=ProofKind.REFERENCE, text="Birch won nine of ten", source="their CRO")
    message = written(
        there, headline="Win more", questions=("How many did you lose?",), proof=(proof,), stage=JourneyStage.DECIDING
    ).kept.record
    assert (message.headline, message.questions, message.proof, message.stage) == (
        "Win more",
        ("How many did you lose?",),
        (proof,),
        JourneyStage.DECIDING,
    )
    assert message.say


def test_everything_that_is_wrong_with_a_writing_is_told_at_once(store: Store) -> None:
    there = shop(store)
    wrong = MessageWriting(outcome="culture/win-rat", persona="cro ", headline="", questions=("", "x" * 301), because=("tst_none",))
    with pytest.raises(InvalidEdit) as refused:
        message_write(there.library, ANN, wrong)
    assert [problem.path for problem in refused.value.problems] == [
        "outcome",
        "persona",
        "because[0]",
        "headline",
    ]
    assert "did you mean 'cro'?" in str(refused.value)
    persona_put(there.library, ANN, EntryPut(key="cro", fields={"archived": True}))
    with pytest.raises(InvalidEdit, match="'cro' is archived"):
        written(there)


def test_a_message_keeps_its_outcome_and_its_persona_and_is_changed_only_by_who_has_seen_it(store: Store) -> None:
    there = shop(store)
    view = written(there)
    with pytest.raises(InvalidEdit) as refused:
        message_write(there.library, ANN, MessageWriting(message=view.kept.record.id, persona="cfo", outcome="culture/pride"))
    assert [(problem.path, problem.code) for problem in refused.value.problems] == [
        ("outcome", "NOT_CHANGED"),
        ("persona", "NOT_CHANGED"),
        ("expectedRevision", "MISSING"),
    ]


def test_of_two_who_edit_one_message_the_later_is_told_what_the_earlier_did(store: Store) -> None:
    there = shop(store)
    view = written(there)
    rewritten(there, view, ANN, headline="Win more", reason="shorter")
    with pytest.raises(StaleRevision) as refused:
        rewritten(there, view, BEN, headline="Win it all")
    stale = refused.value
    assert (stale.subject, stale.expected, stale.current) == (view.kept.record.id, 1, 2)
    (change,) = since(there.library, BEN, stale.subject, stale.expected)
    assert (change.actor, change.reason) == (ANN.actor, "shorter")
    assert [field.name for field in change.changes[0].fields] == ["headline"]


def test_a_change_of_words_makes_a_draft_again_and_the_same_words_change_nothing(store: Store) -> None:
    there = shop(store)
    view = approved(there, written(there))
    assert view.kept.record.state is MessageState.APPROVED
    assert view.kept.record.approval is not None
    assert view.kept.record.approval.by == ANN.actor
    same = rewritten(there, view, headline=view.kept.record.headline)
    assert same == view
    after = rewritten(there, view, BEN, headline="Win more")
    assert (after.kept.record.state, after.kept.record.approval, after.kept.record.owner) == (MessageState.DRAFT, None, ANN.actor)


def test_a_message_is_its_owners_to_approve_and_to_retire_and_the_local_owners(store: Store) -> None:
    there = shop(store)
    view = written(there, ANN)
    decision = MessageDecision(message=view.kept.record.id, expected=1)
    for decide in (message_approve, message_retire):
        with pytest.raises(NotAllowed, match="is for Ann, its owner, to do"):
            decide(there.library, BEN, decision)
    assert approved(there, view, LOCAL_CALLER).kept.revision == 2
    retired = message_retire(there.library, ANN, MessageDecision(message=view.kept.record.id, expected=2, reason="nobody cares"))
    assert retired.kept.record.state is MessageState.RETIRED
    assert rewritten(there, retired, headline="Again").kept.record.state is MessageState.DRAFT


def test_approving_twice_changes_nothing_and_approving_what_one_has_not_seen_is_refused(store: Store) -> None:
    there = shop(store)
    view = approved(there, written(there))
    assert approved(there, view) == view
    with pytest.raises(StaleRevision):
        message_approve(there.library, ANN, MessageDecision(message=view.kept.record.id, expected=1))


def test_a_message_says_when_and_by_whom_the_chain_under_it_was_edited(store: Store) -> None:
    there = shop(store)
    view = approved(there, written(there))
    there.now[0] = "2026-11-03T08:00:00.000000+00:00"
    there.edit(Update(key="better-questions", fields={"title": "Sellers ask what matters"}), by=BEN)
    there.now[0] = "2026-11-04T08:00:00.000000+00:00"
    there.edit(Update(key="islands", fields={"title": "Every team alone"}))
    moved = message_called(there.library, ANN, view.kept.record.id).moved
    assert moved is not None
    assert moved.sentence == (
        "the chain that this rests on was edited on 2026-11-03 by Ben: "
        "“Sellers ask better questions” is called “Sellers ask what matters” now"
    )
    again = approved(there, message_called(there.library, ANN, view.kept.record.id))
    assert again.moved is None
    assert again.kept.record.footing.revision == 3


def test_what_is_beside_the_chain_of_a_message_does_not_move_it(store: Store) -> None:
    there = shop(store)
    view = written(there)
    there.edit(PutOutcome(key="calm", title="Calm"), Connect(cause="win-rate", effect="calm"), Describe(fields={"name": "Our culture"}))
    assert message_called(there.library, ANN, view.kept.record.id).moved is None


def test_a_message_says_when_the_persona_cares_for_another_reason(store: Store) -> None:
    there = shop(store)
    view = written(there)
    there.edit(Tag(outcome="win-rate", persona="cro", why="it pays the bonus"))
    moved = message_called(there.library, ANN, view.kept.record.id).moved
    assert moved is not None
    assert moved.sentence.startswith("why the persona cares was edited on 2026-03-10 by local owner: ")


def test_a_message_whose_outcome_was_removed_is_kept_and_marked_and_lives_again_when_it_comes_back(store: Store) -> None:
    there = shop(store)
    view = written(there)
    message = view.kept.record.id
    there.edit(Remove(key="win-rate"), by=BEN)
    orphan = message_called(there.library, ANN, message)
    assert orphan.orphaned
    assert orphan.moved is not None
    assert orphan.moved.sentence.startswith("what this speaks of was removed on 2026-03-10 by Ben: ")
    assert [one.kept.record.id for one in message_page(there.library, ANN, MessageQuestion(outcome=view.kept.record.outcome)).messages] == [
        message
    ]
    with pytest.raises(InvalidEdit, match="speaks of an outcome that was removed"):
        approved(there, orphan)
    assert rewritten(there, orphan, headline="Kept all the same").kept.record.headline == "Kept all the same"
    network_restore(there.library, ANN, Restoration(network=there.network, revision=1, expected=2))
    back = message_called(there.library, ANN, message)
    assert not back.orphaned
    assert back.moved is None


def test_a_message_of_a_network_that_was_deleted_is_kept_and_can_be_retired(store: Store) -> None:
    there = shop(store)
    view = written(there)
    network_delete(there.library, ANN, there.network, expected=1)
    orphan = message_called(there.library, ANN, view.kept.record.id)
    assert orphan.orphaned
    assert orphan.moved is not None
    assert orphan.moved.sentence == "what this speaks of was removed: the network was deleted"
    retired = message_retire(there.library, ANN, MessageDecision(message=view.kept.record.id, expected=1))
    assert retired.kept.record.state is MessageState.RETIRED


def test_the_tests_that_led_to_words_are_remembered_for_ever(store: Store) -> None:
    there = shop(store)
    tests = [message_test(there.library, ANN, TOLD).kept.record.id for _ in range(2)]
    view = written(there, because=(tests[0],))
    after = rewritten(there, view, say="Nine of ten.", because=(tests[1], tests[0]))
    assert after.kept.record.because == tuple(tests)
    assert rewritten(there, after, say="Eight of ten.").kept.record.because == tuple(tests)


def test_messages_are_listed_in_the_order_of_their_making_through_every_filter(store: Store) -> None:
    there = shop(store)
    pairs = [("win-rate", "cro"), ("pride", "cro"), ("win-rate", "cfo")]
    made = [
        message_write(there.library, ANN, MessageWriting(outcome=f"culture/{outcome}", persona=persona)).kept.record.id
        for outcome, persona in pairs
    ]
    message_approve(there.library, ANN, MessageDecision(message=made[1], expected=1))

    def ids(**asked: object) -> list[str]:
        page = message_page(there.library, ANN, MessageQuestion(**asked))  # type: ignore[arg-type]  # tests name the fields
        assert not page.more
        return [view.kept.record.id for view in page.messages]

    assert sorted(ids()) == sorted(made)
    assert ids() == sorted(made), "ids order by their making"
    assert ids(network="culture") == sorted(made)
    assert sorted(ids(outcome="culture/win-rate")) == sorted([made[0], made[2]])
    assert sorted(ids(persona="cro")) == sorted(made[:2])
    assert ids(state=MessageState.APPROVED) == [made[1]]
    first = message_page(there.library, ANN, first=2)
    assert first.more
    assert [view.kept.record.id for view in message_page(there.library, ANN, after=first.messages[-1].place).messages] == sorted(made)[2:]


def test_the_same_request_sent_twice_writes_one_message_and_answers_as_it_was_then(store: Store) -> None:
    there = shop(store)
    there.now[0] = now()
    first = message_write(there.library, ANN, PAIR, "key-1")
    rewritten(there, first, headline="Win more")
    again = message_write(there.library, ANN, PAIR, "key-1")
    assert again.kept == first.kept
    assert len(message_page(there.library, ANN).messages) == 1


def test_another_workspace_sees_no_message(store: Store) -> None:
    there = shop(store)
    view = written(there)
    with pytest.raises(NotFound):
        message_called(there.library, STRANGER, view.kept.record.id)
    with pytest.raises(NotFound):
        message_approve(there.library, STRANGER, MessageDecision(message=view.kept.record.id, expected=1))
    assert message_page(there.library, STRANGER).messages == ()


def test_an_id_of_another_kind_of_record_is_not_found(store: Store) -> None:
    there = shop(store)
    test = message_test(there.library, ANN, TOLD).kept.record.id
    with pytest.raises(NotFound, match="there is no message"):
        message_called(there.library, ANN, test)


def test_a_page_of_messages_takes_the_same_statements_however_many_have_moved(store: Store, sent: Sent) -> None:
    there = shop(store)
    written(there)
    there.edit(Connect(cause="better-questions", effect="win-rate", strength=Strength.RARELY))
    message_page(there.library, ANN)
    sent.clear()
    message_page(there.library, ANN)
    few = len(sent)
    for _ in range(9):
        written(there)
    there.edit(Connect(cause="better-questions", effect="win-rate", strength=Strength.SOMETIMES))
    message_page(there.library, ANN)
    sent.clear()
    page = message_page(there.library, ANN)
    assert [view.moved is not None for view in page.messages] == [True] * 10
    assert len(sent) == few
