"""Decorators that take descriptions from docstrings, so that the code and the schema are one manual."""

from __future__ import annotations

from collections.abc import Callable
from inspect import getdoc
from typing import Any, TypeVar, dataclass_transform

import strawberry

from valuenet.api import vocabulary

T = TypeVar("T")

vocabulary.describe()  # before any type is made: a type keeps the enums as it finds them


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def output(cls: type[T]) -> type[T]:
    """A GraphQL object type, described by its docstring."""
    return strawberry.type(cls, description=getdoc(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def interface(cls: type[T]) -> type[T]:
    """A GraphQL interface, described by its docstring."""
    return strawberry.interface(cls, description=getdoc(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def input_(cls: type[T]) -> type[T]:
    """A GraphQL input type, described by its docstring."""
    return strawberry.input(cls, description=getdoc(cls))


def field(resolver: Callable[..., Any]) -> Any:
    """A GraphQL field, described by the docstring of its resolver."""
    return strawberry.field(description=getdoc(resolver))(resolver)


def answer(graphql_type: object) -> Callable[[Callable[..., Any]], Any]:
    """A GraphQL field that answers with a union, described by the docstring of its resolver."""

    def described(resolver: Callable[..., Any]) -> Any:
        return strawberry.field(graphql_type=graphql_type, description=getdoc(resolver))(resolver)

    return described


def said(description: str, **more: Any) -> Any:
    """A GraphQL field without a resolver, with its description."""
    return strawberry.field(description=description, **more)


def argument(description: str) -> Any:
    """The description of an argument, for use in `Annotated`."""
    return strawberry.argument(description=description)


def union(name: str, description: str) -> Any:
    """The name and description of a union, for use in `Annotated`."""
    return strawberry.union(name, description=description)
