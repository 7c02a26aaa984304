"""The schema: queries, mutations and subscriptions, and the types that only an interface mentions. `valuenet schema` prints its SDL."""

from __future__ import annotations

import strawberry
from graphql import GraphQLInputObjectType
from strawberry.schema.config import StrawberryConfig

from valuenet.api.introspection import Executor
from valuenet.api.mutation import Mutation
from valuenet.api.nodes import Differentiator, Outcome, Region
from valuenet.api.people import Alternative, Persona
from valuenet.api.query import Query
from valuenet.api.subscription import Subscription

schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[Differentiator, Outcome, Region, Persona, Alternative],
    config=StrawberryConfig(auto_camel_case=True),
    execution_context_class=Executor,
)


def _with_paths(name: str) -> None:
    """Let the GraphQL engine check a @oneOf input itself: it says where a violation is, which strawberry's own check does not."""
    type_ = schema._schema.type_map[name]  # strawberry offers no public way to its types
    assert isinstance(type_, GraphQLInputObjectType), f"{name} is an input"
    type_.is_one_of = True
    del type_.out_type


_with_paths("NetworkEdit")


def sdl() -> str:
    """The schema in GraphQL's own language, as it stands in schema/valuenet.graphql."""
    return schema.as_str() + "\n"
