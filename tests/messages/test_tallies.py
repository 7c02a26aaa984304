"""How tests came out by message, persona, differentiator and month."""

from __future__ import annotations

from datetime import date

import pytest

from dialogues import counted, said
from drawing import network, outcome_id
from valuenet.messages.evidence import Evidence
from valuenet.messages.tallies import differentiator_scores, message_scores, months, persona_scores
from valuenet.model.ids import MessageId, PersonaId
from valuenet.value.rates import rate

CFO = PersonaId("per_cfo")


def test_a_message_has_the_rate_of_its_own_uses_and_the_pool_of_its_outcome() -> None:
    evidence = Evidence(tests=(*counted("cfo", 3, 1, message="msg_a"), *counted("it", 0, 4)))
    found = message_scores(evidence)
    assert list(found) == ["msg_a"]
    score = found[MessageId("msg_a")]
    assert (score.tally.validated, score.tally.refuted) == (3, 1)
    assert score.rate == rate(3, 1, mean=4 / 10)


def test_two_uses_of_a_message_at_one_account_count_once() -> None:
    first, second = (said("cfo", "alder", on=f"2026-03-0{day}", message="msg_a") for day in (1, 2))
    assert message_scores(Evidence(tests=(first, second)))[MessageId("msg_a")].tally.n == 1


def test_a_persona_is_counted_over_all_outcomes() -> None:
    evidence = Evidence(tests=(said("cfo", "alder"), said("cfo", "alder", "refuted", about="out_cheaper"), said("it", "alder")))
    score = persona_scores(evidence)[CFO]
    assert (score.tally.validated, score.tally.refuted, score.tally.accounts) == (1, 1, 1)
    assert score.rate.mean == pytest.approx((4 * 3 / 5 + 1) / 6)


def test_an_outcome_counts_for_every_differentiator_that_leads_to_it() -> None:
    net = network("[tool] -> fast -> cheap", "[portal] -> cheap", "[unused] -> calm")
    fast, cheap = outcome_id(net, "fast"), outcome_id(net, "cheap")
    evidence = Evidence(tests=(said("cfo", "alder", about=fast), said("cfo", "alder", "refuted", about=cheap), said("cfo", "alder")))
    found = differentiator_scores(evidence, net)
    by_key = {net.differentiator_by_id[differentiator].key: score.tally for differentiator, score in found.items()}
    assert {key: (tally.validated, tally.refuted) for key, tally in by_key.items()} == {"portal": (0, 1), "tool": (1, 1)}


def test_a_month_counts_its_own_dialogues_and_knows_all_that_came_before() -> None:
    tests = (
        said("cfo", "alder", "refuted", on="2026-01-10"),
        said("cfo", "birch", "validated", on="2026-01-20"),
        said("cfo", "alder", "validated", on="2026-03-01"),
        said("cfo", "alder", "validated", on="2026-03-31"),
    )
    january, march = months(Evidence(tests=tests))
    assert (january.first_day, january.tally.n, january.known.n) == (date(2026, 1, 1), 2, 2)
    assert (march.first_day, march.tally.validated, march.known.n) == (date(2026, 3, 1), 1, 2)
    assert march.known == rate(2, 0)


def test_nothing_was_tested_in_no_month() -> None:
    assert months(Evidence(tests=())) == ()
    assert persona_scores(Evidence(tests=())) == {}
    assert differentiator_scores(Evidence(tests=()), network("[tool] -> fast")) == {}
