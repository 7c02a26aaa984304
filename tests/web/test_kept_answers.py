"""Answers are given again while nothing has changed: to the same person, for the same bytes, and no longer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from starlette.responses import Response

from asking import load
from conftest import Sent
from valuenet.model.access import Role
from valuenet.model.edits import Describe
from valuenet.model.ids import LOCAL
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.directory import EntryPut, persona_put
from valuenet.service.forget import person_forget
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, network_delete, network_edit
from valuenet.service.tokens import NewToken, token_create, token_revoke
from valuenet.settings import Settings, StoreSettings
from valuenet.store.protocol import Store
from valuenet.web.app import App
from valuenet.web.kept_answers import LARGEST, SETTLED, KeptAnswers, Question
from valuenet.web.metrics import Metrics
from valuenet.wiring import build_app


def asked(text: str = "{ a }", who: str = "Ann", accept: str = "") -> Question:
    return Question(who, text.encode(), accept, "application/json")


def known(kept: KeptAnswers, question: Question, answer: str) -> None:
    """Let an answer be kept, in state 1."""
    kept.expect(question)
    kept.answer(question, 1)
    kept.keep(question, 1, Response(answer))


def given(kept: KeptAnswers, question: Question, state: int = 1) -> bytes | None:
    found = kept.answer(question, state)
    return bytes(found.body) if found else None


def test_an_answer_is_given_again_in_the_state_in_which_it_was_made_and_in_no_other() -> None:
    kept = KeptAnswers(settled=0)
    known(kept, asked(), "first")
    assert given(kept, asked()) == b"first"
    assert given(kept, asked(), 2) is None
    assert given(kept, asked(), 1) is None


@pytest.mark.parametrize("other", [asked("{ b }"), asked(who="Ben"), asked(accept="application/graphql-response+json")])
def test_an_answer_is_given_to_nobody_else_and_to_no_other_question(other: Question) -> None:
    kept = KeptAnswers(settled=0)
    known(kept, asked(), "first")
    assert not kept.expects(other)
    assert given(kept, other) is None


def test_an_answer_is_kept_once_the_state_has_stood_for_a_while() -> None:
    kept = KeptAnswers(settled=60)
    kept.expect(asked())
    assert not kept.is_settled(asked(), 1)
    kept.answer(asked(), 1)
    assert not kept.is_settled(asked(), 1)
    soon = KeptAnswers(settled=0)
    soon.expect(asked())
    soon.answer(asked(), 1)
    assert soon.is_settled(asked(), 1)
    assert not soon.is_settled(asked(), 2)


def test_an_answer_that_came_late_is_not_kept_for_the_state_after() -> None:
    kept = KeptAnswers(settled=0)
    kept.expect(asked())
    kept.answer(asked(), 1)
    kept.answer(asked(), 2)
    kept.keep(asked(), 1, Response("late"))
    assert given(kept, asked(), 2) is None


def test_what_is_kept_is_bounded_in_bytes_and_what_was_not_asked_for_the_longest_goes_first() -> None:
    kept = KeptAnswers(most=100_000, settled=0)
    often, seldom = asked("{ often }"), asked("{ seldom }")
    known(kept, often, "often")
    known(kept, seldom, "seldom")
    for number in range(20):
        known(kept, asked(f"{{ q{number} }}"), "x" * 9_000)
        assert given(kept, often) == b"often"
    assert given(kept, seldom) is None
    assert not kept.expects(asked("{ q0 }"))
    assert given(kept, asked("{ q19 }")) == b"x" * 9_000


def test_an_answer_that_is_very_long_is_not_kept() -> None:
    kept = KeptAnswers(settled=0)
    known(kept, asked(), "x" * (LARGEST + 1))
    assert given(kept, asked()) is None


class Site:
    """The whole app on a store, and the names of the statements that it sends."""

    def __init__(self, store: Store, settings: StoreSettings, sent: Sent) -> None:
        self.library = Library(store)
        self.sent = sent
        self.ids = load(self.library, ["office-space", "invoice-automation"])
        self._settings, self._store = Settings(store=settings), store
        self.app = self.started()

    def started(self) -> App:
        """The app as it is when it starts now."""
        return build_app(self._settings, self._store, Metrics())

    def ask(self, query: str, secret: str = "", app: App | None = None) -> httpx.Response:
        async def answer() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app or self.app), base_url="http://127.0.0.1:8642") as client:
                return await client.post("/graphql", json={"query": query}, headers=headers)

        headers = {"authorization": f"Bearer {secret}"} if secret else {}
        return asyncio.run(answer())

    def ask_until_kept(self, *queries: str, secret: str = "") -> None:
        """Ask so often that the answers are kept if they ever are."""
        for pause in (0.0, 0.0, SETTLED * 1.1):
            time.sleep(pause)
            for query in queries:
                assert self.ask(query, secret).status_code == 200

    def costs_of(self, query: str, secret: str = "") -> list[str]:
        """The statements that a question takes."""
        self.sent.clear()
        assert self.ask(query, secret).status_code == 200
        return self.sent.asked()


@pytest.fixture
def site(store: Store, store_settings: StoreSettings, sent: Sent) -> Site:
    return Site(store, store_settings, sent)


QUESTIONS = (
    '{ outcomes(network: "office-space", first: 100) { nodes { key title desiredBy { persona { key name } } } } }',
    "{ outcomes(first: 100) { nodes { key title network { key name revision archived } } } }",
    "{ directory { revision personas { key name } } networks(archived: true) { nodes { key revision archived } } }",
    '{ network(id: "office-space") { revision name outcomes { key title evidence } findings { message } } }',
)
A_LOOK = (["state"], ["workspace_state"])
"""What it takes to see whether anything has changed in a workspace, on either store."""


def test_a_question_that_is_asked_again_takes_one_look_at_the_workspace(site: Site) -> None:
    site.ask_until_kept(*QUESTIONS)
    assert [site.costs_of(query) in A_LOOK for query in QUESTIONS] == [True] * len(QUESTIONS)


def test_what_is_not_asked_by_everyone_alike_or_goes_back_to_the_store_is_answered_anew(site: Site) -> None:
    queries = ("{ viewer { name } }", '{ network(id: "office-space") { openComments } }', '{ nothing(id: "office-space") }')
    site.ask_until_kept(*queries[:2])
    assert [site.costs_of(query) in A_LOOK for query in queries[1:2]] == [False]
    assert [site.ask(queries[2]).json()["errors"][0]["extensions"]["code"] for _ in range(4)] == ["INVALID_REQUEST"] * 4


def test_after_every_kind_of_change_an_answer_is_what_a_service_says_that_has_just_started(site: Site) -> None:
    before: list[bytes] = []
    for change in changes(site):
        site.ask_until_kept(*QUESTIONS)
        change()
        for _ in range(2):
            answers = [site.ask(query).content for query in QUESTIONS]
            assert answers == [site.ask(query, app=site.started()).content for query in QUESTIONS]
        assert answers != before
        before = answers


def changes(site: Site) -> Iterator[Callable[[], object]]:
    """One change of each kind to what the questions are about, made by another process as far as the app can see."""

    def edit() -> None:
        network = site.ids["office-space"]
        revision = site.library.store.current_revisions(LOCAL, [network])[network]
        batch = EditBatch(network=network, expected=revision, edits=(Describe(fields={"name": "Offices"}),))
        network_edit(site.library, LOCAL_CALLER, batch)

    yield edit
    yield lambda: persona_put(site.library, LOCAL_CALLER, EntryPut(key="cfo", fields={"name": "Jade Garnet"}))
    yield lambda: person_forget(site.library, LOCAL_CALLER, "Jade Garnet")
    yield lambda: network_delete(site.library, LOCAL_CALLER, site.ids["invoice-automation"], expected=1)


def test_who_asks_is_looked_at_first_and_nobody_is_given_what_was_answered_to_somebody_else(site: Site) -> None:
    ann, ben = (token_create(site.library, LOCAL_CALLER, NewToken(name=name, role=Role.VIEWER)) for name in ("Ann", "Ben"))
    site.app, query = site.started(), QUESTIONS[-1]
    site.ask_until_kept(query, secret=ann.secret)
    assert site.costs_of(query, ann.secret) in A_LOOK
    assert site.costs_of(query, ben.secret) not in A_LOOK
    assert site.ask(query).status_code == 401
    token_revoke(site.library, LOCAL_CALLER, ann.token.id)
    time.sleep(SETTLED * 1.1)
    assert site.ask(query, ann.secret).status_code == 401
