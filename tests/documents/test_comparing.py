"""Differences as a person reads them."""

from __future__ import annotations

from documents.sample import SMALL, changed, imported
from valuenet.documents.comparing import differences, summary
from valuenet.documents.importing import Plan
from valuenet.model.network import Network


def shown(made: Plan, before: Network | None) -> str:
    return summary(differences(made.changes, before=before, after=made.network, directory=made.directory))


def test_a_dry_run_reads_like_this() -> None:
    made = imported(SMALL)
    text = changed(
        ("offering: An offer\n", "offering: An offer\nalternative: rival\n"),
        ("{faster: almost always}", "{faster: {strength: usually, why: no queue}}"),
        ("    metric: {name: time, unit: days, direction: down}\n", ""),
        ("    leads_to: {calm: usually}\n", "    anticipated: false\n"),
        ("[faster, calm]", "[calm]"),
        ("  calm:\n", "  cheap: {title: Cheaper, desired_by: {clerk: {why: less work}}}\n  calm:\n"),
    )
    assert shown(imported(text, made.network, made.directory, prune=True), made.network) == (
        "added (2)\n"
        "  outcome cheap: Cheaper\n"
        "  tag cheap → clerk: primary, less work\n"
        "changed (4)\n"
        "  network small: A small network\n"
        "    alternative: nothing → rival\n"
        "  outcome faster: Faster\n"
        "    anticipated: yes → no\n"
        "    metric: time, days, down → nothing\n"
        "  region here: Here\n"
        "    nodes: calm, faster → calm\n"
        "  arrow tool → faster\n"
        "    strength: almost always → usually\n"
        "    why: nothing → no queue\n"
        "removed (1)\n"
        "  arrow faster → calm: usually"
    )


def test_nothing_is_said_to_differ_where_nothing_does() -> None:
    made = imported(SMALL)
    assert shown(imported(SMALL, made.network, made.directory), made.network) == "no differences"


def test_differences_never_show_an_id() -> None:
    made = imported(SMALL)
    text = shown(made, None) + summary(differences(made.directory_changes, before=None, after=made.network, directory=made.directory))
    ids = [made.network.id, *(node.id for node in made.network.nodes), *made.directory.persona_by_id, *made.directory.alternative_by_id]
    assert "persona cfo: Finance chief" in text
    assert not [one for one in ids if one in text]


def test_what_a_persona_would_become_is_shown_field_by_field() -> None:
    made = imported(SMALL)
    kept = imported(changed(("level: executive", "level: manager, measured_on: cash")), made.network, made.directory)
    (difference,) = differences(kept.unapplied, before=made.network, after=kept.network, directory=kept.directory)
    assert [str(field) for field in difference.fields] == ["level: executive → manager", "measured on: nothing → cash"]
