"""The program as it is installed: its answers, its exit statuses, and the service that it starts."""

import json
import re
import shlex
import subprocess
import time

import httpx

from terminal import EXAMPLES, PROGRAM, Terminal, served
from valuenet.api.schema import sdl


def test_the_schema_is_printed_exactly(terminal: Terminal) -> None:
    assert terminal.program("schema").stdout == sdl()
    terminal.program("schema", "--output", "schema.graphql")
    assert (terminal.directory / "schema.graphql").read_text(encoding="utf-8") == sdl()


def test_a_refusal_is_a_message_and_exit_status_2(terminal: Terminal) -> None:
    done = terminal.program("outcomes", "--persona", "nobody")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("Error: there is no persona 'nobody' (create the persona first, or correct the key)\n")


def test_a_reader_who_has_seen_enough_ends_the_program_quietly(examples: Terminal) -> None:
    command = f"{shlex.quote(str(PROGRAM))} outcomes --first 100 | head -1"
    done = subprocess.run(["sh", "-c", command], env=examples.environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_the_service_prints_a_query_that_can_be_pasted(examples: Terminal) -> None:
    with served(examples) as welcome:
        command = re.search(r"^  curl .*$", welcome, re.MULTILINE)
        assert command is not None
        arguments = shlex.split(command[0])
        address, body = arguments[2], arguments[-1]
        answer = httpx.post(address, content=body, headers={"content-type": "application/json"}).json()
        assert answer["data"]["outcomes"]["nodes"][0]["why"]["sentence"]
        page = httpx.get(address.removesuffix("graphql"), headers={"accept": "text/html"})
        assert (page.status_code, "valuenet" in page.text) == (200, True)


def test_the_service_answers_from_both_stores(any_terminal: Terminal) -> None:
    any_terminal.done("migrate")
    any_terminal.done("import", EXAMPLES / "car-dealer.yaml")
    with served(any_terminal) as welcome:
        address = re.findall(r"http://[0-9.:]+", welcome)[0]
        assert any_terminal.store in welcome
        assert httpx.get(f"{address}/readyz").json() == {"status": "ready"}
        query = '{ outcomes(desiredBy: {anyOf: ["car-buyer"]}) { nodes { key } } }'
        answer = httpx.post(f"{address}/graphql", json={"query": query}).json()
    assert answer["data"] == {"outcomes": {"nodes": [{"key": "no-private-sale"}, {"key": "drive-away-now"}]}}


def test_the_service_on_an_empty_store_prints_a_query_too(terminal: Terminal) -> None:
    with served(terminal) as welcome:
        assert "{ networks { nodes { key name } } }" in welcome


def test_the_service_gives_networks_as_files_and_sees_what_others_change(examples: Terminal) -> None:
    with served(examples) as welcome:
        address = re.findall(r"http://[0-9.:]+", welcome)[0]
        with httpx.Client(base_url=address) as client:
            yaml = client.get("/networks/car-dealer/network.yaml")
            assert yaml.text == examples.done("export", "car-dealer")
            (examples.directory / "changed.yaml").write_text(yaml.text.replace("usually", "rarely"))
            examples.done("import", "changed.yaml")
            again = client.get("/networks/car-dealer/network.yaml", headers={"if-none-match": yaml.headers["etag"]})
            assert (again.status_code, again.text) == (200, examples.done("export", "car-dealer"))
            kept = client.get("/networks/car-dealer/network.yaml", headers={"if-none-match": again.headers["etag"]})
            assert kept.status_code == 304
            types = {file: client.get(f"/networks/car-dealer/{file}").headers["content-type"] for file in ("network.json", "tags.csv")}
            assert types == {"network.json": "application/json", "tags.csv": "text/csv; charset=utf-8"}
            assert client.get("/networks/car-dealer/network.pdf").status_code == 404
            assert client.get("/readyz").json() == {"status": "ready"}
            assert "valuenet_store_statement_seconds_count" in client.get("/metrics").text


def test_once_a_token_is_made_whoever_asks_signs_in_and_others_may_be_served(examples: Terminal) -> None:
    secret = examples.done("token", "create", "Ann", "--role", "editor").strip()
    with served(examples, "--host", "0.0.0.0") as welcome:
        assert "Authorization: Bearer" in welcome
        address = re.findall(r"http://[0-9.:]+", welcome)[0].replace("0.0.0.0", "127.0.0.1")
        body = {"query": "{ viewer { name role } networks { nodes { key } } }"}
        assert httpx.post(f"{address}/graphql", json=body).status_code == 401
        with httpx.Client(base_url=address, headers={"authorization": f"Bearer {secret}"}) as client:
            answer = client.post("/graphql", json=body).json()["data"]
            assert (answer["viewer"], len(answer["networks"]["nodes"]) > 1) == ({"name": "Ann", "role": "EDITOR"}, True)
            assert client.get("/networks/car-dealer/network.yaml").text == examples.done("export", "car-dealer")
            (token,) = json.loads(examples.done("token", "list", "--json"))["tokens"]
            examples.done("token", "revoke", token["id"])
            time.sleep(1)  # as long as it may take until another process has seen it
            assert client.post("/graphql", json=body).status_code == 401
    done = examples.program("serve", "--host", "0.0.0.0")
    assert (done.returncode, "is open to others, who cannot sign in yet" in done.stderr) == (2, True), "no token opens anything any more"


def test_a_port_that_is_taken_is_told(examples: Terminal) -> None:
    with served(examples) as welcome:
        port = re.findall(r"http://[0-9.]+:(\d+)", welcome)[0]
        done = examples.program("serve", "--port", port)
        assert done.returncode == 2
        assert f"port: {port} cannot be had" in done.stderr
