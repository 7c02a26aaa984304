"""What tests say about networks: from the records of a store, in a fixed number of calls."""

from __future__ import annotations

from datetime import date

import pytest

from conftest import Sent
from selling import ANN, STRANGER, shop, told
from valuenet.errors import InvalidQuestion, NotFound
from valuenet.messages.matrix import Coverage
from valuenet.model.edits import PutOutcome, Tag
from valuenet.model.vocabulary import TestResult
from valuenet.service.dialogue import message_test
from valuenet.service.dialogue_imports import TestsImport, message_tests_import, uploaded_tests
from valuenet.service.knowledge import campaign_themes, knowledge, knowledge_of
from valuenet.service.message_writing import MessageWriting, message_write
from valuenet.service.messages import MessageDecision, message_approve
from valuenet.service.networks import NewNetwork, network_create
from valuenet.store.protocol import Store


def test_an_account_counts_once_at_its_last_result_whatever_the_order_of_recording(store: Store) -> None:
    there = shop(store)
    for day, result in [(3, TestResult.VALIDATED), (1, TestResult.REFUTED), (2, TestResult.INCONCLUSIVE)]:
        message_test(there.library, ANN, told(result=result, on=date(2026, 3, day)))
    ((_, standing),) = knowledge(there.library, ANN, "culture").evidence.standings.items()
    assert (standing.tally.validated, standing.tally.n) == (1, 1)


def test_the_worked_example_of_rates_comes_out_of_recorded_tests(store: Store) -> None:
    there = shop(store)
    results = [("cro", 7, 3), ("cfo", 1, 5)]
    rows = "".join(
        f"culture/win-rate,{persona},Customer {persona} {number:02},{'validated' if number < good else 'refuted'}\n"
        for persona, good, bad in results
        for number in range(good + bad)
    )
    sheet = uploaded_tests(there.library, f"outcome,persona,account,result\n{rows}")
    message_tests_import(there.library, ANN, TestsImport(sheet=sheet, new_accounts=True))
    known = knowledge(there.library, ANN, "culture")
    (contrast,) = known.contrasts(known.reading.network.node_by_key["win-rate"].id)  # type: ignore[arg-type]  # it is an outcome
    names = known.reading.directory.persona_by_id
    assert (names[contrast.higher].key, names[contrast.lower].key) == ("cro", "cfo")
    assert contrast.chance > 0.9
    assert known.by_persona[contrast.higher].tally.n == 10
    assert [score.tally.n for score in known.by_differentiator.values()] == [16]
    assert [month.tally.n for month in known.months] == [16]


def test_what_needs_attention_is_there(store: Store) -> None:
    there = shop(store)
    message = message_write(there.library, ANN, MessageWriting(outcome="culture/win-rate", persona="cro")).kept.record
    message_approve(there.library, ANN, MessageDecision(message=message.id, expected=1))
    message_test(there.library, ANN, told(result=TestResult.REFUTED, on=date(2025, 3, 1), message=message.id))
    known = knowledge(there.library, ANN, "culture")
    assert [one.messages for one in known.refuted_and_used] == [(message.id,)]
    assert len(known.stale()) == 1
    assert known.stale(days=1000) == ()
    assert len(known.never_tested) == 3
    assert set(known.by_message) == {message.id}
    assert [account.name for account in known.accounts.values()] == ["Alder Foods"]


def test_needs_that_nobody_anticipated_are_there(store: Store) -> None:
    there = shop(store)
    message_test(there.library, ANN, told(thought_of=False, need="nobody watches the handover"))
    (need,) = knowledge(there.library, ANN, "culture").needs
    assert (need.share, need.named[0].text) == (1.0, "nobody watches the handover")


def test_the_matrix_holds_how_far_each_message_has_come(store: Store) -> None:
    there = shop(store)
    message_write(there.library, ANN, MessageWriting(outcome="culture/win-rate", persona="cro"))
    message_test(there.library, ANN, told(persona="cfo"))
    matrix = knowledge(there.library, ANN, "culture").matrix
    assert [persona.key for persona in matrix.personas] == ["cfo", "cro"]
    found = {f"{row.outcome.key} {cell.persona.key}": cell.coverage for row in matrix.rows for cell in row.cells if cell is not None}
    assert found["win-rate cro"] is Coverage.DRAFT
    assert found["win-rate cfo"] is Coverage.TESTED
    assert found["pride cro"] is Coverage.NO_MESSAGE


def test_themes_come_from_the_networks_that_are_named_or_from_all(store: Store) -> None:
    there = shop(store)
    edits = (PutOutcome(key="calm", title="Calm"), Tag(outcome="calm", persona="cro"))
    network_create(there.library, ANN, NewNetwork(key="tools", name="Tools", edits=edits))
    for customer in ("Alder", "Birch"):
        message_test(there.library, ANN, told(outcome="tools/calm", account=customer))
    message_test(there.library, ANN, told(account="Alder"))
    found = campaign_themes(there.library, ANN)
    assert [(theme.outcome.key, len(theme.accounts)) for theme in found.themes] == [("calm", 2), ("win-rate", 1)]
    assert {account.name for account in found.accounts.values()} == {"Alder", "Birch"}
    assert [theme.outcome.key for theme in campaign_themes(there.library, ANN, ["culture"]).themes] == ["win-rate"]
    with pytest.raises(InvalidQuestion, match="did you mean 'culture'"):
        campaign_themes(there.library, ANN, ["cultur"])


def test_what_is_known_of_several_networks_takes_the_same_statements_as_of_one(store: Store, sent: Sent) -> None:
    there = shop(store)
    network_create(there.library, ANN, NewNetwork(key="tools", name="Tools", edits=(PutOutcome(key="calm", title="Calm"),)))
    for number in range(8):
        message_test(
            there.library, ANN, told(outcome="tools/calm" if number % 2 else "culture/pride", account=f"{number}" * 3, new_account=True)
        )
    sent.clear()
    assert [len(known.evidence.tests) for known in knowledge_of(there.library, ANN, ["culture", "tools", "culture"])] == [4, 4]
    assert len(sent) <= 6, list(sent)


def test_another_workspace_knows_nothing(store: Store) -> None:
    there = shop(store)
    with pytest.raises(NotFound):
        knowledge(there.library, STRANGER, "culture")
    with pytest.raises(NotFound):
        knowledge(there.library, STRANGER, there.network)
