"""What is wrong with a document is told all at once, each with its place and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.sample import NOBODY, SMALL, changed, imported, problems
from valuenet.documents.importing import plan
from valuenet.documents.reading import examined, read
from valuenet.documents.source import Format
from valuenet.errors import InvalidDocument
from valuenet.model.bounds import Bounds
from valuenet.model.vocabulary import Importance, Position, Strength

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_read_and_imported_without_a_problem(example: Path) -> None:
    document = read(example.read_bytes(), format=Format.YAML, bounds=Bounds())
    assert document.key == example.stem
    made = imported(example.read_bytes())
    assert len(made.network.outcomes) == len(document.outcomes) > 2
    assert len(made.network.tags) == len(document.tags) > 2


def test_statements_keep_their_place() -> None:
    document = read(SMALL, format=Format.YAML, bounds=Bounds())
    place = document.outcomes[0].fields["title"]
    assert (place.path, place.line, place.column) == ("outcomes.faster.title", 17, 5)
    assert SMALL.split("\n")[place.line - 1].strip() == "title: Faster"


def test_short_and_long_forms_say_the_same() -> None:
    long = changed(
        ("{faster: almost always}", "{faster: {strength: almost always}}"),
        ("{rival: ahead}", "{rival: {position: ahead}}"),
        ("clerk: secondary", "clerk: {importance: secondary}"),
    )
    one, other = (read(text, format=Format.YAML, bounds=Bounds()) for text in (SMALL, long))
    assert [part.value for part in one.parts] == [part.value for part in other.parts]
    assert one.arrows[0].value.strength is Strength.ALMOST_ALWAYS
    assert one.comparisons[0].value.position is Position.AHEAD
    assert one.tags[1].value.importance is Importance.SECONDARY


def test_words_that_other_readers_take_for_truth_are_texts() -> None:
    document = read(changed(("title: Faster", "title: no"), ("here:", "on:")), format=Format.YAML, bounds=Bounds())
    assert document.outcomes[0].value.title == "no"
    assert document.regions[0].value.key == "on"


FAULTS = [
    # what is written instead, then path, line, code, and words of message or remedy
    (("title: Faster", "titel: Faster"), "outcomes.faster.titel", 17, "UNKNOWN_FIELD", "did you mean 'title'?"),
    (("title: Faster", "titel: Faster"), "outcomes.faster.title", 16, "MISSING", "add `title: …`"),
    (("offering: An offer", "owner: me"), "owner", 4, "UNKNOWN_FIELD", "it may have valuenet, network, name"),
    (("name: A small network\n", ""), "name", 1, "MISSING", "is missing"),
    (("network: small\n", ""), "network", 1, "MISSING", "is missing"),
    (("valuenet: 1\n", ""), "valuenet", 1, "MISSING", "add `valuenet: 1`"),
    (("valuenet: 1", "valuenet: 2"), "valuenet", 1, "NEWER_VERSION", "bring this program up to date"),
    (("valuenet: 1", "valuenet: one"), "valuenet", 1, "MISSING", "is not 1"),
    (("title: Faster", "title: 5"), "outcomes.faster.title", 17, "NOT_TEXT", 'put it in quotes: "5"'),
    (("title: Faster", "title: .nan"), "outcomes.faster.title", 17, "NOT_TEXT", "is a number ('.nan'), where a text is due"),
    (("title: Faster", "title: true"), "outcomes.faster.title", 17, "NOT_TEXT", "is true, where a text is due"),
    (("title: Faster", "title:"), "outcomes.faster.title", 17, "MISSING", "is empty"),
    (("title: Faster", "title: [Faster]"), "outcomes.faster.title", 17, "NOT_TEXT", "is a list"),
    (("title: Faster", "title: ' '"), "outcomes.faster.title", 17, "MISSING", "say it in words"),
    (("title: Faster", f"title: {'f' * 201}"), "outcomes.faster.title", 17, "TOO_LONG", "has 201 characters, the limit is 200"),
    (("title: Faster", 'title: "Fas\\nter"'), "outcomes.faster.title", 17, "LINE_BREAK", "write it on one line"),
    (("title: Faster", 'title: "Fas\\u202eter"'), "outcomes.faster.title", 17, "FORBIDDEN_CHARACTER", "U+202E"),
    (("kind: personal", "kind: personel"), "outcomes.calm.kind", 25, "UNKNOWN_WORD", "did you mean 'personal'?"),
    (("kind: personal", "anticipated: no"), "outcomes.calm.anticipated", 25, "NOT_TRUE_OR_FALSE", "write false"),
    (
        ("{calm: usually}", "{calm: mostly}"),
        "outcomes.faster.leads_to.calm",
        22,
        "UNKNOWN_WORD",
        "almost always, usually, sometimes, rarely",
    ),
    (("{calm: usually}", "{calm}"), "outcomes.faster.leads_to.calm", 22, "MISSING", "write one of: almost always"),
    (("{calm: usually}", "{clam: usually}"), "outcomes.faster.leads_to.clam", 22, "UNKNOWN_NODE", "did you mean 'calm'?"),
    (("{calm: usually}", "{tool: usually}"), "outcomes.faster.leads_to.tool", 22, "NOT_AN_OUTCOME", "is a differentiator"),
    (("{calm: usually}", "{faster: usually}"), "outcomes.faster.leads_to.faster", 22, "LEADS_TO_ITSELF", "would lead to itself"),
    (("{calm: usually}", "{calm: {why: {a: b}}}"), "outcomes.faster.leads_to.calm.why", 22, "NOT_TEXT", "is a map"),
    (("clerk: secondary", "CFOs: secondary"), "outcomes.faster.desired_by.CFOs", 21, "UNKNOWN_PERSONA", "did you mean 'cfo'?"),
    (("{rival: ahead}", "{ryval: ahead}"), "differentiators.tool.compared_with.ryval", 13, "UNKNOWN_ALTERNATIVE", "did you mean 'rival'?"),
    (("{rival: ahead}", "{rival: {note: x}}"), "differentiators.tool.compared_with.rival.position", 13, "MISSING", "unique, ahead"),
    (("offering: An offer", "alternative: ryval"), "alternative", 4, "UNKNOWN_ALTERNATIVE", "did you mean 'rival'?"),
    (("[faster, calm]", "[faster, clam]"), "regions.here.nodes[1]", 27, "UNKNOWN_NODE", "did you mean 'calm'?"),
    (("[faster, calm]", "[faster, faster]"), "regions.here.nodes[1]", 27, "DUPLICATE_KEY", "listed twice"),
    (("[faster, calm]", "faster"), "regions.here.nodes", 27, "NOT_A_LIST", "write [one, another]"),
    (("clerk: {name: Clerk}", "The Clerk: {name: Clerk}"), "personas.The Clerk", 9, "INVALID_KEY", "such as 'the-clerk'"),
    (("clerk: {name: Clerk}", "clerk: Clerk"), "personas.clerk", 9, "NOT_A_MAP", "it may have name, level, function, measured_on"),
    (("clerk: {name: Clerk}", "cfo: {name: Clerk}"), "personas.cfo", 9, "DUPLICATE_KEY", "first on line 8"),
    (
        ("clerk: {name: Clerk}", "CFO: {name: Clerk}"),
        "personas.CFO",
        9,
        "DUPLICATE_KEY",
        "differs only by case or spaces from 'cfo' on line 8",
    ),
    (("    title: Calm\n", "    title: Calm\n    title: Calmer\n"), "outcomes.calm.title", 25, "DUPLICATE_KEY", "first on line 24"),
    (("  calm:\n", "  tool:\n"), "outcomes.tool", 23, "DUPLICATE_KEY", "is the key of a differentiator too, on line 11"),
    (("kind: personal", "was: tool"), "outcomes.calm.was", 25, "KEY_TAKEN", "which is a node of this document"),
    (("kind: personal", "metric: {unit: days}"), "outcomes.calm.metric.name", 25, "MISSING", "is missing"),
    (("kind: personal", "metric: {name: x, unit: '" + "d" * 41 + "'}"), "outcomes.calm.metric.unit", 25, "TOO_LONG", "limit is 40"),
]


@pytest.mark.parametrize(("replacement", "path", "line", "code", "words"), FAULTS, ids=lambda value: str(value)[:40])
def test_a_fault_is_told_with_its_place_and_a_remedy(replacement: tuple[str, str], path: str, line: int, code: str, words: str) -> None:
    found = [problem for problem in problems(changed(replacement)) if (problem.path, problem.code) == (path, code)]
    assert len(found) == 1, [str(problem) for problem in problems(changed(replacement))]
    assert found[0].line == line
    assert found[0].column is not None
    assert found[0].remedy
    assert words in f"{found[0].message} {found[0].remedy}"


def test_an_unquoted_comma_inside_braces_is_recognised() -> None:
    text = changed(("{rival: ahead}", "{rival: {position: ahead, note: they speak of a full return, later, or never}}"))
    (found,) = problems(text)
    assert str(found) == (
        "line 13, differentiators.tool.compared_with.rival.note: ends at a comma, so that 'later' looks like a field of its own"
        " (inside braces a text with a comma needs quotes: note: 'they speak of a full return, later, or never')"
    )


def test_all_problems_are_told_at_once_in_the_order_of_the_text() -> None:
    text = changed(
        ("level: executive", "level: boss"),
        ("title: Faster", f"title: {'f' * 201}"),
        ("{calm: usually}", "{clam: usually}"),
        ("kind: personal", "colour: red"),
        ("[faster, calm]", "[faster, clam]"),
    )
    found = problems(text)
    assert [problem.code for problem in found] == ["UNKNOWN_WORD", "TOO_LONG", "UNKNOWN_NODE", "UNKNOWN_FIELD", "UNKNOWN_NODE"]
    assert [problem.line for problem in found] == sorted(problem.line or 0 for problem in found)


def test_one_fault_makes_one_problem() -> None:
    text = changed(("  calm:\n    title: Calm", "  calm:\n    title: 5"), ("clerk: {name: Clerk}", "clerk: {level: manager}"))
    assert [problem.path for problem in problems(text)] == ["personas.clerk.name", "outcomes.calm.title"]


def test_reading_alone_leaves_open_what_the_workspace_may_hold() -> None:
    text = changed(
        ("{calm: usually}", "{elsewhere: usually}"), ("clerk: secondary", "someone: primary"), ("{rival: ahead}", "{other: ahead}")
    )
    assert len(read(text, format=Format.YAML, bounds=Bounds()).arrows) == 2
    assert [problem.code for problem in problems(text)] == ["UNKNOWN_ALTERNATIVE", "UNKNOWN_PERSONA", "UNKNOWN_NODE"]


def test_reading_alone_finds_what_is_wrong_in_any_workspace() -> None:
    text = changed(("{calm: usually}", "{tool: usually, faster: usually}"), ("title: Calm", "title: ''"))
    with pytest.raises(InvalidDocument) as caught:
        read(text, format=Format.YAML, bounds=Bounds())
    assert [problem.code for problem in caught.value.problems] == ["NOT_AN_OUTCOME", "LEADS_TO_ITSELF", "MISSING"]


def test_a_document_with_countless_problems_tells_the_first_hundred_quickly() -> None:
    outcomes = "".join(f"  o{number}: {{title: t, leads_to: {{n{number}: usually}}, colour: red}}\n" for number in range(900))
    found = problems(changed(("  calm:\n", f"{outcomes}  calm:\n")))
    assert len(found) == 101
    assert found[-1].code == "TOO_MANY_PROBLEMS"
    dangling = problems(changed(("  calm:\n", f"{outcomes.replace(', colour: red', '')}  calm:\n")))
    assert [problem.code for problem in dangling] == [*["UNKNOWN_NODE"] * 100, "TOO_MANY_PROBLEMS"]
    assert "800 at least" in dangling[-1].message


@pytest.mark.parametrize(
    ("bound", "what"),
    [
        (Bounds(differentiators=0), "1 differentiators"),
        (Bounds(outcomes=1), "2 outcomes"),
        (Bounds(arrows=1), "2 arrows"),
        (Bounds(regions=0), "1 regions"),
        (Bounds(personas_per_outcome=1), "2 personas of one outcome"),
        (Bounds(directory=2), "4 personas and alternatives"),
    ],
)
def test_a_network_that_is_too_large_is_refused_with_bound_and_figure(bound: Bounds, what: str) -> None:
    found = problems(SMALL, bounds=bound)
    assert [problem.code for problem in found] == ["TOO_MANY"]
    assert what in found[0].message


def test_the_bound_of_a_batch_of_edits_is_not_for_files() -> None:
    document = examined(SMALL, format=Format.YAML, bounds=Bounds(edits=1))
    assert len(plan(document, None, NOBODY, at="", bounds=Bounds(edits=1)).network.arrows) == 2
