"""What the environment may configure, and how a wrong value is refused."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from valuenet.errors import InvalidSetting
from valuenet.model.bounds import Bounds
from valuenet.settings import Budget, Neo4jAddress, SqliteAddress, StoreSettings, default_store, settings, store_address


def test_without_configuration_the_data_is_in_a_file_of_the_user() -> None:
    found = settings({})

    assert isinstance(found.store.address, SqliteAddress)
    assert found.store.address.path.name == "valuenet.db"
    assert found.store.address.path.is_absolute()
    assert found.bounds == Bounds()
    assert str(found.store.address) == default_store()


def test_the_environment_says_where_the_data_is_and_how_patient_we_are() -> None:
    environment = {
        "VALUENET_STORE": "sqlite:////srv/team.db",
        "VALUENET_STORE_DEADLINE": "2.5",
        "VALUENET_STORE_POOL": "3",
        "VALUENET_STORE_RETRY": "0",
        "VALUENET_MAX_OUTCOMES": "2000",
        "VALUENET_MAX_DOCUMENT_BYTES": "1024",
    }

    found = settings(environment)

    assert found.store == StoreSettings(address=SqliteAddress(path=Path("/srv/team.db")), deadline=2.5, pool=3, retry=0.0)
    assert found.bounds == Bounds(outcomes=2000, document_bytes=1024)


def test_what_one_request_may_hold_can_be_set_limit_by_limit() -> None:
    environment = {f"VALUENET_BUDGET_{limit.name.upper()}": str(place) for place, limit in enumerate(fields(Budget), 7)}

    assert settings({}).budget == Budget()
    assert settings(environment).budget == Budget(**{limit.name: place for place, limit in enumerate(fields(Budget), 7)})


@pytest.mark.parametrize(("text", "expected"), [("on", True), ("off", False), ("", True)])
def test_the_schema_tells_about_itself_unless_that_is_switched_off(text: str, expected: bool) -> None:
    assert settings({"VALUENET_INTROSPECTION": text}).introspection is expected


def test_the_option_wins_over_the_environment() -> None:
    found = settings({"VALUENET_STORE": "sqlite:////srv/team.db"}, store="sqlite:////tmp/mine.db")

    assert found.store.address == SqliteAddress(path=Path("/tmp/mine.db"))


def test_a_relative_file_is_taken_from_the_present_directory() -> None:
    assert store_address("sqlite:///some/file.db") == SqliteAddress(path=Path.cwd() / "some" / "file.db")


def test_a_file_may_be_named_from_the_users_home() -> None:
    assert store_address("sqlite:///~/file.db") == SqliteAddress(path=Path.home() / "file.db")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("bolt://neo4j:secret@localhost", Neo4jAddress(uri="bolt://localhost", password="secret")),
        ("neo4j+s://ada:s%40crt@db.example:7688/sales", Neo4jAddress(
            uri="neo4j+s://db.example:7688", user="ada", password="s@crt", database="sales")),
        ("neo4j://:secret@[::1]:7687/", Neo4jAddress(uri="neo4j://[::1]:7687", password="secret")),
    ],
)  # fmt: skip
def test_a_neo4j_address_names_server_user_and_database(text: str, address: Neo4jAddress) -> None:
    assert store_address(text) == address


def test_the_password_may_come_apart_from_the_address() -> None:
    found = settings({"VALUENET_STORE": "neo4j://ada@db.example", "VALUENET_STORE_PASSWORD": "secret"})

    assert found.store.address == Neo4jAddress(uri="neo4j://db.example", user="ada", password="secret")


def test_no_password_is_ever_printed() -> None:
    found = settings({"VALUENET_STORE": "neo4j://ada:secret@db.example/sales"})

    assert "secret" not in f"{found} {found.store.address}"
    assert str(found.store.address) == "neo4j://ada@db.example/sales"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("postgres://somewhere", "has the scheme 'postgres'"),
        ("valuenet.db", "has the scheme ''"),
        ("sqlite://", "names no file"),
        ("sqlite:///", "names no file"),
        ("neo4j://", "names no host"),
        ("neo4j://host:port", "is not a network address"),
        ("neo4j://ada@host", "comes without a password"),
    ],
)
def test_an_unusable_address_is_refused_with_a_remedy(text: str, message: str) -> None:
    with pytest.raises(InvalidSetting) as refusal:
        settings({"VALUENET_STORE": text})

    (problem,) = refusal.value.problems
    assert (problem.path, problem.code) == ("VALUENET_STORE", "UNUSABLE_ADDRESS")
    assert message in problem.message
    assert problem.remedy


@pytest.mark.parametrize("address", ["neo4j://ada:s3cret@host:port", "neo4j://ada:s3cret@", "postgres://ada:s3cret@host"])
def test_a_refused_address_does_not_tell_its_password(address: str) -> None:
    with pytest.raises(InvalidSetting) as refusal:
        settings({"VALUENET_STORE": address})

    assert "s3cret" not in str(refusal.value)


def test_all_wrong_settings_are_reported_at_once() -> None:
    environment = {
        "VALUENET_STORE": "postgres://somewhere",
        "VALUENET_STORE_DEADLINE": "soon",
        "VALUENET_STORE_POOL": "0",
        "VALUENET_STORE_RETRY": "nan",
        "VALUENET_MAX_OUTCOMES": "-1",
        "VALUENET_MAX_EDITS": "inf",
        "VALUENET_BUDGET_DEPTH": "0",
        "VALUENET_INTROSPECTION": "maybe",
    }

    with pytest.raises(InvalidSetting) as refusal:
        settings(environment)

    assert {problem.path for problem in refusal.value.problems} == set(environment)


@pytest.mark.parametrize("text", ["3.7", "0", "many", "-1"])
def test_a_count_is_a_whole_number_from_one_on(text: str) -> None:
    with pytest.raises(InvalidSetting, match="give a whole number from 1 on"):
        settings({"VALUENET_STORE_POOL": text})
