"""An opportunity's file is read with everything that is wrong with it, each at its place and with a remedy."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from documents.sales import ALDER, changed, imported, problems, understood
from valuenet.documents.opportunity_reading import read
from valuenet.documents.source import Format
from valuenet.errors import InvalidDocument
from valuenet.model.bounds import Bounds
from valuenet.model.value_vocabulary import ClaimState

FAULTS = [
    # what is written instead, then path, code, and words of message or remedy
    (("name: Alder Foods, inv", "nam: Alder Foods, inv"), "nam", "UNKNOWN_FIELD", "did you mean 'name'?"),
    (("valuenet: 1", "valuenet: 2"), "valuenet", "NEWER_VERSION", "bring this program up to date"),
    (('opened: "2026-01-12"\n', ""), "opened", "MISSING", "2026-03-02"),
    (('opened: "2026-01-12"', "opened: soon"), "opened", "NOT_A_DATE", "write it as"),
    (("price: {yearly: 120 000", "price: {yearly: 120.000"), "price.yearly", "AMBIGUOUS_NUMBER", "without a separator"),
    (("contribution_margin: 60 %", "contribution_margin: 160 %"), "contribution_margin", "OUT_OF_BOUNDS", "from 0 to 1"),
    (("stage: proposal", "closed: 2026-05-01"), "won", "MISMATCH", "give both"),
    (("kind: new", "kind: newer"), "kind", "UNKNOWN_WORD", "did you mean 'new'?"),
    (("yearly: 80 000,", "yearly: 80 000, currency: EUR,"), "alternatives.competitor-b.currency", "MIXED_CURRENCY", "same terms"),
    (("yearly: 80 000,", "yearly: 80 000, years: 5,"), "alternatives.competitor-b.years", "MIXED_YEARS", "same terms"),
    (("yearly: 80 000,", "yearly: 80 000, unit: seat,"), "alternatives.competitor-b.unit", "MIXED_UNIT", "same terms"),
    (("influence: 30 %", "influence: 130 %"), "stakeholders.ap-manager.influence", "OUT_OF_BOUNDS", "from 0 to 1"),
    (("30 000/50 000/80 000", "80 000/50 000/30 000"), "claims.less-overtime.amount", "NOT_IN_ORDER", "low ≤ likely ≤ high"),
    (("30 000/50 000/80 000", "30 000/50 000"), "claims.less-overtime.amount", "NOT_A_RANGE", "low/likely/high"),
    (("    line: audit-cost\n", ""), "claims.fewer-audit-findings.line", "NO_MONEY_LINE", "name one line"),
    (("line: audit-cost", "line: audit"), "claims.fewer-audit-findings.line", "UNKNOWN_MONEY_LINE", "correct the key"),
    (("owner: treasurer", "owner: treasure"), "claims.early-pay-discounts-caught.owner", "UNKNOWN_STAKEHOLDER", "add the person"),
    (("      confirmed: in writing\n", ""), "claims.less-overtime.evidence.confirmed", "EVIDENCE_MISSING", "in writing or by a trial"),
    (('      date: "2026-03-02"\n', ""), "claims.less-overtime.evidence.date", "EVIDENCE_MISSING", "the date on which"),
    (("state: validated", "state: validate"), "claims.less-overtime.state", "UNKNOWN_WORD", "did you mean 'validated'?"),
    (("  fewer-audit-findings:", "  fewer-audit-finding:"), "claims.fewer-audit-finding", "UNKNOWN_OUTCOME", "'fewer-audit-findings'?"),
    (("persona: cfo", "persona: cfu"), "stakeholders.cfo.persona", "UNKNOWN_PERSONA", "did you mean 'cfo'?"),
    (("interested: [cfo]", "interested: [ceo]"), "claims.higher-profit.interested[0]", "UNKNOWN_PERSONA", ""),
    (("currency: USD", "currency: EUR"), "price.currency", "OTHER_CURRENCY", "convert the amounts"),
    (("{name: AP labour}", "{name: AP labour, baseline: 40 000}"), "lines.ap-labour.baseline", "OVER_BASELINE", "lower the claims"),
]


@pytest.mark.parametrize(("written", "path", "code", "words"), FAULTS, ids=[f"{one[2]} {one[1]}" for one in FAULTS])
def test_a_fault_is_told_at_its_place(written: tuple[str, str], path: str, code: str, words: str) -> None:
    text = changed(written, text=changed(("stage: proposal", "kind: new\nstage: proposal")))
    found = [wrong for wrong in problems(text) if wrong.path == path]
    assert [wrong.code for wrong in found] == [code]
    assert words in found[0].remedy + found[0].message
    assert found[0].line is not None


def test_all_faults_are_told_at_once_each_at_its_line() -> None:
    text = changed(
        ('opened: "2026-01-12"', "opened: soon"), ("influence: 25 %", "influenze: 25 %"), ("owner: cfo", "owner: nobody"), ("60 %", "x %")
    )
    found = problems(text)
    assert [wrong.path for wrong in found] == [
        "opened",
        "contribution_margin",
        "stakeholders.treasurer.influenze",
        "claims.higher-profit.owner",
    ]
    lines = text.split("\n")
    for wrong in found:
        assert wrong.line is not None
        assert wrong.path.rpartition(".")[2] in lines[wrong.line - 1]


def test_what_only_repeats_another_fault_is_not_told() -> None:
    broken = problems(changed(("{name: Tom Reed, persona: treasurer,", "{persona: treasurer,")))
    assert [(wrong.path, wrong.code) for wrong in broken] == [("stakeholders.treasurer.name", "MISSING")]
    unread = problems(changed(("20 000/45 000/70 000", "20k/45k/70k")))
    assert [(wrong.path, wrong.code) for wrong in unread] == [("claims.early-pay-discounts-caught.amount", "NOT_A_NUMBER")]


def test_a_share_of_a_baseline_is_written_in_per_cent_and_needs_the_baseline() -> None:
    text = changed(("10 000/30 000/80 000", "1/3/8 %"))
    assert [(wrong.path, wrong.code) for wrong in problems(text)] == [("claims.fewer-audit-findings.line", "NO_BASELINE")]
    made = imported(changed(("{name: Audit cost}", "{name: Audit cost, baseline: 1 000 000}"), text=text))
    claim = next(one for one in made.opportunity.claims if one.outcome_key == "fewer-audit-findings")
    assert claim.of_baseline
    assert claim.amount is not None
    assert claim.amount.likely == Decimal("0.03")


def test_a_month_that_is_none_is_told_and_never_taken_for_the_first() -> None:
    found = problems(changed(("    owner: treasurer\n", "    owner: treasurer\n    timing: {first_month: 0}\n")))
    assert [(one.path, one.code) for one in found] == [("claims.early-pay-discounts-caught.timing.first_month", "OUT_OF_BOUNDS")]


def test_several_claims_on_one_outcome_have_keys_of_their_own() -> None:
    more = "  audit-in-it:\n    outcome: fewer-audit-findings\n    line: it-effort\n    amount: 5 000\n    against: competitor-b\n"
    made = imported(changed(("  # Where the rival", f"{more}  # Where the rival")))
    found = [claim for claim in made.opportunity.claims if claim.outcome_key == "fewer-audit-findings"]
    assert [claim.line for claim in found] == ["audit-cost", "it-effort"]


def test_json_is_read_as_yaml_is() -> None:
    small = {
        "valuenet": 1, "opportunity": "small", "name": "Small", "network": "invoice-automation", "account": "alder-foods",
        "opened": "2026-01-12", "price": {"yearly": 120000.5, "currency": "USD"}, "contribution_margin": 0.6,
    }  # fmt: skip
    draft = understood(json.dumps(small), Format.JSON).draft
    assert draft is not None
    assert (draft.price.yearly, draft.contribution_margin) == (Decimal("120000.5"), Decimal("0.6"))


@pytest.mark.parametrize(("text", "code"), [("", "NOT_AN_OPPORTUNITY"), ("[1]", "NOT_AN_OPPORTUNITY"), ("a: b: c", "SYNTAX")])
def test_a_text_that_is_no_opportunity_is_refused_as_a_whole(text: str, code: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        understood(text)
    assert [wrong.code for wrong in caught.value.problems] == [code]


def test_a_network_is_no_opportunity() -> None:
    assert {wrong.code for wrong in problems("valuenet: 1\nnetwork: a\nname: A\noutcomes: {}\n")} >= {"UNKNOWN_FIELD", "MISSING"}


def test_reading_alone_refuses_what_is_wrong_whatever_the_workspace_holds() -> None:
    with pytest.raises(InvalidDocument):
        read(changed(("60 %", "160 %")), format=Format.YAML, bounds=Bounds())
    document = read(changed(("persona: cfo", "persona: cfu")), format=Format.YAML, bounds=Bounds())
    assert document.key == "alder-foods"
    assert document.draft is not None
    assert document.draft.claims[0].state is ClaimState.VALIDATED


def test_the_example_has_nothing_wrong() -> None:
    assert problems(ALDER) == ()
