"""One connection over HTTP: a client that sends or takes too slowly is cut off, so that it holds up nobody else."""

from __future__ import annotations

import asyncio

import h11
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol

LEAST_TAKEN = 16_384
"""Bytes of an answer that a client has to take each time that it is looked at, as long as so many are kept for it."""


class Connection(H11Protocol):
    """The protocol of the server library with two clocks: one for what a client sends, one for what it takes."""

    sending = 30.0
    """Seconds in which a request has to arrive whole, its body too."""
    taking = 30.0
    """Seconds between two looks at what a client has taken."""

    _to_send: asyncio.TimerHandle | None = None
    _to_take: asyncio.TimerHandle | None = None
    _handed_over = False

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # the class above has it so
        super().connection_made(transport)
        self._expect()

    @override
    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._expect()

    @override
    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._handed_over = True
        super().handle_websocket_upgrade(event)

    @override
    def pause_writing(self) -> None:
        super().pause_writing()
        self._look_again()

    @override
    def resume_writing(self) -> None:
        super().resume_writing()
        _stop(self._to_take)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        _stop(self._to_send)
        _stop(self._to_take)
        super().connection_lost(exc)

    def _expect(self) -> None:
        """Let the clock run while a request is on its way; stop it once all of it is here."""
        if self._handed_over or self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            _stop(self._to_send)
            self._to_send = None
        elif self._to_send is None:
            self._to_send = self.loop.call_later(self.sending, self.transport.abort)

    def _look_again(self) -> None:
        kept = self.transport.get_write_buffer_size()
        self._to_take = self.loop.call_later(self.taking, self._look, kept)

    def _look(self, kept: int) -> None:
        if kept - self.transport.get_write_buffer_size() < LEAST_TAKEN:
            self.transport.abort()
        else:
            self._look_again()


def _stop(clock: asyncio.TimerHandle | None) -> None:
    if clock is not None:
        clock.cancel()
