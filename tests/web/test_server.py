"""Serving on loopback, and nowhere else."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from queue import Queue

import httpx
import pytest
from starlette.applications import Starlette

from valuenet.errors import InvalidSetting
from valuenet.web.metrics import Metrics
from valuenet.web.server import listen, serve

from .conftest import Backend, app_of, serving

APP = Starlette()

SERVE = """
import sys
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from valuenet.web.server import listen, serve
import time
def slow(request):
    time.sleep(1)
    return PlainTextResponse("finished")
serve(Starlette(routes=[Route("/slow", slow)]), port=0, started=lambda running: print(running.address, flush=True))
"""


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", "127.0.0.2", ""])
def test_an_address_that_others_can_reach_is_refused_with_the_remedy(host: str) -> None:
    with pytest.raises(InvalidSetting, match=r"use 127\.0\.0\.1, ::1 or localhost"):
        serve(APP, host=host, port=0, started=lambda _running: None)


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.2", "::"])
def test_where_others_can_sign_in_they_are_listened_to(host: str) -> None:
    if ":" in host and not _has_ipv6():
        pytest.skip("this machine has no IPv6 loopback interface")
    with listen(host, 0, others=True) as listening:
        assert listening.getsockname()[0] == host


@pytest.mark.parametrize("host", ["", "no such host", "198.51.100.7"])
def test_what_is_no_address_of_this_computer_is_refused_with_the_remedy(host: str) -> None:
    with pytest.raises(InvalidSetting, match=r"give an address of this computer|cannot be had"):
        listen(host, 0, others=True)


def test_the_refusal_says_how_to_let_people_sign_in() -> None:
    with pytest.raises(InvalidSetting, match=r"valuenet token create NAME --role admin.*VALUENET_OIDC_ISSUER"):
        listen("0.0.0.0", 0)


def test_a_port_in_use_is_refused_with_the_remedy(address: str) -> None:
    port = int(address.rpartition(":")[2])
    with pytest.raises(InvalidSetting, match=f"{port} cannot be had.*choose another port"):
        serve(APP, port=port, started=lambda _running: None)


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_number_that_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(InvalidSetting, match="is no port"):
        serve(APP, port=port, started=lambda _running: None)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "[::1]"])
def test_every_loopback_address_is_served_and_the_store_is_closed_at_the_end(host: str) -> None:
    if ":" in host and not _has_ipv6():
        pytest.skip("this machine has no IPv6 loopback interface")
    backend = Backend()
    with serving(app_of(backend, Metrics()), host) as address:
        assert httpx.get(f"{address}/healthz").status_code == 200
        assert backend.closed == 0
    assert backend.closed == 1
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/healthz")


def test_a_socket_names_its_protocol_so_that_small_answers_are_sent_at_once() -> None:
    with listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_requests_finish_and_nothing_is_printed(stop: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SERVE],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        address = process.stdout.readline().strip()
        answers: Queue[str] = Queue()
        thread = threading.Thread(target=lambda: answers.put(httpx.get(f"{address}/slow", timeout=10).text))
        thread.start()
        time.sleep(0.3)
        process.send_signal(stop)
        thread.join(10)
        assert answers.get_nowait() == "finished"
        process.wait(10)
        assert process.stdout.read() == ""
        assert "Traceback" not in process.stderr.read() or stop is signal.SIGINT


def _has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False
