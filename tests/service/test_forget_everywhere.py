"""Whatever text or key of the model a person stands in, they are nowhere in the store afterwards, and nothing else is lost."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import neo4j
import pytest

from commits import commit_of, directory_step, first_step, introduce
from networks import PEOPLE, culture
from planting import NAME, SLUG, UNTOUCHED, Planter, text_fields
from records import all_kinds, change, keep
from stored import driver, texts
from valuenet.documents.source import Format
from valuenet.model.access import Event
from valuenet.model.changes import difference, elements, rebuilt
from valuenet.model.directory import Alternative
from valuenet.model.evidence import Move
from valuenet.model.ids import LOCAL, AlternativeId, Key
from valuenet.model.network import Network
from valuenet.model.opportunity import Opportunity
from valuenet.model.record import Record
from valuenet.model.value_vocabulary import ClaimState
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.forget import person_forget
from valuenet.service.history import at_revision, compared
from valuenet.service.imports import Import, import_preview, network_export, uploaded
from valuenet.service.library import Library
from valuenet.service.networks import Restoration, network_restore
from valuenet.service.noting import noted
from valuenet.settings import SqliteAddress, StoreSettings
from valuenet.store.answers import Answer
from valuenet.store.protocol import NetworkSave, Store
from valuenet.wiring import open_store

__all__ = ["driver"]

RIVAL = Alternative(id=AlternativeId("alt_rival"), key=Key("rival"), name="A rival")


THEIRS = {
    ("MessageTest", "person"), ("MessageTest", "quote"), ("MessageTest", "need"), ("Stakeholder", "name"), ("Call", "source"),
    ("Said", "quote"), ("Unmet", "said"), ("Override", "said"), ("Evidence", "quote"), ("Evidence", "source"),
}  # fmt: skip
"""Where all goes that is said, since it is known to be theirs; elsewhere their name goes, and what stands beside it stays."""


def planted(store: Store) -> tuple[Planter, Network, tuple[Record, ...]]:
    """A workspace in which somebody is everywhere, as it is now and in its history, where everything was once without them."""
    planter = Planter()
    known = introduce(store, *PEOPLE, RIVAL)
    bare = culture(known)
    store.commit(commit_of(store, first_step(bare, known), reason=f"{NAME} asked for it"))
    whole = rebuilt(bare, [planter.element(thing) for thing in elements(bare).values()], revision=2, changed_at=bare.changed_at)
    step = NetworkSave(expected=1, network=whole, changes=difference(bare, whole, known))
    store.commit(
        replace(commit_of(store, step, reason="as Reyes, Dana told us"), answer=Answer(key="a", request="r", body=f'{{"b":"{NAME}"}}'))
    )
    entries = [planter.element(entry) for entry in (*known.personas, RIVAL)]
    store.commit(commit_of(store, directory_save=directory_step(known, *entries)))
    records = tuple(fuller(one) if isinstance(one, Opportunity) and one.calls else one for one in all_kinds(whole))
    keep(store, *records)
    after = tuple(planter.element(record) for record in records)
    for one, other in zip(records, after, strict=True):
        change(store, one, other)
    return planter, whole, after


def fuller(sale: Opportunity) -> Opportunity:
    """The same opportunity with what the sample leaves out: moves, a difference from one alternative, the line that was spoken of."""
    (claim, other), (call,) = sale.claims, sale.calls
    move = Move(before=ClaimState.PROPOSED, after=claim.state, by="Ana", evidence=claim.evidence)
    said = tuple(replace(one, line=claim.line) for one in call.said)
    return replace(sale, claims=(replace(claim, moves=(move,)), replace(other, against=Key("rival"))), calls=(replace(call, said=said),))


def raw(settings: StoreSettings, driver: neo4j.Driver | None) -> str:
    """Everything that the store holds, and, where it is a file, every byte of the file and of its log."""
    found = texts(settings, driver)
    if isinstance(settings.address, SqliteAddress):
        path = settings.address.path
        found += "".join(one.read_bytes().decode("latin-1") for one in (path, Path(f"{path}-wal")) if one.exists())
    return found


def test_every_text_and_key_that_the_model_has_is_planted(sqlite_store: Store) -> None:
    planter, _, _ = planted(sqlite_store)
    assert sorted(text_fields() - planter.planted - UNTOUCHED) == []


def test_somebody_who_is_everywhere_is_nowhere_and_nothing_else_is_lost(
    store: Store, store_settings: StoreSettings, driver: neo4j.Driver | None
) -> None:
    planter, _, _ = planted(store)
    library = Library(store)
    noted(library, LOCAL_CALLER, Event.EXPORTED, subject=f"network {SLUG}-culture", said="yaml")
    held = raw(store_settings, driver)
    assert [mark for mark in planter.marks if mark not in held] == []
    assert SLUG in held

    looked = person_forget(library, LOCAL_CALLER, NAME, dry_run=True)
    done = person_forget(library, LOCAL_CALLER, NAME)

    after = raw(store_settings, driver)
    assert [word for word in ("dana", "reyes") if word in after.casefold()] == []
    assert {place for place, mark in planter.places() if mark not in after} == THEIRS
    assert list(store.verify(LOCAL)) == []
    assert looked == done
    assert {"network", "directory", "answers", "trail", "opportunity"} <= done.kinds.keys()


def test_every_revision_can_still_be_read_compared_restored_exported_and_imported(store: Store) -> None:
    _, network, records = planted(store)
    library = Library(store)
    looked = len(compared(library, LOCAL_CALLER, network.id, 1, 2).changes)
    person_forget(library, LOCAL_CALLER, NAME)

    bare, whole = (at_revision(library, LOCAL_CALLER, network.id, number).network for number in (1, 2))
    assert (bare.key, {node.id for node in bare.nodes}) == ("culture", {node.id for node in network.nodes})
    assert len(compared(library, LOCAL_CALLER, network.id, 1, 2).changes) == looked
    for expected, content in ((2, bare), (3, whole)):
        saved = network_restore(library, LOCAL_CALLER, Restoration(network=network.id, revision=content.revision, expected=expected))
        assert elements(saved.reading.network) == elements(content)
    text = network_export(library.reading(LOCAL, network.id), Format.YAML)
    again = Import(document=uploaded(library, text, Format.YAML), prune=True)
    assert import_preview(library, LOCAL_CALLER, again).changes == ()
    logs = [store.revisions(LOCAL, record.id) for record in records]
    assert [[logged.number for logged in log] for log in logs] == [[2, 1]] * len(records)
    present = store.read_records(LOCAL, [one.id for one in records]).values()
    assert [kept.record for kept in present] == [log[0].changes[0].after for log in logs]


@pytest.mark.parametrize("statement", ["put record", "rewrite revision", "keep the trail", "advance workspace", "vacuum"])
def test_what_was_interrupted_is_repeated_and_then_they_are_nowhere(tmp_path: Path, statement: str) -> None:
    settings = StoreSettings(address=SqliteAddress(path=tmp_path / "valuenet.db"))
    with closing(open_store(settings)) as store:
        store.migrate()
        planted(store)
        noted(Library(store), LOCAL_CALLER, Event.EXPORTED, subject=f"network {SLUG}-culture")

    def interrupt(name: str, _seconds: float) -> None:
        if name == statement:
            raise KeyboardInterrupt

    with closing(open_store(settings, interrupt)) as store, pytest.raises(KeyboardInterrupt):
        person_forget(Library(store), LOCAL_CALLER, NAME)
    with closing(open_store(settings)) as store:
        assert list(store.verify(LOCAL)) == []
        person_forget(Library(store), LOCAL_CALLER, NAME)
        assert list(store.verify(LOCAL)) == []
    assert [word for word in ("dana", "reyes") if word in raw(settings, None).casefold()] == []
