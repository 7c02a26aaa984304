"""How records are kept: what they are found by, and their snapshots."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from networks import AT, CFO, CRO, culture
from records import ADA, account, all_kinds, gap, message, plan, test_of
from valuenet.errors import StoreCorrupt
from valuenet.model.call_plan import Attendee
from valuenet.model.record import Kept
from valuenet.store.filing import filing, read, written

NET = culture()
ACME = account("acme")


def test_every_kind_survives_being_written_and_read() -> None:
    for record in all_kinds(NET):
        kept = Kept(record=record, revision=3, changed_at=AT, changed_by=ADA)
        assert read(filing(record).kind, written(kept)) == kept


def test_a_snapshot_that_cannot_be_read_names_the_kind_and_the_remedy() -> None:
    for kind, text in (("test", "{"), ("test", ""), ("test", '{"record": {}}'), ("network", "{}"), ("nonsense", "{}")):
        with pytest.raises(StoreCorrupt, match=rf"a record \({kind}\) cannot be read .*: restore the store from a backup"):
            read(kind, text)


def test_places_sort_by_day_by_key_or_by_making() -> None:
    said = test_of(NET, NET.outcomes[0], ACME, on=date(2026, 1, 9))

    assert filing(ACME).place == "acme"
    assert filing(said).place == f"2026-01-09 {said.id}"
    assert filing(gap(ACME, on=date(2025, 12, 31))).place < filing(said).place < filing(plan(NET, on=date(2026, 1, 10))).place
    draft = message(NET, NET.outcomes[0])
    assert filing(draft).place == draft.id


def test_what_a_record_speaks_of_is_mentioned_once() -> None:
    said = test_of(NET, NET.outcomes[0], ACME)
    people = (Attendee(persona=CRO.id), Attendee(persona=CFO.id), Attendee(persona=CRO.id))
    meeting = plan(NET, NET, account=ACME.id, attendees=people)

    assert filing(said).mentions == (NET.outcomes[0].id, ACME.id, NET.id, CFO.id)
    assert filing(meeting).mentions == (ACME.id, NET.id, CRO.id, CFO.id)
    assert filing(gap(ACME)).mentions == (ACME.id,)
    assert filing(ACME).mentions == ()
    assert filing(replace(ACME, name="Other")) == filing(ACME)
