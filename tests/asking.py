"""Asking the API in tests as a client does: a document and variables in, data out; and a store with the examples in it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from strawberry.types import ExecutionResult

from valuenet.api.context import Context
from valuenet.api.listening import Watchtower
from valuenet.api.schema import schema
from valuenet.documents.document import Document
from valuenet.documents.reading import examined
from valuenet.documents.source import Format
from valuenet.model.bounds import Bounds
from valuenet.model.ids import NetworkId
from valuenet.service.caller import LOCAL_CALLER, Caller
from valuenet.service.imports import Import, network_import
from valuenet.service.library import Library
from valuenet.settings import RendererSettings
from valuenet.wiring import build_gallery

EXAMPLES = Path(__file__).parents[1] / "examples"


class Client:
    """One person's client, on one library."""

    def __init__(self, library: Library, caller: Caller = LOCAL_CALLER) -> None:
        gallery, watchtower = build_gallery(RendererSettings()), Watchtower(library)
        self.context = Context(library=library, caller=caller, gallery=gallery, watchtower=watchtower)

    def result(self, document: str, /, **variables: object) -> ExecutionResult:
        """Whatever comes back."""
        answer = asyncio.run(schema.execute(document, variable_values=dict(variables), context_value=self.context))
        assert isinstance(answer, ExecutionResult)
        return answer

    def ask(self, document: str, /, **variables: object) -> Any:
        """The data, where there are no errors."""
        answer = self.result(document, **variables)
        assert answer.errors is None, answer.errors
        return answer.data


@cache
def example(name: str) -> Document:
    """An example as a document, read once for all tests."""
    return examined((EXAMPLES / f"{name}.yaml").read_bytes(), format=Format.YAML, bounds=Bounds())


def load(library: Library, names: Iterable[str]) -> Mapping[str, NetworkId]:
    """The examples with these names, imported; their ids by key."""
    ids: dict[str, NetworkId] = {}
    for name in names:
        network = network_import(library, LOCAL_CALLER, Import(document=example(name))).reading.network
        ids[network.key] = network.id
    return ids
