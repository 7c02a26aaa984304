"""What happened, what differs between revisions, and the way back."""

import json

import pytest

from terminal import Terminal


@pytest.fixture
def edited(examples: Terminal) -> Terminal:
    """A terminal whose car dealer was changed once."""
    text = examples.done("export", "car-dealer").replace("usually", "rarely")
    (examples.directory / "edited.yaml").write_text(text)
    examples.done("import", "edited.yaml", "--reason", "the workshop")
    return examples


def test_history_shows_revisions_with_their_reasons_newest_first(edited: Terminal) -> None:
    lines = edited.done("history", "car-dealer").split("\n")
    assert lines[0].split() == ["REVISION", "WHEN", "WHO", "WHAT", "WHY"]
    assert lines[1].startswith("2 ")
    assert lines[1].endswith("  the workshop")
    assert lines[2].startswith("1 ")


def test_history_tells_programs_every_change(edited: Terminal) -> None:
    newest = json.loads(edited.done("history", "car-dealer", "--last", "1", "--json"))["revisions"]
    assert [(one["revision"], one["reason"], len(one["changes"])) for one in newest] == [(2, "the workshop", 3)]
    assert newest[0]["changes"][0]["fields"] == [{"name": "strength", "before": "usually", "after": "rarely"}]


def test_revisions_are_compared(edited: Terminal) -> None:
    assert edited.done("diff", "car-dealer@1", "car-dealer").count("strength: usually → rarely") == 3
    assert edited.done("diff", "car-dealer", "car-dealer@1").count("strength: rarely → usually") == 3
    assert edited.done("diff", "car-dealer@2", "car-dealer") == "no differences\n"


def test_differences_are_told_to_programs(edited: Terminal) -> None:
    found = json.loads(edited.done("diff", "car-dealer@1", "car-dealer", "--json"))["differences"]
    assert [(one["kind"], one["element"]) for one in found] == [("changed", "leads to")] * 3


def test_an_earlier_revision_comes_back_as_the_next_one(edited: Terminal) -> None:
    before = edited.done("export", "car-dealer@1")
    assert edited.done("restore", "car-dealer", "1") == "car-dealer: revision 3 is as revision 1 was, changed 3 arrows\n"
    assert edited.done("export", "car-dealer") == before
    assert edited.done("restore", "car-dealer", "1") == "car-dealer: nothing differs from revision 1\n"


def test_a_network_is_deleted_only_after_a_yes(edited: Terminal) -> None:
    refused = edited.run("delete", "car-dealer", input="n\n")
    assert refused.exit_code == 1
    assert "Remove car-dealer with 3 outcomes and 2 revisions for good?" in refused.stdout
    assert edited.done("delete", "car-dealer", input="y\n").endswith("car-dealer: gone for good\n")
    assert edited.run("history", "car-dealer").exit_code == 2


def test_a_revision_that_there_is_not_is_bad_input(edited: Terminal) -> None:
    result = edited.run("export", "car-dealer@9")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "network car-dealer has the revisions 1 to 2" in result.stderr


def test_a_revision_that_is_no_number_is_bad_input(edited: Terminal) -> None:
    result = edited.run("diff", "car-dealer@first", "car-dealer")
    assert result.exit_code == 2
    assert "'car-dealer@first' names no revision: write car-dealer@3 for revision 3" in result.stderr


def test_the_story_of_one_node_leaves_the_others_out(edited: Terminal) -> None:
    whole, told = edited.done("history", "car-dealer"), edited.done("history", "car-dealer", "--about", "no-private-sale")
    assert whole.count("\n") > 2
    assert "1 outcome" in told
    assert "3 outcomes" not in told
    assert edited.done("history", "car-dealer", "--about", "nothing-of-that-name").count("\n") == 1


def test_two_revisions_are_compared_and_the_second_is_the_present_one_when_left_out(edited: Terminal) -> None:
    told = edited.done("compare", "car-dealer", "1", "2")
    assert told == edited.done("compare", "car-dealer", "1") == edited.done("diff", "car-dealer@1", "car-dealer@2")
    assert edited.done("compare", "car-dealer", "2", "2") == "no differences\n"
    assert edited.run("compare", "car-dealer", "1", "9").exit_code == 2
