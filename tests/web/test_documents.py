"""Documents are parsed and validated once."""

import asyncio

import pytest
from graphql import GraphQLError

from valuenet.api.costs import Costs
from valuenet.api.schema import schema
from valuenet.settings import Budget
from valuenet.web.documents import Document, Documents

ROOMY = Budget(characters=10**6, tokens=10**6, fields=10**6, overlaps=10**12)
"""What lets a text through that takes long to read."""


def test_a_text_that_was_read_is_not_parsed_again() -> None:
    async def read_twice() -> bool:
        documents = Documents(Budget())
        return await documents.read("{ a }") is await documents.read("{ a }")

    assert asyncio.run(read_twice())


def test_what_is_kept_is_bounded_and_the_least_recently_used_goes_first() -> None:
    async def read_many() -> tuple[bool, bool]:
        documents = Documents(Budget())
        first, often = await documents.read("{ first }"), await documents.read("{ often }")
        for number in range(40):
            await documents.read("{ a" + str(number).rjust(4_000, "0") + " }")
            assert await documents.read("{ often }") is often
        return await documents.read("{ first }") is first, await documents.read("{ often }") is often

    assert asyncio.run(read_many()) == (False, True)


def test_a_very_long_text_is_not_kept() -> None:
    long = "{ " + "a" * 20_000 + " }"

    async def read_twice() -> bool:
        documents = Documents(Budget())
        return await documents.read(long) is await documents.read(long)

    assert not asyncio.run(read_twice())


def test_the_event_loop_goes_on_while_a_long_text_is_read() -> None:
    long = "{ " + "a " * 30_000 + "}"

    async def turns() -> int:
        reading = asyncio.ensure_future(Documents(ROOMY).read(long))
        count = 0
        while not reading.done():
            await asyncio.sleep(0)
            count += 1
        return count

    assert asyncio.run(turns()) > 5


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("query A { a } query B { a }", None, "2 operations"),
        ("query A { a } { a }", "C", "of the name"),
        ("fragment F on Query { a }", None, "no operation"),
    ],
)
def test_an_operation_that_cannot_be_told_apart_is_refused(text: str, name: str | None, said: str) -> None:
    with pytest.raises(GraphQLError, match=said):
        Document(text, Budget()).operation(name)


def test_a_cost_is_told_for_each_operation_and_for_what_its_variables_weigh() -> None:
    text = "query A($n: Int) { outcomes(first: $n) { nodes { key } } } query B { __typename }"
    document, costs = Document(text, Budget()), Costs(schema._schema)
    one, other = document.operations
    by_page = [document.cost(one, {"n": page, "more": "x"}, costs) for page in [*range(1, 101), 1, 50, 100]]
    assert by_page[1] - by_page[0] == 1
    assert by_page[100:] == [by_page[0], by_page[49], by_page[99]]
    assert document.cost(other, {}, costs) == 1
