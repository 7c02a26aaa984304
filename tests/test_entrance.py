"""How a service is reached: what the environment may say about it."""

from __future__ import annotations

import pytest

from valuenet.entrance import Entrance, entrance
from valuenet.errors import InvalidSetting
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
