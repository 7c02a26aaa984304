"""How a service is reached: what the environment may say about it."""

from __future__ import annotations

import pytest

from valuenet.entrance import Entrance, OpenId, entrance
from valuenet.errors import InvalidSetting
from valuenet.model.access import Role
from valuenet.settings import settings


def test_on_a_laptop_there_is_nothing_to_say() -> None:
    assert entrance({}) == Entrance()
    assert settings({}).entrance == Entrance()


def test_names_and_proxies_are_listed_between_commas_or_spaces() -> None:
    found = settings({"VALUENET_HOSTS": "Values.example.com, intranet", "VALUENET_PROXIES": "10.0.0.7 fd00::/8,127.0.0.1"}).entrance
    assert found == Entrance(hosts=frozenset({"values.example.com", "intranet"}), proxies=("10.0.0.7", "fd00::/8", "127.0.0.1"))


@pytest.mark.parametrize("name", ["*", "*.example.com", "https://values.example.com", "values.example.com:443", "-x.example", "a..b"])
def test_a_name_has_no_scheme_no_port_and_no_star(name: str) -> None:
    with pytest.raises(InvalidSetting, match=r"VALUENET_HOSTS.*write names without a port"):
        entrance({"VALUENET_HOSTS": name})


@pytest.mark.parametrize("proxy", ["*", "proxy.example.com", "0.0.0.0/0", "::/0", "10.0.0.7/8", "300.0.0.1"])
def test_a_proxy_is_an_address_or_a_network_and_never_everybody(proxy: str) -> None:
    with pytest.raises(InvalidSetting, match=r"VALUENET_PROXIES.*write addresses or networks"):
        entrance({"VALUENET_PROXIES": proxy})


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InvalidSetting) as refusal:
        settings({"VALUENET_HOSTS": "*", "VALUENET_PROXIES": "everybody", "VALUENET_STORE_POOL": "0"})
    assert [problem.path for problem in refusal.value.problems] == ["VALUENET_HOSTS", "VALUENET_PROXIES", "VALUENET_STORE_POOL"]


OPENID = {"VALUENET_OIDC_ISSUER": "https://login.example.com", "VALUENET_OIDC_AUDIENCE": "https://values.example.com"}


def test_an_openid_provider_takes_its_address_and_an_audience() -> None:
    found = settings(OPENID).entrance.openid
    assert found == OpenId(issuer="https://login.example.com", audience="https://values.example.com")
    assert (found.algorithms, found.leeway, found.roles) == (("RS256", "PS256", "ES256", "EdDSA"), 30, {role.value: role for role in Role})


def test_what_a_provider_says_is_given_a_meaning() -> None:
    found = entrance(
        {
            **OPENID,
            "VALUENET_OIDC_ALGORITHMS": "ES256, ES384",
            "VALUENET_OIDC_ROLE_CLAIM": "realm_access.roles",
            "VALUENET_OIDC_ROLES": "Product Marketing=editor, cn=sales=viewer, it=admin",
            "VALUENET_OIDC_WORKSPACE_CLAIM": "team",
            "VALUENET_OIDC_LEEWAY": "5",
        }
    ).openid
    assert found is not None
    assert found.roles == {"Product Marketing": Role.EDITOR, "cn=sales": Role.VIEWER, "it": Role.ADMIN}
    assert (found.algorithms, found.role_claim, found.workspace_claim, found.leeway) == (
        ("ES256", "ES384"),
        "realm_access.roles",
        "team",
        5,
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(
            ("ISSUER", text)
            for text in ("login.example.com", "http://login.example.com", "https://", "https://a@b.c", "https://b.c?d", "https://[")
        ),
        *(("ALGORITHMS", text) for text in ("none", "HS256", "RS256 HS256", "rs256")),
        *(("ROLES", text) for text in ("marketing", "marketing=boss", "=editor", "marketing=editor,,")),
        *(("LEEWAY", text) for text in ("-1", "301", "soon", "1.5")),
        ("SECRET", "sesame"),
    ],
)
def test_what_would_let_in_too_many_is_refused(name: str, text: str) -> None:
    with pytest.raises(InvalidSetting) as refusal:
        entrance({**OPENID, f"VALUENET_OIDC_{name}": text})
    (problem,) = refusal.value.problems
    assert (problem.path, bool(problem.remedy)) == (f"VALUENET_OIDC_{name}", True)


def test_a_provider_without_an_audience_is_none() -> None:
    with pytest.raises(InvalidSetting, match="VALUENET_OIDC_AUDIENCE"):
        entrance({"VALUENET_OIDC_ISSUER": "https://login.example.com"})
