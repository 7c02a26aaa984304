"""The GraphQL view: one operation in, one answer out, exactly as GraphQL over HTTP has it."""

from __future__ import annotations

import asyncio
import copy
import logging
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson
import strawberry
from cross_web import AsyncHTTPRequestAdapter, HTTPException
from graphql import GraphQLError, OperationDefinitionNode, OperationType, specified_rules, validate
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.extensions import SchemaExtension
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.http.base import BaseRequestProtocol
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule
from strawberry.types import ExecutionResult
from typing_extensions import override

from valuenet.api.costs import Costs
from valuenet.api.lasting import Lasting
from valuenet.api.limits import check_cost, check_json, check_variables
from valuenet.errors import IntrospectionOff, ValueNetError
from valuenet.settings import Budget
from valuenet.web.answers import GRAPHQL_RESPONSE, INTERNAL, JSON, RETRY, Endpoint, Refusal, answer_type
from valuenet.web.body import bounded
from valuenet.web.documents import Document, Documents
from valuenet.web.faults import UNAVAILABLE, shown
from valuenet.web.kept_answers import Recall
from valuenet.web.payloads import ListeningExecutor
from valuenet.web.slow_lane import apart

Asked = GraphQLRequestData
"""An operation that is asked for."""

Result = ExecutionResult
"""What was done of it."""

Schema = strawberry.Schema
"""What the view serves; only this module and `api/` know the library behind it."""

_BAD = "BAD_REQUEST"
_ERRORS = 20
"""So many errors of a document, or of its variables, are told at most."""
_SUGGESTED = 3
"""To look for what may have been meant takes milliseconds for each error: it is told where no more than so many are wrong."""
asked_document: ContextVar[Document] = ContextVar("document of the request")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOperation:
    """An operation that may be done, what it is expected to cost, and the document in which it stands."""

    document: Document
    operation: OperationDefinitionNode
    cost: int


class GraphQLView(GraphQL[object, None]):
    """Answers GET (queries only) and POST; a browser that asks for nothing in particular gets the page."""

    recall: Recall[Any] | None = None

    def __init__(
        self,
        schema: Schema,
        context: Callable[[HTTPConnection], object],
        *,
        page: Endpoint,
        body_limit: int,
        budget: Budget,
        introspection: bool,
    ) -> None:
        super().__init__(_served(schema, suggest=introspection))
        self._context = context
        self._page = page
        self._body_limit = body_limit
        self._budget = budget
        self._introspection = introspection
        self._schema = schema._schema
        self._costs = Costs(schema._schema)
        self._documents = Documents(budget)
        self._lasting = Lasting(schema._schema)
        # Its record of an error quotes the query; `faults` records what has to be recorded.
        logging.getLogger("strawberry.execution").disabled = True

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        receive = bounded(receive, self._body_limit)
        try:
            response = await self._answer(Request(scope, receive))
        except HTTPException as error:
            headers = {"allow": "GET, POST"} if error.status_code == 405 else None
            raise Refusal(error.status_code, _BAD, error.reason, headers) from None
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if self.recall is None or request.method != "POST":
            return await self.run(request)
        return await self.recall.answer(request, self._context(request), self.run)

    @override
    def should_render_graphql_ide(self, request: BaseRequestProtocol) -> bool:
        return request.method == "GET" and "query" not in request.query_params and "text/html" in request.headers.get("accept", "")

    @override
    async def render_graphql_ide(self, request: Request) -> Response:
        return await self._page(request)

    @override
    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> object:
        assert isinstance(request, Request)
        return self._context(request)

    @override
    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        return Response(media_type=answer_type(request.headers.get("accept", "")))

    @override
    def decode_json(self, data: str | bytes) -> object:
        check_json(self._budget, data.encode("utf-8", "replace") if isinstance(data, str) else data)
        return orjson.loads(data)

    @override
    def encode_json(self, data: object) -> bytes:
        return orjson.dumps(data)

    @override
    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> GraphQLRequestData:
        if request.method == "GET":
            return request_data(self.parse_query_params(request.query_params))
        if not _is_json(request.content_type or ""):
            raise Refusal(415, "UNSUPPORTED_MEDIA_TYPE", f"the body has to be {JSON} in UTF-8: say so in Content-Type")
        return request_data(self.parse_json(await request.get_body()))

    @override
    async def execute_single(
        self,
        request: Request,
        request_adapter: AsyncHTTPRequestAdapter,
        sub_response: Response,
        context: object,
        root_value: None,
        request_data: GraphQLRequestData,
    ) -> ExecutionResult:
        try:
            asked = await self._read(request_data, partial(_check_allowed, method=request.method))
        except GraphQLError as error:
            return ExecutionResult(data=None, errors=[error])
        except ValueNetError as error:
            return ExecutionResult(data=None, errors=[GraphQLError(str(error), original_error=error)])
        result = await self._execute(asked, request_data, context)
        request.state.lasts = not result.errors and self._lasting.lasts(asked.operation, asked.document.fragments)
        return result

    async def _read(self, request_data: GraphQLRequestData, check: Callable[[OperationDefinitionNode], None]) -> AskedOperation:
        """The operation that is asked for, measured and validated; `GraphQLError` or `ValueNetError` where it may not be done."""
        assert request_data.query is not None
        document = await self._documents.read(request_data.query)
        operation = document.operation(request_data.operation_name)
        check(operation)
        cost = self._cost(document, operation, request_data.variables or {})
        await self._validate(document)
        return AskedOperation(document=document, operation=operation, cost=cost)

    async def _execute(self, asked: AskedOperation, request_data: GraphQLRequestData, context: object) -> ExecutionResult:
        """The answer to a query or a mutation."""
        asked_document.set(asked.document)
        answering = self.schema.execute(
            request_data.query,
            variable_values=request_data.variables,
            context_value=context,
            operation_name=request_data.operation_name,
            operation_extensions=request_data.extensions,
        )
        result = await apart(asked.cost, answering)
        result.extensions = {**(result.extensions or {}), "cost": asked.cost}
        return result

    async def _validate(self, document: Document) -> None:
        """See to it that a document knows what is wrong with it, and what may be meant where the schema may be asked about itself."""
        if document.errors is None:
            rules = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)
            validation = partial(validate, self._schema, document.tree, rules, max_errors=_ERRORS)
            errors = await asyncio.to_thread(validation, hide_suggestions=True) if document.is_long else validation(hide_suggestions=True)
            suggest = self._introspection and not document.is_long and len(errors) <= _SUGGESTED
            document.errors = validation() if errors and suggest else errors

    def _cost(self, document: Document, operation: OperationDefinitionNode, variables: Mapping[str, object]) -> int:
        """The cost of an operation that may be answered; `OverBudget` or `IntrospectionOff` for one that may not."""
        if document.introspects and not self._introspection:
            raise IntrospectionOff("VALUENET_INTROSPECTION is off: read /graphql/schema.graphql instead of asking the schema about itself")
        check_variables(self._budget, variables)
        cost = document.cost(operation, variables, self._costs)
        check_cost(self._budget, cost)
        return cost

    @override
    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        return self.answer(result)

    def answer(self, result: ExecutionResult) -> GraphQLHTTPResponse:
        """A result as the client sees it."""
        errors = result.errors or []
        answer: GraphQLHTTPResponse = {}
        if result.data is not None or not errors or any(error.path for error in errors):
            answer["data"] = result.data
        if errors:
            answer["errors"] = [shown(error) for error in errors]
        if result.extensions:
            answer["extensions"] = result.extensions
        return answer

    @override
    def create_response(self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response) -> Response:
        assert isinstance(response_data, dict)
        status = _status(response_data, sub_response.media_type)
        headers = {"vary": "Accept", "cache-control": "no-store", **(RETRY if status == 503 else {})}
        return Response(self.encode_json(response_data), status, headers, sub_response.media_type)


class _AskedDocument(SchemaExtension):
    """Hands the document that the view has read to the schema, and what is wrong with it."""

    @override
    def on_parse(self) -> Iterator[None]:
        self.execution_context.graphql_document = asked_document.get().tree
        yield

    @override
    def on_validate(self) -> Iterator[None]:
        self.execution_context.pre_execution_errors = asked_document.get().errors
        yield


def _served(schema: Schema, *, suggest: bool) -> Schema:
    """The same schema with documents that are read and validated before, and payloads that are made in turn; the one handed in is left
    as it was. `suggest`: errors of variables say what may be meant."""
    served = copy.copy(schema)
    served.extensions = (*schema.extensions, _AskedDocument)
    served.execution_context_class = ListeningExecutor
    handed = schema._get_custom_context_kwargs  # strawberry offers no public way to what it hands to the engine
    bounds = {"max_coercion_errors": _ERRORS, "hide_suggestions": not suggest}
    served._get_custom_context_kwargs = lambda *args, **more: handed(*args, **more) | bounds  # type: ignore[method-assign]  # see above
    return served


def _is_json(content_type: str) -> bool:
    name, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = [parameter.removeprefix("charset=").strip('"') for parameter in parameters if parameter.startswith("charset=")]
    return name == JSON and all(charset in {"utf-8", "utf8"} for charset in charsets)


def request_data(asked: Any) -> GraphQLRequestData:  # decoded JSON can be anything
    """The operation that a decoded body or query string asks for."""
    if isinstance(asked, list):
        raise Refusal(400, "BATCH_REFUSED", "lists of operations are not taken: send one operation a request")
    if not isinstance(asked, dict):
        raise Refusal(400, _BAD, "the body has to be a JSON object with the member `query`")
    query, name = asked.get("query"), asked.get("operationName")
    if not isinstance(query, str) or not query:
        raise Refusal(400, _BAD, "`query` has to be a text that holds the operation")
    if not isinstance(name, str | None):
        raise Refusal(400, _BAD, "`operationName` has to be a text or null")
    for member in ("variables", "extensions"):
        if not isinstance(asked.get(member), dict | None):
            raise Refusal(400, _BAD, f"`{member}` has to be an object or null")
    return GraphQLRequestData(query, asked.get("variables"), name, asked.get("extensions"))


def _check_allowed(operation: OperationDefinitionNode, method: str) -> None:
    if operation.operation is OperationType.SUBSCRIPTION:
        raise GraphQLError("a subscription goes on: accept text/event-stream, or ask over a WebSocket", operation)
    if operation.operation is OperationType.MUTATION and method == "GET":
        raise Refusal(405, "METHOD_NOT_ALLOWED", "GET changes nothing: send mutations with POST", {"allow": "POST"})


def _status(answer: GraphQLHTTPResponse, media_type: str | None) -> int:
    """503 where nothing but the store's absence is answered; else 200, and 400 for what was not executed, by the media type."""
    data, errors = answer.get("data"), answer.get("errors") or []
    codes = {error["extensions"]["code"] for error in errors if isinstance(error, dict)}
    if codes & UNAVAILABLE and all(value is None for value in (data or {}).values()):
        return 503
    if "data" in answer:
        return 200
    if INTERNAL in codes:
        return 500
    return 400 if media_type == GRAPHQL_RESPONSE else 200
