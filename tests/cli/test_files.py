"""Networks come in as files and go out as files."""

import json
from pathlib import Path

import pytest

from terminal import EXAMPLES, Terminal


@pytest.mark.parametrize("ending", ["yaml", "json"])
def test_importing_what_was_exported_changes_nothing(examples: Terminal, ending: str) -> None:
    for network in json.loads(examples.done("networks", "--json"))["networks"]:
        key = network["key"]
        examples.done("export", key, "-o", f"{key}.{ending}")
        assert examples.done("import", f"{key}.{ending}") == f"{key}: nothing differs, still revision 1\n"


def test_an_import_says_what_it_made(terminal: Terminal) -> None:
    assert terminal.done("import", EXAMPLES / "car-dealer.yaml") == (
        "car-dealer: created; added 1 differentiator, 3 outcomes, 4 arrows, 5 tags, 1 comparison, 2 personas, 1 alternative\n"
    )


def test_a_dry_run_shows_the_difference_and_saves_nothing(examples: Terminal) -> None:
    changed = _edited(examples, "car-dealer", "usually", "rarely")
    text = examples.done("import", "--dry-run", changed)
    assert text.startswith("car-dealer: would be revision 2\nchanged (3)\n  arrow ")
    assert "    strength: usually → rarely\n" in text
    assert json.loads(examples.done("networks", "--json"))["networks"][0]["revision"] == 1


def test_what_the_file_lacks_goes_only_with_prune(examples: Terminal) -> None:
    (examples.directory / "less.yaml").write_text("valuenet: 1\nnetwork: car-dealer\nname: Less\n")
    assert "removed" not in examples.done("import", "--dry-run", "less.yaml")
    assert "removed 1 differentiator, 3 outcomes" in examples.done("import", "--prune", "less.yaml")


def test_personas_that_are_there_change_only_on_request(examples: Terminal) -> None:
    changed = _edited(examples, "value-focused-culture", "Chief financial officer", "Finance chief")
    text = examples.done("import", "--dry-run", changed)
    assert "left as they are (--update-personas changes them)\n  persona cfo: Finance chief\n    name: " in text
    assert "left as they are, though the file describes them otherwise: cfo" in examples.done("import", changed)
    assert "changed 1 persona" in examples.done("import", "--update-personas", changed)


def test_networks_that_are_there_are_left_alone_on_request(examples: Terminal) -> None:
    changed = _edited(examples, "car-dealer", "usually", "rarely")
    result = examples.run("import", "--if-absent", changed)
    assert (result.exit_code, result.stderr) == (0, "car-dealer: is there already, left alone\n")
    assert json.loads(examples.done("networks", "--json"))["networks"][0]["revision"] == 1


def test_the_standard_input_is_a_file_too(terminal: Terminal) -> None:
    text = (EXAMPLES / "car-dealer.yaml").read_text()
    assert terminal.done("import", "-", "--format", "yaml", input=text).startswith("car-dealer: created")


def test_an_export_goes_to_the_standard_output_unless_a_file_is_named(examples: Terminal) -> None:
    text = examples.done("export", "car-dealer")
    examples.done("export", "car-dealer", "--output", "out.yaml")
    assert (examples.directory / "out.yaml").read_text() == text


def test_an_earlier_revision_is_exported_too(examples: Terminal) -> None:
    before = examples.done("export", "car-dealer")
    examples.done("import", _edited(examples, "car-dealer", "usually", "rarely"))
    assert examples.done("export", "car-dealer@1") == before != examples.done("export", "car-dealer")


def test_sheets_go_out_and_come_back_without_a_difference(examples: Terminal) -> None:
    examples.done("export", "value-focused-culture", "--format", "csv", "--output", "sheets")
    sheets = ("--factors", "sheets/factors.csv", "--links", "sheets/links.csv", "--tags", "sheets/tags.csv")
    assert (
        examples.done("import", *sheets, "--network", "value-focused-culture")
        == "value-focused-culture: nothing differs, still revision 1\n"
    )


def test_the_sheets_of_another_tool_become_a_network(terminal: Terminal) -> None:
    (terminal.directory / "factors.csv").write_text("Label,Note\nA tool,\nWork is done sooner,\n")
    (terminal.directory / "links.csv").write_text("From,To,Label\nA tool,Work is done sooner,it counts\n")
    text = terminal.done("import", "--factors", "factors.csv", "--links", "links.csv", "--network", "tools", "--name", "Our tools")
    assert text.startswith("tools: created; added 1 differentiator, 1 outcome, 1 arrow\n")
    assert "taken as differentiators, since no link leads to them: a-tool" in text
    assert json.loads(terminal.done("networks", "--json"))["networks"][0]["name"] == "Our tools"


def test_an_import_tells_programs_what_differed(examples: Terminal) -> None:
    answer = json.loads(examples.done("import", "--json", _edited(examples, "car-dealer", "usually", "rarely")))
    assert answer["saved"] is True
    (network,) = answer["networks"]
    assert (network["key"], network["revision"]) == ("car-dealer", 2)
    assert network["differences"][0]["fields"] == [{"name": "strength", "before": "usually", "after": "rarely"}]


def test_two_files_are_compared_by_key(examples: Terminal) -> None:
    changed = _edited(examples, "car-dealer", "usually", "rarely")
    text = examples.done("diff", EXAMPLES / "car-dealer.yaml", changed)
    assert text == examples.done("diff", "car-dealer", changed)
    assert text.startswith("changed (3)\n  arrow ")


def test_a_network_compared_with_its_own_file_has_no_differences(examples: Terminal) -> None:
    for file in EXAMPLES.glob("*.yaml"):
        assert examples.done("diff", file, file.stem) == "no differences\n"
        assert examples.done("diff", file.stem, file) == "no differences\n"


def _edited(terminal: Terminal, network: str, old: str, new: str) -> Path:
    """A file of a network in which a text was replaced."""
    path = terminal.directory / "edited.yaml"
    path.write_text(terminal.done("export", network).replace(old, new))
    return path
