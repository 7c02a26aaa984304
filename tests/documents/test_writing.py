"""A network's file: canonical, readable, and without loss."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.generated import workspaces
from documents.sample import AT, NOBODY, SMALL, changed, imported
from valuenet.documents.importing import plan
from valuenet.documents.reading import read
from valuenet.documents.source import Format
from valuenet.documents.writing import write
from valuenet.model.bounds import Bounds
from valuenet.model.directory import Directory
from valuenet.model.network import Network

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def again(text: str, format: Format) -> tuple[Network, Directory]:
    """The network that a text makes in a workspace without personas, and the directory after it."""
    planned = plan(read(text, format=format, bounds=Bounds()), None, NOBODY, at=AT, bounds=Bounds())
    return planned.network, planned.directory


@given(workspaces(), st.sampled_from(Format))
@settings(deadline=None, max_examples=80)
def test_export_import_export_is_byte_equal(workspace: tuple[Network, Directory], format: Format) -> None:
    first = write(*workspace, format)
    assert write(*again(first, format), format) == first


@given(workspaces(), st.sampled_from(Format))
@settings(deadline=None, max_examples=30)
def test_importing_an_export_into_its_own_network_changes_nothing(workspace: tuple[Network, Directory], format: Format) -> None:
    net, people = workspace
    document = read(write(net, people, format), format=format, bounds=Bounds())
    planned = plan(document, net, people, at=AT, bounds=Bounds(), prune=True, update_personas=True)
    assert planned.network is net
    assert (planned.changes, planned.directory_changes, planned.unapplied) == ((), (), ())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_survives_both_formats(example: Path) -> None:
    made = imported(example.read_bytes())
    as_yaml, as_json = (write(made.network, made.directory, format) for format in (Format.YAML, Format.JSON))
    assert write(*again(as_json, Format.JSON), Format.YAML) == as_yaml
    assert write(*again(as_yaml, Format.YAML), Format.JSON) == as_json


def test_a_small_network_is_written_like_this() -> None:
    made = imported(
        changed(
            ("kind: personal", 'evidence: "One.\\n\\n  Two: three"\n    anticipated: false'), ("title: Faster", 'title: "Faster: by days"')
        )
    )
    assert write(made.network, made.directory, Format.YAML) == (
        "valuenet: 1\n"
        "network: small\n"
        "name: A small network\n"
        "offering: An offer\n"
        "alternatives:\n"
        "  rival: {name: A rival}\n"
        "personas:\n"
        "  cfo: {name: Finance chief, level: executive}\n"
        "  clerk: {name: Clerk, level: practitioner}\n"
        "differentiators:\n"
        "  tool:\n"
        "    title: A tool\n"
        "    kind: fitness for use\n"
        "    compared_with: {rival: ahead}\n"
        "    leads_to: {faster: almost always}\n"
        "outcomes:\n"
        "  calm:\n"
        "    title: Calm\n"
        "    anticipated: false\n"
        "    evidence: |-\n"
        "      One.\n"
        "\n"
        "        Two: three\n"
        "  faster:\n"
        '    title: "Faster: by days"\n'
        "    metric: {name: time, unit: days, direction: down}\n"
        "    desired_by:\n"
        '      cfo: {importance: primary, why: "time, and money"}\n'
        "      clerk: secondary\n"
        "    leads_to: {calm: usually}\n"
        "regions:\n"
        "  here:\n"
        "    title: Here\n"
        "    outline: blue\n"
        "    nodes: [calm, faster]\n"
    )


def test_a_file_lists_only_what_its_network_uses_and_never_the_status_quo() -> None:
    made = imported(changed(("compared_with: {rival: ahead}", "compared_with: {status-quo: unique}"), ("      clerk: secondary\n", "")))
    written = json.loads(write(made.network, made.directory, Format.JSON))
    assert list(written["personas"]) == ["cfo"]
    assert "alternatives" not in written
    assert written["differentiators"]["tool"]["compared_with"] == {"status-quo": "unique"}


@pytest.mark.parametrize("format", Format)
def test_no_id_and_no_revision_is_written(format: Format) -> None:
    made = imported(SMALL)
    text = write(made.network, made.directory, format)
    ids = [made.network.id, *(node.id for node in made.network.nodes), *made.directory.persona_by_id]
    assert "revision" not in text
    assert not [one for one in ids if one in text]


def test_a_changed_word_changes_one_line() -> None:
    before, after = (
        write(made.network, made.directory, Format.YAML).split("\n")
        for made in (imported(SMALL), imported(changed(("{calm: usually}", "{calm: rarely}"))))
    )
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ("    leads_to: {calm: usually}", "    leads_to: {calm: rarely}")
    ]
