"""A CRM export becomes opportunities by a mapping; what cannot be read is told by row and column, all at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from documents.sales import THERE, after, imported
from valuenet.documents.crm_mapping import TEMPLATE, CrmMapping, crm_mapping
from valuenet.documents.crm_sheet import MOST_ROWS, CrmSheet, crm_sheet
from valuenet.documents.opportunity_importing import OpportunityPlan, Workspace, plan
from valuenet.errors import InvalidDocument
from valuenet.model.bounds import Bounds
from valuenet.model.value_vocabulary import OpportunityKind

HEADER = ",".join(crm_mapping(TEMPLATE, Bounds()).columns)
OPEN = 'A1,Alder,Alder Foods,food,East,New Business,Proposal,01/12/2026,06/30/2026,Ana,Mia,"120,000.50"'
WON = "B2,Birch,Birch Ltd,steel,West,Upsell,Closed Won,02/01/2026,06/30/2026,Ben,Mia,90000"


def mapping(text: str = TEMPLATE) -> CrmMapping:
    return crm_mapping(text, Bounds())


def sheet(*rows: str, by: str = TEMPLATE, header: str = HEADER) -> CrmSheet:
    return crm_sheet("\n".join((header, *rows)) + "\n", mapping(by), Bounds())


def plans(found: CrmSheet, there: Workspace = THERE) -> list[OpportunityPlan]:
    return [plan(document, there, by="import") for document in found.documents]


def told(found: CrmSheet) -> list[tuple[int | None, str, str]]:
    return [(wrong.line, wrong.path, wrong.code) for wrong in found.all_problems]


def test_every_row_becomes_an_opportunity_with_its_account() -> None:
    one, other = plans(sheet(OPEN, WON))
    made = one.opportunity
    assert (made.key, made.name, made.stage, made.owner, made.manager) == ("a1", "Alder", "Proposal", "Ana", "Mia")
    assert (made.opened, made.expected_close, made.closed, made.won) == (date(2026, 1, 12), date(2026, 6, 30), None, None)
    assert (made.price.yearly, made.price.currency, made.kind) == (Decimal("120000.50"), "USD", OpportunityKind.NEW)
    assert (one.account.key, one.account.name, one.account.trade, one.account.region) == ("alder-foods", "Alder Foods", "food", "East")
    won = other.opportunity
    assert (won.won, won.closed, won.kind) == (True, date(2026, 6, 30), OpportunityKind.EXPANSION)


def test_a_row_changes_only_what_it_says() -> None:
    there = after(imported())
    export = OPEN.replace("A1", "alder-foods").replace("Alder,", "Alder renamed,").replace(",Mia", ",")
    (made,) = plans(sheet(export), there)
    (difference,) = made.differences
    assert sorted(str(field) for field in difference.fields) == [
        "expected close: nothing → 2026-06-30",
        "name: Alder Foods, invoice automation → Alder renamed",
        "price yearly: 120000 → 120000.5",
        "stage: proposal → Proposal",
    ]
    before = there.opportunity
    assert before is not None
    assert made.opportunity.price.one_time == before.price.one_time, "the export tells the yearly price alone"
    assert (made.opportunity.claims, made.opportunity.manager) == (before.claims, "Mia")


def test_everything_that_cannot_be_read_is_told_by_row_and_column() -> None:
    bad = OPEN.replace("01/12/2026", "2026-01-12").replace('"120,000.50"', "120k")
    also = WON.replace("Upsell", "Upsel").replace("Birch Ltd", "").replace("B2", "A1")
    assert told(sheet(bad, also)) == [
        (2, "Opportunities.Created Date", "NOT_A_DATE"),
        (2, "Opportunities.Amount", "NOT_A_NUMBER"),
        (3, "Opportunities.Opportunity ID", "DUPLICATE_KEY"),
        (3, "Opportunities.Account Name", "MISSING"),
        (3, "Opportunities.Type", "UNKNOWN_WORD"),
    ]


def test_a_missing_column_is_told_once_with_the_nearest() -> None:
    found = sheet(OPEN, WON, header=HEADER.replace("Close Date", "Closing Date"))
    assert [wrong.code for wrong in found.all_problems] == ["MISSING_COLUMN"]
    assert "closing date" in found.all_problems[0].remedy
    assert found.documents == ()


def test_columns_that_the_mapping_does_not_name_are_noted() -> None:
    found = sheet(f"{OPEN},x", header=f"{HEADER},Next Step")
    assert [note.message for note in found.notes] == ["the column 'Next Step' is not read"]


def test_a_comma_may_part_the_fraction_and_days_have_the_form_of_the_mapping() -> None:
    german = TEMPLATE.replace("decimal: point", "decimal: comma").replace('"%m/%d/%Y"', '"%d.%m.%Y"')
    row = 'A1;Alder;Alder Foods;food;East;New Business;Proposal;12.01.2026;30.06.2026;Ana;Mia;"120.000,50"'
    (made,) = plans(sheet(row, by=german, header=HEADER.replace(",", ";")))
    assert (made.opportunity.price.yearly, made.opportunity.opened) == (Decimal("120000.5"), date(2026, 1, 12))


def test_a_closing_day_before_the_opening_is_told_at_its_column() -> None:
    found = sheet(OPEN.replace("06/30/2026", "06/30/2025"))
    assert told(found) == [(2, "Opportunities.Close Date", "NOT_IN_ORDER")]


def test_too_many_rows_are_refused_as_a_whole() -> None:
    found = sheet(*(OPEN.replace("A1", f"A{number}") for number in range(MOST_ROWS + 1)))
    assert [wrong.code for wrong in found.all_problems] == ["TOO_MANY"]


def test_the_template_is_a_mapping() -> None:
    found = mapping()
    assert found.columns["Stage"] == ("stage", "won")
    assert found.comma is False


@pytest.mark.parametrize(
    ("written", "path", "code"),
    [
        (("Account Name: account", "Account Name: acount"), "columns.Account Name", "UNKNOWN_FIELD"),
        (("  Opportunity Name: name\n", ""), "columns", "MISSING"),
        (("decimal: point", "decimal: dot"), "decimal", "UNKNOWN_WORD"),
        (("  network: invoice-automation\n", ""), "defaults", "MISSING"),
        (("  won: {Closed Won", "  one: {Closed Won"), "values.one", "UNKNOWN_FIELD"),
        (("dates:", "date:"), "date", "UNKNOWN_FIELD"),
        (("valuenet: 1", "valuenet: 3"), "valuenet", "NEWER_VERSION"),
    ],
)
def test_a_wrong_mapping_is_refused_at_its_place(written: tuple[str, str], path: str, code: str) -> None:
    assert written[0] in TEMPLATE
    with pytest.raises(InvalidDocument) as caught:
        mapping(TEMPLATE.replace(*written))
    assert [(wrong.path, wrong.code) for wrong in caught.value.problems] == [(path, code)]
    assert caught.value.problems[0].line


def test_rows_at_one_account_share_it_once_it_is_there() -> None:
    first, _ = plans(sheet(OPEN, WON))
    (second,) = plans(sheet(WON.replace("Birch Ltd", "Alder Foods")), replace(THERE, account=first.account))
    assert second.account is first.account
