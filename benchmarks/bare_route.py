"""A bare Starlette route that answers every request with the same bytes: what a service that does nothing else can reach.

    VALUENET_BENCH_BYTES   the file that holds them

Where the store is Neo4j, each answer comes after one round trip: the read of the workspace's revision, by the same driver.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import click
import neo4j
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from valuenet.model.ids import LOCAL
from valuenet.settings import Neo4jAddress, store_address
from valuenet.store.statements import catalogue


def bare(answer: bytes, address: Neo4jAddress | None) -> Starlette:
    """The app with the one route."""
    text = catalogue()["workspace_state"].text
    driver = neo4j.AsyncGraphDatabase.driver(address.uri, auth=(address.user, address.password)) if address else None

    async def graphql(request: Request) -> Response:
        await request.body()
        if driver is not None:
            async with driver.session() as session:
                await (await session.run(text, workspaceId=LOCAL)).single(strict=True)
        return Response(answer, media_type="application/json")

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        if driver is not None:
            await driver.close()

    return Starlette(routes=[Route("/graphql", graphql, methods=["POST"])], lifespan=lifespan)


@click.command()
@click.option("--port", type=int)
def main(port: int) -> None:
    """Serve the route until it is interrupted."""
    address = store_address(os.environ["VALUENET_STORE"], os.environ.get("VALUENET_STORE_PASSWORD", ""))
    answer = Path(os.environ["VALUENET_BENCH_BYTES"]).read_bytes()
    uvicorn.run(bare(answer, address if isinstance(address, Neo4jAddress) else None), port=port, log_level="warning")


if __name__ == "__main__":
    main()
