"""What an import does: an upsert by key, nothing removed unless it prunes, personas changed only on request."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.sample import AT, NOBODY, SMALL, changed, imported
from valuenet.documents.importing import Plan, plan
from valuenet.documents.reading import examined
from valuenet.documents.source import Format
from valuenet.documents.writing import write
from valuenet.errors import InvalidDocument, Problem
from valuenet.model.bounds import Bounds
from valuenet.model.changes import undone
from valuenet.model.directory import Directory, with_entries
from valuenet.model.network import Outcome
from valuenet.model.vocabulary import ChangeKind, ElementKind, Level

HEAD = "valuenet: 1\nnetwork: small\nname: A small network\n"


@pytest.fixture
def made() -> Plan:
    """The small document, imported into an empty workspace."""
    return imported(SMALL)


def refused(text: str, made: Plan, *, prune: bool = False) -> tuple[Problem, ...]:
    """Why a text cannot be imported into what was made."""
    with pytest.raises(InvalidDocument) as caught:
        imported(text, made.network, made.directory, prune=prune)
    return caught.value.problems


def said(made: Plan) -> set[tuple[ChangeKind, ElementKind, tuple[str, ...]]]:
    """The changes of the network, in short."""
    return {(change.kind, change.element_kind, change.about) for change in made.changes}


def test_a_new_network_is_at_revision_1_with_everything_added(made: Plan) -> None:
    assert (made.network.revision, made.network.changed_at, made.network.key) == (1, AT, "small")
    assert {change.kind for change in made.changes} == {ChangeKind.ADDED}
    assert (ChangeKind.ADDED, ElementKind.NETWORK, ("small",)) in said(made)


def test_missing_personas_and_alternatives_are_created_in_the_same_step(made: Plan) -> None:
    assert [change.about for change in made.directory_changes] == [("cfo",), ("clerk",), ("rival",)]
    assert made.directory.revision == NOBODY.revision + 1
    assert made.directory.persona_by_key["cfo"].level is Level.EXECUTIVE


def test_a_network_with_nothing_in_it_yet_can_be_imported() -> None:
    made = imported(HEAD)
    assert (made.network.revision, len(made.changes), made.directory is NOBODY) == (1, 1, True)


def test_an_import_without_differences_changes_nothing(made: Plan) -> None:
    again = imported(SMALL, made.network, made.directory, prune=True)
    assert again.network is made.network
    assert again.directory is made.directory
    assert (again.changes, again.directory_changes, again.unapplied) == ((), (), ())


def test_what_the_file_does_not_mention_stays(made: Plan) -> None:
    after = imported(f"{HEAD}outcomes:\n  calm: {{title: Calmer}}\n", made.network, made.directory)
    assert said(after) == {(ChangeKind.CHANGED, ElementKind.OUTCOME, ("calm",))}
    assert (len(after.network.arrows), len(after.network.tags), after.network.root.offering) == (2, 2, "An offer")


def test_a_node_is_stated_as_a_whole(made: Plan) -> None:
    text = changed(("    metric: {name: time, unit: days, direction: down}\n", ""))
    after = imported(text, made.network, made.directory)
    assert [(field.name, field.after) for change in after.changes for field in change.fields] == [("metric", None)]


def test_pruning_removes_what_the_file_lacks_but_no_personas(made: Plan) -> None:
    text = changed(
        ("offering: An offer\n", ""),
        ("    compared_with: {rival: ahead}\n", ""),
        ("      clerk: secondary\n", ""),
        ("    leads_to: {calm: usually}\n", ""),
        ("regions:\n  here: {title: Here, outline: blue, nodes: [faster, calm]}\n", ""),
    )
    assert said(imported(text, made.network, made.directory)) == set()
    pruned = imported(text, made.network, made.directory, prune=True)
    assert said(pruned) == {
        (ChangeKind.CHANGED, ElementKind.NETWORK, ("small",)),
        (ChangeKind.REMOVED, ElementKind.LEADS_TO, ("faster", "calm")),
        (ChangeKind.REMOVED, ElementKind.DESIRED_BY, ("faster", "clerk")),
        (ChangeKind.REMOVED, ElementKind.COMPARED_WITH, ("tool", "rival")),
        (ChangeKind.REMOVED, ElementKind.REGION, ("here",)),
    }
    assert pruned.directory is made.directory


def test_pruning_removes_nodes_with_all_that_hangs_on_them(made: Plan) -> None:
    pruned = imported(f"{HEAD}outcomes:\n  calm: {{title: Calm, kind: personal}}\n", made.network, made.directory, prune=True)
    assert [node.key for node in pruned.network.nodes] == ["calm"]
    assert (pruned.network.arrows, pruned.network.tags, pruned.network.comparisons, pruned.network.regions) == ((), (), (), ())
    assert write(undone(pruned.network, pruned.changes, revision=1, changed_at=AT), pruned.directory, Format.YAML) == write(
        made.network, made.directory, Format.YAML
    )


def test_a_node_that_was_called_otherwise_is_renamed_and_keeps_its_id(made: Plan) -> None:
    text = changed(
        ("  calm:\n    title: Calm\n", "  quiet:\n    was: calm\n    title: Calm\n"), ("{calm:", "{quiet:"), (", calm]", ", quiet]")
    )
    after = imported(text, made.network, made.directory, prune=True)
    assert said(after) == {(ChangeKind.CHANGED, ElementKind.OUTCOME, ("quiet",))}
    assert after.network.node_by_key["quiet"].id == made.network.node_by_key["calm"].id
    assert imported(text, after.network, after.directory).changes == (), "a file is imported again without harm"
    assert "quiet" in imported(text).network.node_by_key, "and so it is where the old key never was"


def test_a_former_key_beside_its_new_one_is_refused_at_its_place(made: Plan) -> None:
    both = imported(f"{HEAD}outcomes:\n  quiet: {{title: Quiet}}\n", made.network, made.directory)
    (problem,) = refused(f"{HEAD}outcomes:\n  quiet: {{was: calm, title: Quiet}}\n", both)
    assert (problem.path, problem.line, problem.code) == ("outcomes.quiet", 5, "KEY_TAKEN")


def test_a_node_changes_its_kind_only_when_pruned(made: Plan) -> None:
    text = f"{HEAD}differentiators:\n  calm: {{title: Calm}}\n"
    (problem,) = refused(text, made)
    assert (problem.path, problem.line, problem.code) == ("differentiators.calm", 5, "KEY_TAKEN")
    assert [node.key for node in imported(text, made.network, made.directory, prune=True).network.differentiators] == ["calm"]


def test_a_persona_that_differs_stays_unless_asked_for(made: Plan) -> None:
    text = changed(("name: Clerk", "name: Clerk, level: manager"), ("name: A rival", "name: The rival"))
    kept = imported(text, made.network, made.directory)
    assert kept.directory is made.directory
    assert [(change.about, [field.name for field in change.fields]) for change in kept.unapplied] == [
        (("clerk",), ["level"]),
        (("rival",), ["name"]),
    ]
    document = examined(text, format=Format.YAML, bounds=Bounds())
    updated = plan(document, made.network, made.directory, at=AT, bounds=Bounds(), update_personas=True)
    assert updated.directory.persona_by_key["clerk"].level is Level.MANAGER
    assert updated.directory.persona_by_key["clerk"].id == made.directory.persona_by_key["clerk"].id
    assert (len(updated.directory_changes), updated.unapplied, updated.changes) == (2, (), ())


def test_an_archived_persona_is_not_tagged_anew_but_its_old_tags_may_be_stated(made: Plan) -> None:
    archived = replace(made.directory.persona_by_key["clerk"], archived=True)
    directory = with_entries(made.directory, [archived])
    document = examined(SMALL, format=Format.YAML, bounds=Bounds())
    assert plan(document, made.network, directory, at=AT, bounds=Bounds()).changes == ()
    with pytest.raises(InvalidDocument) as caught:
        plan(document, None, directory, at=AT, bounds=Bounds())
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.code) == ("outcomes.faster.desired_by.clerk", 21, "ARCHIVED")
    assert problem.remedy


def test_personas_of_the_workspace_need_not_be_listed(made: Plan) -> None:
    text = f"{HEAD}outcomes:\n  calm: {{title: Calm, desired_by: {{clerk: primary}}}}\n"
    assert len(imported(text, None, made.directory).network.tags) == 1


def test_arrows_may_go_to_nodes_that_are_in_the_network_only(made: Plan) -> None:
    text = f"{HEAD}outcomes:\n  cheap: {{title: Cheap, leads_to: {{calm: rarely}}}}\n"
    after = imported(text, made.network, made.directory)
    assert (ChangeKind.ADDED, ElementKind.LEADS_TO, ("cheap", "calm")) in said(after)
    (problem,) = refused(text, made, prune=True)
    assert problem.path == "outcomes.cheap.leads_to.calm"


def test_an_empty_offering_or_alternative_is_taken_away(made: Plan) -> None:
    rival = imported(f"{HEAD}alternative: status-quo\n", made.network, made.directory)
    assert rival.network.root.alternative == "alt_status-quo"
    after = imported(f'{HEAD}alternative: ""\noffering: ""\n', rival.network, rival.directory)
    assert (after.network.root.alternative, after.network.root.offering) == (None, "")


def test_nothing_of_the_old_network_is_changed(made: Plan) -> None:
    before = write(made.network, made.directory, Format.YAML)
    imported(changed(("title: Faster", "title: Slower")), made.network, made.directory)
    assert write(made.network, made.directory, Format.YAML) == before


def test_a_network_of_two_hundred_outcomes_is_planned_whole() -> None:
    outcomes = "".join(
        f"  o{n}: {{title: Outcome {n}, leads_to: {{o{(n * 7 + 1) % 200}: usually}}}}\n" for n in range(200) if (n * 7 + 1) % 200 != n
    )
    made = imported(f"{HEAD}outcomes:\n{outcomes}", None, Directory(workspace=NOBODY.workspace))
    assert sum(isinstance(change.after, Outcome) for change in made.changes) == len(made.network.outcomes) == outcomes.count("title")
