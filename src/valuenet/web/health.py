"""Whether the service is alive, whether it can do its work, and its figures."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import orjson
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response

from valuenet.errors import DeadlineExceeded, ValueNetError
from valuenet.web.answers import JSON, RETRY, Endpoint, failure
from valuenet.web.metrics import Metrics

_FRESH = {"cache-control": "no-store"}


async def alive(_request: Request) -> Response:
    """Says that the process answers; asks nothing of the store."""
    return Response(orjson.dumps({"status": "alive"}), headers=_FRESH, media_type=JSON)


def readiness(ready: Callable[[], None], deadline: float) -> Endpoint:
    """Says whether the store can be reached, within the deadline (seconds)."""

    async def readyz(_request: Request) -> Response:
        try:
            await asyncio.wait_for(asyncio.to_thread(ready), deadline)
        except TimeoutError:
            message = f"the store has not answered within {deadline:g} seconds"
            return failure(503, DeadlineExceeded.code, message, headers=_FRESH | RETRY)
        except ValueNetError as error:
            return failure(503, error.code, str(error), headers=_FRESH | RETRY)
        return Response(orjson.dumps({"status": "ready"}), headers=_FRESH, media_type=JSON)

    return readyz


def figures(metrics: Metrics) -> Endpoint:
    """The figures in the text format of Prometheus."""

    async def metrics_text(_request: Request) -> Response:
        return Response(metrics.text(), headers={"content-type": CONTENT_TYPE_LATEST, **_FRESH})

    return metrics_text
