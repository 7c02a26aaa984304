"""Networks for property tests, with texts and keys that a careless writer or reader would take for something else."""

from __future__ import annotations

from hypothesis import strategies as st

from documents.sample import AT
from valuenet.model.applying import edited
from valuenet.model.bounds import Bounds
from valuenet.model.directory import THE_STATUS_QUO, Alternative, Directory, Persona
from valuenet.model.edits import Compare, Connect, Describe, NetworkEdit, PutDifferentiator, PutOutcome, PutRegion, Tag
from valuenet.model.ids import LOCAL, Key, new_alternative_id, new_network_id, new_persona_id
from valuenet.model.network import Metric, Network, Root
from valuenet.model.text import EVIDENCE, TITLE, WHY, Rule, normalised, problem
from valuenet.model.vocabulary import DifferentiatorKind, Direction, Importance, Level, OutcomeKind, Outline, Position, Strength

AWKWARD = (
    *("no", "on", "Yes", "null", "~", "true", "y", "<<", "=", "1", "1.0", "-1", "+1", "1e5", "0x1F", "0o7", "1_000", ".nan", "-.inf"),
    *("2024-01-01", "12:30:45", "2 percent", "38 % of it", "3d model", "usually", "primary", "unnamed", "---", "...", "%YAML 1.1"),
    *("- x", "-x", "? x", ": x", "x:", "x: y", "x:y", "# x", "x # y", "x#y", "[x]", "{x: y}", "x, y", "x]", "x}", "| x", "> x"),
    *("@x", "`x`", "!x", "!!python/object:os.system", "&x", "*x", "%x", "'x'", '"x"', "it's", 'say "x"', "back\\slash", "\\n", "\\ud800"),
    *(
        "=1+1",
        "'=1+1",
        "''-x",
        "'x",
        "x;y",
        "x\u00a0",
        "\u3000x",
        "é",
        "e\u0301",
        "😀",
        "\U0001d518 and 中文",
        "ends with\\",
        "a  b",
        "x," * 40,
    ),
)
AWKWARD_KEYS = ("no", "on", "null", "true", "y", "1", "1e5", "0x1f", "007", "2024-01-01", "status", "a" * 64)


def texts(rule: Rule) -> st.SearchStrategy[str]:
    """Texts that may stand in a field, over several lines where they may."""
    line = st.sampled_from(AWKWARD) | st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
    lines = st.lists(line | st.just(""), min_size=1, max_size=4).map("\n".join) if rule.lines else line
    return lines.map(normalised).filter(lambda text: bool(text) and problem("field", text, rule) is None)


def optional(rule: Rule) -> st.SearchStrategy[str]:
    """Such texts, or nothing."""
    return st.just("") | texts(rule)


keys = st.sampled_from(AWKWARD_KEYS) | st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,3})?", fullmatch=True)
metrics = st.none() | st.builds(Metric, name=texts(TITLE), unit=optional(Rule(40)), direction=st.sampled_from(Direction))


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """Directories with a few personas and alternatives beside the status quo."""
    people = [
        Persona(
            id=new_persona_id(),
            key=Key(key),
            name=draw(texts(TITLE)),
            level=draw(st.sampled_from(Level)),
            function=draw(optional(TITLE)),
            measured_on=draw(optional(WHY)),
        )
        for key in sorted(draw(st.sets(keys, min_size=1, max_size=4)))
    ]
    rivals = [
        Alternative(id=new_alternative_id(), key=Key(key), name=draw(texts(TITLE)), note=draw(optional(WHY)))
        for key in sorted(draw(st.sets(keys, max_size=2)))
    ]
    alternatives = sorted([*rivals, THE_STATUS_QUO], key=lambda rival: rival.key)
    return Directory(workspace=LOCAL, revision=1, personas=tuple(people), alternatives=tuple(alternatives))


@st.composite
def workspaces(draw: st.DrawFn) -> tuple[Network, Directory]:
    """A network with its directory."""
    directory = draw(directories())
    nodes = draw(st.lists(keys, unique=True, max_size=7))
    split = draw(st.integers(0, len(nodes)))
    sources, outcomes = nodes[:split], nodes[split:]
    rivals: list[str] = [rival.key for rival in directory.alternatives]
    people: list[str] = [persona.key for persona in directory.personas]
    edits: list[NetworkEdit] = [Describe(fields={"alternative": draw(st.none() | st.sampled_from(rivals))})]
    edits += [draw(_differentiator(key)) for key in sources]
    edits += [draw(_outcome(key)) for key in outcomes]
    edits += [draw(_arrow(cause, effect)) for cause, effect in draw(_pairs(nodes, outcomes)) if cause != effect]
    edits += [draw(_tag(outcome, persona)) for outcome, persona in draw(_pairs(outcomes, people))]
    edits += [draw(_comparison(source, rival)) for source, rival in draw(_pairs(sources, rivals))]
    edits += [draw(_region(key, nodes)) for key in draw(st.lists(keys, unique=True, max_size=2))]
    root = Root(key=Key(draw(keys)), name=draw(texts(TITLE)), offering=draw(optional(TITLE)))
    blank = Network(id=new_network_id(), workspace=LOCAL, revision=1, changed_at=AT, root=root)
    return edited(blank, edits, directory, at=AT, bounds=Bounds())[0], directory


def _differentiator(key: str) -> st.SearchStrategy[PutDifferentiator]:
    kinds = st.sampled_from(DifferentiatorKind)
    return st.builds(PutDifferentiator, key=st.just(key), title=texts(TITLE), kind=kinds, note=optional(WHY))


def _outcome(key: str) -> st.SearchStrategy[PutOutcome]:
    return st.builds(
        PutOutcome,
        key=st.just(key),
        title=texts(TITLE),
        kind=st.sampled_from(OutcomeKind),
        anticipated=st.booleans(),
        wanted=st.booleans(),
        metric=metrics,
        evidence=optional(EVIDENCE),
    )


def _arrow(cause: str, effect: str) -> st.SearchStrategy[Connect]:
    strengths = st.sampled_from(Strength)
    return st.builds(
        Connect, cause=st.just(cause), effect=st.just(effect), strength=strengths, why=optional(WHY), evidence=optional(EVIDENCE)
    )


def _tag(outcome: str, persona: str) -> st.SearchStrategy[Tag]:
    importance = st.sampled_from(Importance)
    return st.builds(
        Tag, outcome=st.just(outcome), persona=st.just(persona), importance=importance, why=optional(WHY), personally=optional(WHY)
    )


def _comparison(source: str, rival: str) -> st.SearchStrategy[Compare]:
    positions = st.sampled_from(Position)
    keys_ = {"differentiator": st.just(source), "alternative": st.just(rival)}
    return st.builds(Compare, **keys_, position=positions, note=optional(WHY), evidence=optional(EVIDENCE))


def _region(key: str, nodes: list[str]) -> st.SearchStrategy[PutRegion]:
    members = st.sets(st.sampled_from(nodes)).map(lambda found: tuple(sorted(found))) if nodes else st.just(())
    return st.builds(PutRegion, key=st.just(key), title=texts(TITLE), outline=st.sampled_from(Outline), nodes=members)


def _pairs(ones: list[str], others: list[str]) -> st.SearchStrategy[list[tuple[str, str]]]:
    if not ones or not others:
        return st.just([])
    return st.lists(st.tuples(st.sampled_from(ones), st.sampled_from(others)), unique=True, max_size=8)
