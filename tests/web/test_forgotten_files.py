"""After somebody was forgotten no file is taken for what it was before, whoever has it and whatever is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from valuenet.settings import RendererSettings

from .test_brief_files import asked
from .test_diagram_files import Site, site_of

NETWORK = "/networks/value-focused-culture"
FILES = ("diagram.svg", "diagram.dot", "diagram.json", "network.yaml", "network.json", "factors.csv", "messages.csv", "matrix.csv")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    yield from site_of(tmp_path, RendererSettings())


def test_files_pictures_and_briefs_that_were_had_before_are_others(site: Site) -> None:
    edit = '{ addOutcome: { key: "calm", title: "Jade Garnet sleeps well" } }, { tag: { outcome: "calm", persona: "cfo" } }'
    asked(site, f'mutation {{ networkEdit(network: "value-focused-culture", expectedRevision: 1, edits: [{edit}]) {{ __typename }} }}')
    keep = 'briefKeep(personas: ["cfo"], networks: ["value-focused-culture"]) { ... on CallPlanSaved { plan { id url } } }'
    plan = asked(site, f"mutation {{ {keep} }}")["briefKeep"]["plan"]
    asked(site, f'mutation {{ callPlanComment(plan: "{plan["id"]}", text: "Ask Jade Garnet") {{ __typename }} }}')
    addresses = [*(f"{NETWORK}/{file}" for file in FILES), f"{plan['url']}.md"]
    before = {address: site.get(address) for address in addresses}
    shown = {address for address, had in before.items() if "Garnet" in had.text}
    assert shown >= {f"{NETWORK}/diagram.svg", f"{NETWORK}/network.yaml", f"{plan['url']}.md"}

    asked(site, 'mutation { personForget(name: "jade garnet") { __typename } }')

    after = {address: site.get(address, **{"if-none-match": had.headers["etag"]}) for address, had in before.items()}
    assert {address: had.status_code for address, had in after.items() if address in shown} == dict.fromkeys(shown, 200)
    assert [address for address, had in after.items() if "Garnet" in had.text] == []
