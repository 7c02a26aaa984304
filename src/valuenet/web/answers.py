"""How the web room says no: one JSON shape for every refusal and every failure, whatever the route, and a page for people."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from valuenet.errors import (
    Invalid,
    NotAllowed,
    NotDrawable,
    NotFound,
    NotYet,
    OverBudget,
    Overloaded,
    RendererBusy,
    RendererMissing,
    SignInUnavailable,
    StaleRevision,
    StoreUnavailable,
    ValueNetError,
)
from valuenet.web.failure_page import failure_page
from valuenet.web.sign_in_page import is_for_a_person

JSON = "application/json"
GRAPHQL_RESPONSE = "application/graphql-response+json"
INTERNAL = "INTERNAL"
INTERNAL_MESSAGE = "internal error"
RETRY = {"retry-after": "1"}

Endpoint = Callable[[Request], Awaitable[Response]]
"""What answers a route."""

_CODES = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}


class Refusal(HTTPException):
    """A request that is answered with a status and one error, and goes no further."""

    def __init__(self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, message, headers)
        self.code = code


def failure(status: int, code: str, message: str, *, headers: Mapping[str, str] | None = None, accept: str = "") -> Response:
    """The answer that carries one error, in the shape of a GraphQL error."""
    body = orjson.dumps({"errors": [{"message": message, "extensions": {"code": code}}]})
    return Response(body, status, headers, media_type=answer_type(accept))


def failure_for(connection: HTTPConnection, status: int, code: str, message: str, *, headers: Mapping[str, str] | None = None) -> Response:
    """The answer that carries one error to whoever asks: a page to a person with a browser."""
    if is_for_a_person(connection):
        return failure_page(status, message, headers)
    return failure(status, code, message, headers=headers, accept=connection.headers.get("accept", ""))


async def refused(request: Request, error: Exception) -> Response:
    """The answer to a `Refusal`, and to what the router refuses."""
    assert isinstance(error, HTTPException)
    code = error.code if isinstance(error, Refusal) else _CODES.get(error.status_code, "REFUSED")
    return failure_for(request, error.status_code, code, error.detail, headers=error.headers)


async def failed(request: Request, error: Exception) -> Response:
    """The answer to an error of ours that a route lets through."""
    assert isinstance(error, ValueNetError)
    return failing(request, error)


def failing(connection: HTTPConnection, error: ValueNetError) -> Response:
    """The answer that carries an error of ours."""
    status = status_of(error)
    return failure_for(connection, status, error.code, str(error), headers=RETRY if status == 503 else None)


def status_of(error: ValueNetError) -> int:
    """The status that says about the same as the error."""
    match error:
        case StoreUnavailable() | NotYet() | Overloaded() | RendererBusy() | SignInUnavailable():
            return 503
        case NotAllowed():
            return 403
        case NotFound():
            return 404
        case StaleRevision():
            return 409
        case Invalid() | OverBudget():
            return 400
        case NotDrawable():
            return 422
        case RendererMissing():
            return 501
    return 500


@lru_cache(maxsize=64)
def answer_type(accept: str) -> str:
    """The media type of an answer: that of GraphQL responses for those who ask for it by name, else JSON."""
    weights = dict(_weight(part) for part in accept.split(","))
    graphql, json = weights.get(GRAPHQL_RESPONSE, 0.0), weights.get(JSON, 0.0)
    return GRAPHQL_RESPONSE if graphql > 0 and graphql >= json else JSON


def _weight(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return name, float(parameter[2:])
            except ValueError:
                return name, 0.0
    return name, 1.0
