"""Which outcomes personas desire, anywhere in the workspace: the order, the pages, every filter."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from commits import create, edit, introduce
from networks import CFO, COMPETITOR, CRO, FACILITIES, culture, network, persona
from valuenet.model.edits import (
    Connect,
    Describe,
    Disconnect,
    NetworkEdit,
    PutDifferentiator,
    PutOutcome,
    Remove,
    Rename,
    Tag,
    Untag,
    Update,
)
from valuenet.model.ids import LOCAL, WorkspaceId
from valuenet.model.network import Network
from valuenet.model.vocabulary import Importance, OutcomeKind
from valuenet.store.projection import tag_rows
from valuenet.store.protocol import DesiredQuestion, DesiredRow, Store


def keys(rows: Sequence[DesiredRow]) -> list[str]:
    """The keys of the outcomes of an answer, in its order; `place` holds them."""
    return [row.place.split()[1] for row in rows]


def everything(store: Store, question: DesiredQuestion) -> list[DesiredRow]:
    """All pages of an answer."""
    rows: list[DesiredRow] = []
    while True:
        after = rows[-1].place if rows else ""
        page = store.outcomes_desired(
            LOCAL,
            DesiredQuestion(personas=question.personas, wanted=question.wanted, ours=question.ours, limit=question.limit, after=after),
        )
        rows += page
        if len(page) < question.limit:
            return rows


def chain(*outcomes: str, persona: str = "cfo") -> list[NetworkEdit]:
    """(:Differentiator)-[:LEADS_TO]->(first)-[:LEADS_TO]->(second) …, each desired by the persona."""
    edits: list[NetworkEdit] = [PutDifferentiator(key="start", title="Start")]
    edits += [PutOutcome(key=key, title=f"Title of {key}") for key in outcomes]
    edits += [Connect(cause=cause, effect=effect) for cause, effect in zip(("start", *outcomes), outcomes, strict=False)]
    edits += [Tag(outcome=key, persona=persona) for key in outcomes]
    return edits


def test_outcomes_come_nearest_to_a_differentiator_first_then_by_key_across_networks(store: Store) -> None:
    introduce(store)
    create(store, network("one", chain("b", "d", "e")), network("two", chain("a", "c", "d")))

    rows = store.outcomes_desired(LOCAL, DesiredQuestion(personas=(CFO.id,)))

    assert keys(rows) == ["a", "b", "c", "d", "d", "e"]
    assert [row.place for row in rows] == sorted(row.place for row in rows)


def test_an_outcome_that_no_differentiator_reaches_comes_last(store: Store) -> None:
    introduce(store)
    loose: list[NetworkEdit] = [PutOutcome(key="a", title="A"), Tag(outcome="a", persona="cfo")]
    create(store, network("one", [*chain("b", "c"), *loose]))

    assert keys(store.outcomes_desired(LOCAL, DesiredQuestion(personas=(CFO.id,)))) == ["b", "c", "a"]


def test_an_answer_names_outcome_and_network(store: Store) -> None:
    introduce(store)
    saved = network("one", chain("b"))
    create(store, saved)

    (row,) = store.outcomes_desired(LOCAL, DesiredQuestion(personas=(CFO.id,)))

    assert (row.outcome, row.network) == (saved.outcomes[0].id, saved.id)


def test_an_outcome_that_several_personas_desire_comes_once(store: Store) -> None:
    introduce(store)
    create(store, network("one", [*chain("a", "b", "c"), Tag(outcome="b", persona="cro"), Tag(outcome="c", persona="facilities")]))

    question = DesiredQuestion(personas=(CRO.id, CFO.id, FACILITIES.id, CFO.id))

    assert keys(store.outcomes_desired(LOCAL, question)) == ["a", "b", "c"]


def test_pages_follow_each_other_without_gap_or_repetition(store: Store) -> None:
    introduce(store)
    for number in range(5):
        both = [Tag(outcome=key, persona="cro") for key in ("b", "d")]
        create(store, network(f"n{number}", [*chain("a", "b", "c", "d"), *both]))
    personas = (CFO.id, CRO.id)
    whole = list(store.outcomes_desired(LOCAL, DesiredQuestion(personas=personas)))

    assert len(whole) == 20
    for limit in (1, 3, 20, 21):
        assert everything(store, DesiredQuestion(personas=personas, limit=limit)) == whole


def test_a_place_stays_valid_while_outcomes_come_and_go(store: Store) -> None:
    introduce(store)
    saved = network("one", chain("b", "d", "f", "h"))
    create(store, saved)
    first = store.outcomes_desired(LOCAL, DesiredQuestion(personas=(CFO.id,), limit=2))

    edit(store, saved, Untag(outcome="d", persona="cfo"), PutOutcome(key="a", title="A"), Connect(cause="start", effect="a"))
    rest = store.outcomes_desired(LOCAL, DesiredQuestion(personas=(CFO.id,), after=first[-1].place))

    assert keys(first) == ["b", "d"]
    assert keys(rest) == ["f", "h"]


def test_unwanted_outcomes_alternatives_and_archived_networks_are_left_out_by_default(store: Store) -> None:
    introduce(store)
    theirs = network("theirs", chain("t"), alternative=COMPETITOR.id)
    archived = network("archived", chain("x"), archived=True)
    create(store, network("ours", [*chain("a", "b"), Update(key="b", fields={"wanted": False})]), theirs, archived)

    def answer(wanted: bool | None = True, ours: bool | None = True) -> list[str]:
        return keys(store.outcomes_desired(LOCAL, DesiredQuestion(personas=(CFO.id,), wanted=wanted, ours=ours)))

    assert answer() == ["a"]
    assert answer(wanted=None) == ["a", "b"]
    assert answer(wanted=False) == ["b"]
    assert answer(ours=None) == ["a", "t"]
    assert answer(ours=False) == ["t"]
    assert answer(wanted=None, ours=None) == ["a", "t", "b"]
    assert answer(wanted=False, ours=False) == []


def test_filters_leave_out_what_does_not_fit(store: Store) -> None:
    create(store, culture(introduce(store)))

    def answer(**filters: object) -> list[str]:
        question = DesiredQuestion(personas=(CRO.id, CFO.id), **filters)  # type: ignore[arg-type]  # each is a field of the question
        return keys(store.outcomes_desired(LOCAL, question))

    assert answer() == ["better-questions", "win-rate", "pride"]
    assert answer(importance=Importance.SECONDARY) == ["win-rate", "pride"]
    assert answer(importance=Importance.PRIMARY) == ["better-questions", "win-rate"]
    assert answer(kind=OutcomeKind.PERSONAL) == ["pride"]
    assert answer(kind=OutcomeKind.BUSINESS) == ["better-questions", "win-rate"]
    assert answer(anticipated=False) == ["better-questions"]
    assert answer(anticipated=True) == ["win-rate", "pride"]
    assert answer(anticipated=True, importance=Importance.PRIMARY, kind=OutcomeKind.BUSINESS) == ["win-rate"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("More DEALS are won", "deals ARE"),
        ("Straße und Größe", "STRASSE"),
        ("ﬁne print read", "fine"),
        ("İstanbul office", "i̇stanbul"),
        ("Costs 100% less_now", "100% less_"),
        (r"Back\slash and 'quote'", r"\slash and 'q"),
        ("Ὀδυσσεύς comes home", "ὀδυσσεύσ"),
        ("Costs less 💡 at once", "💡"),
    ],
)
def test_text_is_found_whatever_its_case_and_form(store: Store, title: str, text: str) -> None:
    introduce(store)
    create(store, network("one", [*chain("a", "b"), Update(key="a", fields={"title": title})]))

    assert keys(store.outcomes_desired(LOCAL, DesiredQuestion(personas=(CFO.id,), text=text))) == ["a"]


@pytest.mark.parametrize("text", ["%", "_", ".*", "' OR '1'='1"])
def test_text_is_never_a_pattern(store: Store, text: str) -> None:
    introduce(store)
    create(store, network("one", chain("a", "b")))

    assert not store.outcomes_desired(LOCAL, DesiredQuestion(personas=(CFO.id,), text=text))


def test_no_persona_desires_nothing(store: Store) -> None:
    create(store, culture(introduce(store)))

    assert not store.outcomes_desired(LOCAL, DesiredQuestion(personas=()))
    assert not store.outcomes_desired(LOCAL, DesiredQuestion(personas=(persona("nobody").id,)))
    assert not store.outcomes_desired(WorkspaceId("wsp_other"), DesiredQuestion(personas=(CRO.id,)))


def test_very_many_personas_may_be_asked_for_at_once(store: Store) -> None:
    crowd = [persona(f"p{number}") for number in range(300)]
    known = introduce(store, *crowd)
    outcomes = [PutOutcome(key=f"o{number}", title="O") for number in (1, 150, 299)]
    tags = [Tag(outcome=f"o{number}", persona=f"p{number}") for number in (1, 150, 299)]
    create(store, network("one", [*outcomes, *tags], known))

    question = DesiredQuestion(personas=tuple(one.id for one in crowd), wanted=None, ours=None)

    assert keys(store.outcomes_desired(LOCAL, question)) == ["o1", "o150", "o299"]


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([Connect(cause="start", effect="d")], id="a shortcut"),
        pytest.param([Disconnect(cause="b", effect="c")], id="a cut"),
        pytest.param([Remove(key="start")], id="no differentiator"),
        pytest.param([Rename(key="b", to="z")], id="another key"),
        pytest.param([Update(key="c", fields={"wanted": False})], id="unwanted"),
        pytest.param([Update(key="c", fields={"title": "Other", "anticipated": False, "kind": OutcomeKind.PERSONAL})], id="other fields"),
        pytest.param([Tag(outcome="c", persona="cfo", importance=Importance.SECONDARY)], id="other importance"),
        pytest.param([Describe(fields={"archived": True})], id="archived"),
        pytest.param([Describe(fields={"alternative": "competitor-b"})], id="of an alternative"),
        pytest.param([Describe(fields={"name": "Other"}), PutDifferentiator(key="second", title="Second")], id="nothing that matters"),
    ],
)
def test_tags_are_where_they_should_be_after_every_kind_of_edit(store: Store, edits: list[NetworkEdit]) -> None:
    introduce(store)
    saved = network("one", chain("a", "b", "c", "d", "e"))
    create(store, saved, network("two", chain("a", "c")))

    after = edit(store, saved, *edits)

    assert_places_are_right(store, after)
    assert not list(store.verify(LOCAL))


def assert_places_are_right(store: Store, saved: Network) -> None:
    """The store orders the tags of a network as its projection does."""
    question = DesiredQuestion(personas=(CFO.id,), wanted=None, ours=None, limit=100)
    found = {row.place for row in store.outcomes_desired(LOCAL, question) if row.network == saved.id}
    assert found == {row.place for row in tag_rows(saved) if not row.archived}


def test_a_question_costs_the_same_number_of_statements_however_many_networks_there_are(store: Store, sent: list[str]) -> None:
    introduce(store)
    counts = []
    for number in range(12):
        create(store, network(f"n{number}", chain("a", "b", "c")))
        sent.clear()
        store.outcomes_desired(LOCAL, DesiredQuestion(personas=(CFO.id, CRO.id), limit=5))
        counts.append(len(sent))

    assert len(set(counts)) == 1
    assert 1 <= counts[0] <= 4
