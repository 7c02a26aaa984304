"""The settings of one process: frozen, read once from the environment, every problem reported at once.

VALUENET_STORE              where the data lives: sqlite:///path/file.db, or a Neo4j address
VALUENET_STORE_PASSWORD     the password, if it is not in the address
VALUENET_STORE_DEADLINE     seconds that one store call may take (default 4)
VALUENET_STORE_POOL         connections to the store at most (default 8)
VALUENET_STORE_RETRY        seconds during which a transaction that met another one is repeated (default 5)
VALUENET_DOT                the program of a system Graphviz that draws every picture, in place of the one that comes along
VALUENET_RENDER_DEADLINE    seconds that drawing one picture may take (default 20)
VALUENET_MAX_…              bounds: DIFFERENTIATORS, OUTCOMES, ARROWS, REGIONS, PERSONAS_PER_OUTCOME, EDITS, DOCUMENT_BYTES
VALUENET_BUDGET_…           what one GraphQL request may hold: CHARACTERS, LINES, TOKENS, OPERATIONS, FRAGMENTS, DEPTH, FIELDS,
                            ALIASES, DIRECTIVES, OVERLAPS, NESTING, ITEMS, MEMBERS, VALUES, COST
VALUENET_INTROSPECTION      on or off: whether clients may ask the GraphQL schema about itself (default on)

How others reach the service is read by `entrance`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, unquote, urlsplit

from platformdirs import user_data_path

from valuenet.entrance import Entrance, entrance
from valuenet.errors import InvalidSetting, Problem
from valuenet.model.bounds import Bounds

N = TypeVar("N", int, float)
C = TypeVar("C", Bounds, "Budget")

_NEO4J_SCHEMES = frozenset({"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SqliteAddress:
    """A file of the embedded store."""

    path: Path

    def __str__(self) -> str:
        return f"sqlite:///{self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Neo4jAddress:
    """A Neo4j server; printing it never shows the password."""

    uri: str
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str | None = None

    def __str__(self) -> str:
        scheme, _, rest = self.uri.partition("://")
        database = f"/{self.database}" if self.database else ""
        return f"{scheme}://{quote(self.user, safe='')}@{rest}{database}"


Address = SqliteAddress | Neo4jAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings:
    """Where the data lives and how patient we are with it (seconds)."""

    address: Address
    deadline: float = 4.0
    pool: int = 8
    retry: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RendererSettings:
    """Which program draws (`dot`: a system Graphviz; none: the one that comes along), and what drawing may cost at most.

    Seconds and bytes for one picture; pictures drawn at once, and how many more may wait for their turn.
    """

    dot: str = ""
    deadline: float = 20.0
    memory: int = 1 << 30
    output: int = 64 << 20
    at_once: int = 2
    waiting: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much one GraphQL request may hold, measured before any of it is validated (`api/limits.py`, `api/costs.py`).

    A fragment counts wherever it is spread. A refusal names every limit that is exceeded, with its value and the figure.
    """

    characters: int = 32_768
    """Of the document's text."""
    lines: int = 1_000
    """Of the document's text: to say where an error is, they are counted again for each."""
    tokens: int = 2_000
    """Names, numbers, texts, punctuators, comments. To parse one takes 5 µs, to validate it 10 and more."""
    operations: int = 20
    fragments: int = 50
    depth: int = 20
    """Fields inside fields."""
    fields: int = 1_000
    aliases: int = 100
    directives: int = 100
    overlaps: int = 1_000
    """Pairs of fields that answer under one name in one place, and of fragments spread in one place: validation compares each."""
    nesting: int = 16
    """Lists and objects inside each other, in an argument or a variable."""
    items: int = 500
    """Of one list, in an argument or a variable; a batch of edits is such a list."""
    members: int = 100
    """Of one object, in an argument or a variable: some errors quote the object in which they are."""
    values: int = 10_000
    """In the JSON of a request: lists, objects, and what is in them."""
    cost: int = 20_000
    """What answering is expected to take, where one field of the answer is 1: some five microseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be configured."""

    store: StoreSettings
    bounds: Bounds = field(default_factory=Bounds)
    renderer: RendererSettings = field(default_factory=RendererSettings)
    budget: Budget = field(default_factory=Budget)
    introspection: bool = True
    entrance: Entrance = field(default_factory=Entrance)


def settings(environment: Mapping[str, str], *, store: str | None = None) -> Settings:
    """The settings that an environment asks for; `store` (from `--store`) wins over it."""
    problems: list[Problem] = []
    text = store or environment.get("VALUENET_STORE") or default_store()
    password = environment.get("VALUENET_STORE_PASSWORD", "")
    address: Address = SqliteAddress(path=Path())
    try:
        address = store_address(text, password)
    except InvalidSetting as invalid:
        problems += invalid.problems
    reached = Entrance()
    try:
        reached = entrance(environment)
    except InvalidSetting as invalid:
        problems += invalid.problems
    deadline = _number(environment, "VALUENET_STORE_DEADLINE", 4.0, 0.1, problems)
    pool = _number(environment, "VALUENET_STORE_POOL", 8, 1, problems)
    retry = _number(environment, "VALUENET_STORE_RETRY", 5.0, 0.0, problems)
    drawing = _number(environment, "VALUENET_RENDER_DEADLINE", 20.0, 0.1, problems)
    bounds = _counts(environment, "VALUENET_MAX", Bounds(), problems)
    budget = _counts(environment, "VALUENET_BUDGET", Budget(), problems)
    introspection = _switch(environment, "VALUENET_INTROSPECTION", True, problems)
    if problems:
        raise InvalidSetting(problems)
    return Settings(
        store=StoreSettings(address=address, deadline=deadline, pool=pool, retry=retry),
        bounds=bounds,
        renderer=RendererSettings(dot=environment.get("VALUENET_DOT", ""), deadline=drawing),
        budget=budget,
        introspection=introspection,
        entrance=reached,
    )


def default_store() -> str:
    """The embedded store in the user's data directory."""
    return f"sqlite:///{user_data_path('valuenet', appauthor=False) / 'valuenet.db'}"


def store_address(text: str, password: str = "") -> Address:
    """The address that a text such as `sqlite:///file.db` or `neo4j://user@host:7687/database` names."""
    scheme, separator, rest = text.partition("://")
    if scheme == "sqlite" and separator:
        path = rest.removeprefix("/") if rest.startswith("/") else ""
        if not path:
            raise _unusable("names no file", "write sqlite:///relative/file.db or sqlite:////absolute/file.db")
        return SqliteAddress(path=Path(path).expanduser().absolute())
    if scheme in _NEO4J_SCHEMES:
        return _neo4j_address(text, password)
    known = ", ".join(["sqlite", *sorted(_NEO4J_SCHEMES)])
    raise _unusable(f"has the scheme {scheme if separator else ''!r}", f"use one of {known}")


def _neo4j_address(text: str, password: str) -> Neo4jAddress:
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise _unusable("is not a network address", "write neo4j://user@host:7687") from None
    if not host:
        raise _unusable("names no host", "write neo4j://user@host:7687")
    secret = password or unquote(parts.password or "")
    if not secret:
        raise _unusable("comes without a password", "set VALUENET_STORE_PASSWORD")
    host = f"[{host}]" if ":" in host else host
    return Neo4jAddress(
        uri=f"{parts.scheme}://{host}" + (f":{port}" if port else ""),
        user=unquote(parts.username or "neo4j"),
        password=secret,
        database=parts.path.strip("/") or None,
    )


def _unusable(message: str, remedy: str) -> InvalidSetting:
    return InvalidSetting([Problem(path="VALUENET_STORE", code="UNUSABLE_ADDRESS", message=message, remedy=remedy)])


def _counts(environment: Mapping[str, str], prefix: str, defaults: C, problems: list[Problem]) -> C:
    """The counts, each as the variable of its name says, where one does."""
    counts = {
        one.name: _number(environment, f"{prefix}_{one.name.upper()}", int(getattr(defaults, one.name)), 1, problems)
        for one in fields(defaults)
    }
    return replace(defaults, **counts)


def _switch(environment: Mapping[str, str], name: str, default: bool, problems: list[Problem]) -> bool:
    """Whether a variable says on or off; the default where it says nothing."""
    text = environment.get(name) or ("on" if default else "off")
    if text not in {"on", "off"}:
        problems.append(Problem(path=name, code="NOT_A_SWITCH", message=f"is {text!r}", remedy="say on or off"))
    return text == "on"


def _number(environment: Mapping[str, str], name: str, default: N, least: N, problems: list[Problem]) -> N:
    """The number that a variable holds, of the kind of its default; the default where it holds none."""
    text = environment.get(name)
    if not text:
        return default
    try:
        number = type(default)(text)
    except ValueError:
        number = None
    if number is None or not least <= number < float("inf"):
        kind = "whole number" if isinstance(default, int) else "number"
        problems.append(Problem(path=name, code="NOT_A_NUMBER", message=f"is {text!r}", remedy=f"give a {kind} from {least:g} on"))
        return default
    return number
