"""A TCP proxy on loopback that fails on purpose: it holds what it is given, or cuts connections at a chosen message."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Proxy:
    """Forwards between its own port and a server, until it is told to hold or to cut."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._flowing = threading.Event()
        self._flowing.set()
        self._sockets: list[socket.socket] = []
        self._cut_when: Callable[[bytes], bool] | None = None
        self._deliver = True
        self._losing = False
        self._listen(0)

    def hold(self) -> None:
        """Accept everything, forward nothing: a black hole."""
        self._flowing.clear()

    def release(self) -> None:
        """Forward what was held, and go on."""
        self._flowing.set()

    def refuse(self) -> None:
        """End every connection, and refuse new ones."""
        self._listener.shutdown(socket.SHUT_RDWR)  # only this ends the waiting for the next one
        self._listener.close()
        self.cut()

    def welcome(self) -> None:
        """Take connections again after they were refused, at the same port."""
        self._listen(self.port)

    def lose(self) -> None:
        """Go on after a black hole in which everything was lost, connections too."""
        self.cut()
        self.release()

    def cut(self) -> None:
        """End every connection; new ones are welcome."""
        self._losing = False
        known, self._sockets = self._sockets, []
        for one in known:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def cut_at(self, message: int, *, deliver: bool) -> None:
        """End every connection when the client sends its `message`-th piece from now on, before or after the server gets it."""
        pieces = iter(range(message))
        self._deliver = deliver
        self._cut_when = lambda _: next(pieces, None) is None

    def cut_with(self, text: bytes, *, deliver: bool) -> None:
        """End every connection when the client next sends a piece that holds this, before or after the server gets it."""
        self._deliver = deliver
        self._cut_when = lambda piece: text in piece

    def spare(self) -> bool:
        """Cut no more; whether a cut had still to come."""
        waiting = self._cut_when is not None
        self._cut_when = None
        self._losing = False
        return waiting

    def close(self) -> None:
        """End everything."""
        self._listener.close()
        self.release()
        self.cut()

    def _listen(self, port: int) -> None:
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = socket.create_connection(self._server)
                self._sockets += [client, server]
                threading.Thread(target=self._pump, args=(client, server, True), daemon=True).start()
                threading.Thread(target=self._pump, args=(server, client, False), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, asking: bool) -> None:
        with contextlib.suppress(OSError), source:
            while piece := source.recv(65536):
                self._flowing.wait()
                if self._ends_with(piece, asking):
                    self.cut()
                    return
                target.sendall(piece)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

    def _ends_with(self, piece: bytes, asking: bool) -> bool:
        """Whether everything ends with this piece: a message that is not delivered, or the answer to one that was."""
        if not asking:
            return self._losing
        if self._cut_when is None or not self._cut_when(piece):
            return False
        self._cut_when = None
        self._losing = self._deliver
        return not self._deliver


@contextmanager
def proxy_to(host: str, port: int) -> Iterator[Proxy]:
    """A proxy to a server, closed at the end."""
    proxy = Proxy(host, port)
    try:
        yield proxy
    finally:
        proxy.close()
