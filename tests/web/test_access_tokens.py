"""Access tokens of a real OpenID provider sign people in; whatever is wrong with one, it does not."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from admitting import another_workspace
from valuenet.entrance import Entrance, OpenId
from valuenet.errors import SignInUnavailable
from valuenet.model.access import Role
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.library import Library
from valuenet.service.tokens import NewToken, token_create
from valuenet.service.trail import trail
from valuenet.settings import Settings, SqliteAddress, StoreSettings
from valuenet.store.protocol import Store
from valuenet.web.access_tokens import AccessTokens, NotVouched
from valuenet.web.issuer import Issuer
from valuenet.web.metrics import Metrics
from valuenet.wiring import build_app

from .conftest import serving
from .npm import installed

FOLDER = Path(__file__).parent / "provider"
AUDIENCE = "https://values.example.com"
ROLES = {"marketing": Role.EDITOR, "sales": Role.VIEWER, "it": Role.ADMIN}

NO_KEY: Mapping[str, object] = {"cty": "names no key"}

Keys = Mapping[str, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey]


def new_keys(name: str) -> Keys:
    """The private keys of a provider, one of each kind."""
    return {f"{name}-rsa": rsa.generate_private_key(65_537, 2_048), f"{name}-ec": ec.generate_private_key(ec.SECP256R1())}


class Provider:
    """A real provider, whose keys the tests have too."""

    def __init__(self, program: Path, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.issuer = f"http://127.0.0.1:{self._port}"
        self.keys = new_keys("first")
        self._program, self._file = program, folder / "keys.json"

    @contextmanager
    def running(self) -> Iterator[None]:
        """The provider, with its keys of this moment."""
        self._file.write_text(json.dumps([_jwk(name, key) for name, key in self.keys.items()]))
        command = ["node", str(self._program), str(self._port), str(self._file)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
            assert process.stdout is not None
            try:
                while (line := process.stdout.readline().strip()) != "ready":
                    assert line or process.poll() is None, "the provider did not start"
                yield
            finally:
                process.terminate()

    def token(self, client: str, resource: str = AUDIENCE) -> str:
        """What the provider gives a client that asks for an access token."""
        asked = {"grant_type": "client_credentials", "resource": resource}
        answer = httpx.post(f"{self.issuer}/token", data=asked, auth=(client, "a%20secret%20of%20this%20test"))
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    def signed(
        self, also: Mapping[str, object] | None = None, *, key: str = "first-rsa", header: Mapping[str, object] | None = None, **claims: Any
    ) -> str:
        """What the provider could have signed, with other claims; those that are None are left out."""
        now = int(time.time())
        usual = {"iss": self.issuer, "aud": AUDIENCE, "sub": "ann", "iat": now, "exp": now + 600, "roles": ["marketing"]}
        kept = {name: value for name, value in {**usual, **(also or {}), **claims}.items() if value is not None}
        return jwt.encode(
            kept, self.keys[key], "RS256", headers={**({} if header == NO_KEY else {"kid": key}), "typ": "at+jwt", **(header or {})}
        )


def _jwk(name: str, key: Any, **more: object) -> dict[str, Any]:
    """A key, private or public, as a provider keeps or publishes it."""
    kind = "RSA" if isinstance(key, rsa.RSAPrivateKey | rsa.RSAPublicKey) else "EC"
    made = (RSAAlgorithm if kind == "RSA" else ECAlgorithm).to_jwk(key, as_dict=True)
    usual = {"alg": "RS256" if kind == "RSA" else "ES256", "kid": name, "use": "sig"}
    return {**{member: value for member, value in made.items() if member != "key_ops"}, **usual, **more}


@pytest.fixture(scope="session")
def program(request: pytest.FixtureRequest) -> Path:
    return installed(request, "openid-provider", FOLDER) / "provider.mjs"


@pytest.fixture(scope="module")
def provider(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    made = Provider(program, tmp_path_factory.mktemp("provider"))
    with made.running():
        yield made


@pytest.fixture
def openid(provider: Provider) -> OpenId:
    return OpenId(issuer=provider.issuer, audience=AUDIENCE, roles=ROLES)


@pytest.fixture(scope="module")
def issuer(provider: Provider) -> Issuer:
    return Issuer(provider.issuer)


def test_the_provider_vouches_for_who_has_its_token(provider: Provider, openid: OpenId, issuer: Issuer) -> None:
    ann = AccessTokens(openid, issuer).vouched(provider.token("ann"))
    assert (ann.actor.name, ann.role, ann.workspace) == ("ann of the provider", Role.EDITOR, "local")
    assert AccessTokens(openid, issuer).vouched(provider.token("ann")).actor.id == ann.actor.id
    sid = AccessTokens(openid, issuer).vouched(provider.token("sid"))
    assert (sid.role, sid.actor.id == ann.actor.id) == (Role.VIEWER, False)


def test_of_several_roles_the_highest_counts_and_whoever_has_none_is_not_let_in(provider: Provider, openid: OpenId, issuer: Issuer) -> None:
    assert AccessTokens(openid, issuer).vouched(provider.token("ida")).role is Role.ADMIN
    with pytest.raises(NotVouched, match="gives no role here"):
        AccessTokens(openid, issuer).vouched(provider.token("bob"))


def test_a_token_for_another_service_is_refused(provider: Provider, openid: OpenId, issuer: Issuer) -> None:
    with pytest.raises(NotVouched, match="InvalidAudienceError"):
        AccessTokens(openid, issuer).vouched(provider.token("ann", "https://other.example.com"))


def test_an_algorithm_that_is_not_on_the_list_is_refused(provider: Provider, openid: OpenId, issuer: Issuer) -> None:
    other = replace(openid, audience=f"{AUDIENCE}/es256")
    token = provider.token("ann", other.audience)
    assert AccessTokens(other, issuer).vouched(token).role is Role.EDITOR
    with pytest.raises(NotVouched, match="of a kind that is not taken"):
        AccessTokens(replace(other, algorithms=("RS256",)), issuer).vouched(token)


def _now(seconds: int) -> int:
    return int(time.time()) + seconds


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "https://other.example.com"},
        {"aud": []},
        {"exp": -31},
        {"iat": 31 + 60},
        {"nbf": 31 + 60},
        {"sub": ""},
        {"sub": 7},
        {"sub": " "},
        {"sub": "ann\ud800"},
        {"sub": "a\x00nn"},
        {"sub": "a" * 256},
        {"exp": "soon"},
        *({claim: None} for claim in ("iss", "aud", "exp", "iat", "sub", "roles")),
        {"roles": "nobody"},
        {"roles": [["marketing"]]},
        {"roles": {"marketing": True}},
        {"roles": ["Marketing"]},
    ],
    ids=str,
)
def test_a_wrong_or_missing_claim_is_refused(provider: Provider, openid: OpenId, issuer: Issuer, claims: Mapping[str, object]) -> None:
    moments = {name: _now(value) if isinstance(value, int) and name in {"exp", "iat", "nbf"} else value for name, value in claims.items()}
    with pytest.raises(NotVouched):
        AccessTokens(openid, issuer).vouched(provider.signed(moments))


@pytest.mark.parametrize("name", ["Ann\x1b[2J", "Ann \u202eneB", "\ud800", "  ", "\x00", ["Ann"]], ids=ascii)
def test_a_name_that_would_deceive_a_reader_or_a_terminal_is_passed_over(
    provider: Provider, openid: OpenId, issuer: Issuer, name: object
) -> None:
    shown = AccessTokens(openid, issuer).vouched(provider.signed(name=name, email="ann@example.com")).actor.name
    assert shown == "ann@example.com"
    assert AccessTokens(openid, issuer).vouched(provider.signed(name=name)).actor.name == "ann"
    assert AccessTokens(openid, issuer).vouched(provider.signed(name=" Ann \n O'Hara ")).actor.name == "Ann O'Hara"


@pytest.mark.parametrize("claims", [{"exp": -20}, {"iat": 20}, {"nbf": 20}], ids=str)
def test_clocks_may_differ_by_the_leeway(provider: Provider, openid: OpenId, issuer: Issuer, claims: Mapping[str, int]) -> None:
    token = provider.signed({name: _now(seconds) for name, seconds in claims.items()})
    assert AccessTokens(openid, issuer).vouched(token).role is Role.EDITOR
    with pytest.raises(NotVouched):
        AccessTokens(replace(openid, leeway=5), issuer).vouched(token)


@pytest.mark.parametrize("type_", ["JWT", "at+jwt", "application/at+jwt", "AT+JWT"])
def test_an_access_token_says_that_it_is_one_or_says_nothing(provider: Provider, openid: OpenId, issuer: Issuer, type_: str) -> None:
    assert AccessTokens(openid, issuer).vouched(provider.signed(header={"typ": type_}))


@pytest.mark.parametrize(
    "header",
    [{"typ": "logout+jwt"}, {"typ": "dpop+jwt"}, {"kid": "other"}, {"kid": "first-ec"}, {"crit": ["b65"], "b65": True}],
    ids=str,
)
def test_a_wrong_header_is_refused(provider: Provider, openid: OpenId, issuer: Issuer, header: Mapping[str, object]) -> None:
    with pytest.raises(NotVouched):
        AccessTokens(openid, issuer).vouched(provider.signed(header=header))


def _part(text: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(text).encode()).rstrip(b"=").decode()


def test_a_token_that_nobody_signed_is_refused(provider: Provider, openid: OpenId, issuer: Issuer) -> None:
    _, claims, signature = provider.signed().split(".")
    for algorithm in ("none", "None", "NONE"):
        for ending in ("", signature):
            with pytest.raises(NotVouched):
                AccessTokens(openid, issuer).vouched(f"{_part({'alg': algorithm, 'kid': 'first-rsa'})}.{claims}.{ending}")


def test_a_token_that_is_signed_with_the_public_key_as_a_secret_is_refused(provider: Provider, openid: OpenId, issuer: Issuer) -> None:
    published = httpx.get(f"{provider.issuer}/jwks").content
    text = f"{_part({'alg': 'HS256', 'kid': 'first-rsa'})}.{provider.signed().split('.')[1]}"
    signature = base64.urlsafe_b64encode(hmac.new(published, text.encode(), hashlib.sha256).digest()).rstrip(b"=").decode()
    with pytest.raises(NotVouched, match="of a kind that is not taken"):
        AccessTokens(openid, issuer).vouched(f"{text}.{signature}")


def test_a_token_that_somebody_else_signed_or_that_was_changed_is_refused(provider: Provider, openid: OpenId, issuer: Issuer) -> None:
    forger = Provider(Path(), Path())
    forger.issuer = provider.issuer
    token = provider.signed(roles=["sales"])
    head, _, signature = token.split(".")
    better = provider.signed(roles=["it"]).split(".")[1]
    for forged in (forger.signed(), f"{head}.{better}.{signature}", token[:-8], f"{token}x", "a.b.c", "x", "..", token.replace(".", "")):
        with pytest.raises(NotVouched):
            AccessTokens(openid, issuer).vouched(forged)


def published(provider: Provider, **more: object) -> dict[str, Any]:
    """The first key of a provider as it publishes it, or with a member changed."""
    return _jwk("first-rsa", provider.keys["first-rsa"].public_key(), **more)


class Speaker:
    """A server that says of itself and its keys what it is told to, and counts how often it is asked for keys."""

    def __init__(self, keys: object, **about: object) -> None:
        self.keys, self.about, self.asked = keys, about, 0
        speaker = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                speaker.asked += self.path == "/jwks"
                said = (
                    speaker.keys
                    if self.path == "/jwks"
                    else {"issuer": speaker.issuer, "jwks_uri": f"{speaker.issuer}/jwks", **speaker.about}
                )
                self.send_response(302 if self.path == "/moved" else 200)
                self.send_header("location", "/jwks")
                self.end_headers()
                self.wfile.write(json.dumps(said).encode())

            def log_message(self, *_arguments: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Speaker:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def brings(self, signed: Provider, **options: Any) -> str:
        """A token that is its own, signed with keys of a provider."""
        return signed.signed(iss=self.issuer, **options)

    @property
    def tokens(self) -> AccessTokens:
        return AccessTokens(OpenId(issuer=self.issuer, audience=AUDIENCE, roles=ROLES))


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_a_key_of_too_few_bits_is_not_believed(provider: Provider) -> None:
    weak = rsa.generate_private_key(65_537, 1_024)
    provider.keys = {**provider.keys, "weak": weak}
    with Speaker({"keys": [_jwk("weak", weak.public_key()), published(provider)]}) as speaker:
        assert speaker.tokens.vouched(speaker.brings(provider))
        with pytest.raises(NotVouched, match="InvalidKeyError"):
            speaker.tokens.vouched(speaker.brings(provider, key="weak"))


def test_a_token_that_names_no_key_is_believed_where_only_one_could_have_signed_it(provider: Provider) -> None:
    with Speaker({"keys": [published(provider), published(provider, use="enc")]}) as speaker:
        assert speaker.tokens.vouched(speaker.brings(provider, header=NO_KEY))
    with Speaker({"keys": [published(provider), published(provider)]}) as speaker, pytest.raises(NotVouched):
        speaker.tokens.vouched(speaker.brings(provider, header=NO_KEY))


@pytest.mark.parametrize("change", [{"use": "enc"}, {"d": "AQAB"}, {"alg": "RS512"}, {"kty": "oct", "k": "c2VjcmV0"}, {"n": "?"}], ids=str)
def test_a_key_for_something_else_signs_nobody_in(provider: Provider, change: Mapping[str, object]) -> None:
    with Speaker({"keys": ["no key", published(provider, **change)]}) as speaker, pytest.raises(NotVouched):
        speaker.tokens.vouched(speaker.brings(provider))


@pytest.mark.parametrize(
    ("keys", "about"),
    [
        ({"keys": "none"}, {}),
        ([], {}),
        ({"keys": ["x" * 300_000]}, {}),
        ({"keys": []}, {"issuer": "https://other.example.com"}),
        ({"keys": []}, {"jwks_uri": None}),
        ({"keys": []}, {"jwks_uri": "file:///etc/passwd"}),
        ({"keys": []}, {"jwks_uri": "/moved"}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_provider_that_does_not_tell_its_keys_plainly_is_unavailable(
    provider: Provider, keys: object, about: Mapping[str, object]
) -> None:
    with Speaker(keys, **about) as speaker:
        if about.get("jwks_uri") == "/moved":
            speaker.about = {"jwks_uri": f"{speaker.issuer}/moved"}
        with pytest.raises(SignInUnavailable):
            speaker.tokens.vouched(speaker.brings(provider))


def test_many_unknown_keys_at_once_ask_the_provider_once(provider: Provider) -> None:
    refused: list[int] = []
    with Speaker({"keys": [published(provider)]}) as speaker:
        tokens = speaker.tokens

        def bring(number: int) -> None:
            try:
                tokens.vouched(speaker.brings(provider, header={"kid": f"unknown-{number}"}))
            except NotVouched:
                refused.append(number)

        threads = [threading.Thread(target=bring, args=(number,)) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(refused), speaker.asked) == (20, 1)
        assert tokens.vouched(speaker.brings(provider))


def test_a_provider_that_does_not_answer_keeps_only_so_many_waiting() -> None:
    said: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as hole:
        issuer = Issuer(f"http://127.0.0.1:{hole.getsockname()[1]}")

        def bring(number: int) -> None:
            try:
                issuer.key(f"unknown-{number}", "RS256")
            except SignInUnavailable as refusal:
                said.append(str(refusal))

        threads = [threading.Thread(target=bring, args=(number,)) for number in range(30)]
        for thread in threads:
            thread.start()
        asked, _ = hole.accept()
        until = time.monotonic() + 4
        while len(said) < 5 and time.monotonic() < until:
            time.sleep(0.01)
        assert [text.partition(" ")[2] for text in said] == ["is being asked for its keys: try again in a second"] * 5
        asked.close()
        for thread in threads:
            thread.join()
    assert len(said) == 30


def test_roles_may_lie_in_objects_and_the_workspace_in_a_claim(provider: Provider, openid: OpenId, issuer: Issuer) -> None:
    nested = replace(openid, role_claim="realm_access.roles", workspace_claim="team")
    ann = AccessTokens(nested, issuer).vouched(provider.signed(realm_access={"roles": ["sales"]}, team="emea"))
    assert (ann.role, ann.workspace) == (Role.VIEWER, "emea")
    dotted = replace(openid, role_claim="https://values.example.com/roles")
    assert AccessTokens(dotted, issuer).vouched(provider.signed({"https://values.example.com/roles": "sales it"})).role is Role.ADMIN
    for claims in ({"realm_access": ["sales"], "team": "emea"}, {"realm_access": {"roles": ["sales"]}}):
        with pytest.raises(NotVouched):
            AccessTokens(nested, issuer).vouched(provider.signed(claims))


def test_keys_are_rotated_without_a_restart_and_asked_for_seldom(program: Path, tmp_path: Path) -> None:
    provider = Provider(program, tmp_path)
    openid = OpenId(issuer=provider.issuer, audience=AUDIENCE, roles=ROLES)
    issuer = Issuer(provider.issuer, fresh=0.6, kept=3, floor=0.3)
    tokens = AccessTokens(openid, issuer)
    with pytest.raises(SignInUnavailable, match="does not tell its keys"):
        tokens.vouched(provider.signed())
    time.sleep(0.4)
    with provider.running():
        before = provider.token("ann")
        assert tokens.vouched(before).role is Role.EDITOR
    assert tokens.vouched(before).role is Role.EDITOR, "known keys serve while the provider is away"
    provider.keys = new_keys("second")
    with provider.running():
        time.sleep(0.4)
        assert tokens.vouched(provider.token("ann")).role is Role.EDITOR
        with pytest.raises(NotVouched, match="no key of the provider"):
            tokens.vouched(before)
    time.sleep(3.1)
    with pytest.raises(SignInUnavailable):
        tokens.vouched(before)


def test_a_provider_that_calls_itself_otherwise_is_not_believed(provider: Provider, openid: OpenId) -> None:
    other = provider.issuer.replace("127.0.0.1", "localhost")
    with pytest.raises(SignInUnavailable):
        AccessTokens(replace(openid, issuer=other)).vouched(provider.token("ann"))


WHO = {"query": "{ viewer { name role } }"}


@contextmanager
def site(folder: Path, store: Store, openid: OpenId) -> Iterator[httpx.Client]:
    """The whole service, which believes the provider."""
    configured = Settings(store=StoreSettings(address=SqliteAddress(path=folder / "valuenet.db")), entrance=Entrance(openid=openid))
    with serving(build_app(configured, store, Metrics()), others=True) as address, httpx.Client(base_url=address) as client:
        yield client


def test_the_whole_service_signs_in_whom_the_provider_vouches_for_beside_its_own_tokens(
    provider: Provider, openid: OpenId, sqlite_store: Store, tmp_path: Path
) -> None:
    own = token_create(Library(sqlite_store), LOCAL_CALLER, NewToken(name="Ed", role=Role.EDITOR)).secret
    another_workspace(sqlite_store)
    forged = provider.signed(aud="https://other.example.com")
    with site(tmp_path, sqlite_store, replace(openid, workspace_claim="")) as client:
        seen = {
            brought: client.post("/graphql", json=WHO, headers={"authorization": f"Bearer {brought}"})
            for brought in (provider.token("sid"), own, forged)
        }
        assert [answer.status_code for answer in seen.values()] == [200, 200, 401]
        names = [answer.json()["data"]["viewer"] for answer in list(seen.values())[:2]]
        assert names == [{"name": "sid of the provider", "role": "VIEWER"}, {"name": "Ed", "role": "EDITOR"}]
        told = [(entry.event.value, entry.said) for entry in trail(Library(sqlite_store), LOCAL_CALLER).entries]
        assert ("refused", "brought an access token that is not believed (InvalidAudienceError)") in told
        assert not any(secret in str(told) for secret in seen)


def test_an_access_token_signs_a_browser_in_and_the_page_says_whose(
    provider: Provider, openid: OpenId, sqlite_store: Store, tmp_path: Path
) -> None:
    with site(tmp_path, sqlite_store, replace(openid, workspace_claim="")) as client:
        origin = {"origin": str(client.base_url).rstrip("/")}
        assert openid.issuer in client.get("/briefs", headers={"accept": "text/html"}).text
        forged = provider.signed(aud="https://other.example.com")
        assert client.post("/sign-in", data={"token": forged}, headers=origin).status_code == 401
        entered = client.post("/sign-in", data={"token": provider.token("sid"), "way": "/briefs"}, headers=origin)
        assert (entered.status_code, entered.headers["location"]) == (303, "/briefs")
        assert "Signed in as <strong>sid of the provider</strong>, viewer in Local" in client.get("/briefs").text
