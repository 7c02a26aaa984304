"""The body of a request, bounded while it arrives."""

from __future__ import annotations

from starlette.types import Message, Receive

from valuenet.web.answers import Refusal

_PATIENCE = 8
"""So many times the limit is read and dropped before the connection is given up: a client that is still sending rarely
sees an answer."""


def bounded(receive: Receive, limit: int) -> Receive:
    """The same request body, refused with 413 as soon as its end shows that it is longer than `limit` bytes."""
    received = 0

    async def receive_within_limit() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received <= limit:
            return message
        while message.get("more_body", False) and received <= limit * _PATIENCE:
            message = await receive()
            received += len(message.get("body", b""))
        given_up = {"connection": "close"} if message.get("more_body", False) else None
        raise Refusal(413, "BODY_TOO_LARGE", f"the body is longer than {limit} bytes: send it in parts, or raise the limit", given_up)

    return receive_within_limit
