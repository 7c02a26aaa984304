"""What a client may see of an error in a GraphQL answer: the one place where unexpected exceptions are masked."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError

from valuenet.errors import DeadlineExceeded, OverBudget, StoreOverloaded, StoreUnavailable, ValueNetError
from valuenet.web.answers import INTERNAL, INTERNAL_MESSAGE

UNAVAILABLE = frozenset({StoreUnavailable.code, StoreOverloaded.code, DeadlineExceeded.code})
"""The codes that say: the store cannot answer now, try again."""

_log = logging.getLogger(__name__)


def shown(error: GraphQLError) -> dict[str, Any]:
    """The error as the client sees it: our message and code, what is wrong with the request, or `internal error`."""
    cause = _cause(error)
    answer = dict(error.formatted)
    extensions = dict(error.extensions or {})
    if isinstance(cause, ValueNetError):
        answer["message"], extensions["code"] = str(cause), cause.code
        if isinstance(cause, OverBudget):
            extensions["limits"] = [asdict(excess) for excess in cause.excesses]
    elif isinstance(cause, RecursionError):
        answer["message"], extensions["code"] = "the request is nested too deeply: ask for less at once", "NESTED_TOO_DEEPLY"
    elif _is_about_the_request(error, cause):
        extensions.setdefault("code", "SYNTAX_ERROR" if isinstance(cause, GraphQLSyntaxError) else "INVALID_REQUEST")
    else:
        _log.error("unexpected %s in a resolver", type(cause).__name__, exc_info=cause)
        answer["message"], extensions = INTERNAL_MESSAGE, {"code": INTERNAL}
    answer["extensions"] = extensions
    return answer


def _cause(error: GraphQLError) -> BaseException:
    """What was raised first, under the layers that GraphQL adds."""
    cause: BaseException = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause


def _is_about_the_request(error: GraphQLError, cause: BaseException) -> bool:
    """Whether GraphQL itself refuses a part of the request, rather than a resolver or the form of what it returned.

    Before execution (no path) everything is about the request that has a place in it, or that GraphQL raised. During
    execution, a refused argument has a place in the document; a returned value that does not fit has none.
    """
    if isinstance(cause, GraphQLError):
        return error.path is None or bool(cause.nodes) or "code" in (cause.extensions or {})
    return error.path is None and bool(error.nodes)
