"""The schema is the manual: everything in it is described, and the SDL in the repository is the one that the code makes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, build_schema, is_specified_scalar_type

from valuenet.api.schema import sdl

SDL = Path(__file__).parents[2] / "schema" / "valuenet.graphql"


def test_the_sdl_in_the_repository_is_the_one_that_the_code_makes() -> None:
    assert SDL.read_text() == sdl(), "run scripts/schema, and look at the difference"


def test_every_type_field_argument_and_value_is_described() -> None:
    bare: list[str] = []
    for name, kind in build_schema(sdl()).type_map.items():
        if name.startswith("__") or is_specified_scalar_type(kind):
            continue
        bare += [] if kind.description else [name]
        if isinstance(kind, GraphQLEnumType):
            bare += [f"{name}.{value}" for value, found in kind.values.items() if not found.description]
        if isinstance(kind, GraphQLInputObjectType):
            bare += [f"{name}.{field}" for field, given in kind.fields.items() if not given.description]
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field, shown in kind.fields.items():
                bare += [] if shown.description else [f"{name}.{field}"]
                bare += [f"{name}.{field}({argument})" for argument, taken in shown.args.items() if not taken.description]
    assert bare == []


def test_the_description_check_finds_a_field_without_one() -> None:
    """The check above would be worth nothing if printing the schema lost descriptions."""
    assert '"""How often the cause brings about the effect."""' in sdl()


def test_the_schema_is_ready_before_networkx_is_loaded_and_its_questions_load_it() -> None:
    """What a service needs to start must not wait for a library that only some questions use."""
    program = (
        "import sys; import valuenet.api.schema; print('networkx' in sys.modules); "
        "from valuenet.analysis.late import networkx; networkx.DiGraph(); print('networkx' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["False", "True"]
