"""A network's file (YAML or JSON) as a `Document`; `schema/network.schema.json` describes the file.

What a text may be and how parts fit together is the model's to say: this module sees to structure, kinds and words.
"""

from __future__ import annotations

from valuenet.documents.document import AlternativeEntry, Document, PersonaEntry, Place, Problems, Stated, told
from valuenet.documents.forms import Form, word_of
from valuenet.documents.importing import faults
from valuenet.documents.nodes import Entries, Node, Scalar, ScalarKind, shown, unreadable
from valuenet.documents.source import Format, parsed
from valuenet.errors import InvalidDocument
from valuenet.model.bounds import Bounds
from valuenet.model.edits import Compare, Connect, Describe, PutDifferentiator, PutOutcome, PutRegion, Rename, Tag
from valuenet.model.network import Metric
from valuenet.model.vocabulary import DifferentiatorKind, Direction, Importance, Level, OutcomeKind, Outline, Position, Strength

VERSION = 1
"""The version of the document's form that this program reads and writes; the field `valuenet` of a document names it."""

NETWORK = ("valuenet", "network", "name", "offering", "alternative", "alternatives", "personas", "differentiators", "outcomes", "regions")
PERSONA = ("name", "level", "function", "measured_on")
ALTERNATIVE = ("name", "note")
DIFFERENTIATOR = ("was", "title", "kind", "note", "compared_with", "leads_to")
OUTCOME = ("was", "title", "kind", "metric", "anticipated", "wanted", "evidence", "desired_by", "leads_to")
METRIC = ("name", "unit", "direction")
REGION = ("title", "outline", "nodes")
ARROW = ("strength", "why", "evidence")
TAG = ("importance", "why", "personally")
COMPARISON = ("position", "note", "evidence")


def read(text: str | bytes, *, format: Format, bounds: Bounds) -> Document:
    """The document that a text holds, or `InvalidDocument` with everything that is wrong with it, whatever the workspace holds."""
    document = examined(text, format=format, bounds=bounds)
    if problems := told((*document.problems, *faults(document, bounds))):
        raise InvalidDocument(problems)
    return document


def examined(text: str | bytes, *, format: Format, bounds: Bounds) -> Document:
    """The document that a text holds as far as it can be understood, its problems with it: `importing.plan` adds its own and raises.

    Raises `InvalidDocument` where nothing can be understood.
    """
    node = parsed(text, format, bounds)
    if not isinstance(node, Entries):
        what = "is empty" if isinstance(node, Scalar) and node.kind is ScalarKind.EMPTY else "is no map of fields"
        raise unreadable("NOT_A_NETWORK", what, "start with `valuenet: 1` and `network: a-key`", node.line, node.column)
    return _Reader().document(node)


def check_version(problems: Problems, node: Entries, form: Form) -> None:
    """Note a document of another version, and one that names none."""
    written = next((value for key, value in node.entries if key.text == "valuenet"), None)
    if isinstance(written, Scalar) and written.kind is ScalarKind.NUMBER and written.text == str(VERSION):
        return
    place = form.places.get("valuenet") or form.place.of("valuenet")
    if isinstance(written, Scalar) and written.kind is ScalarKind.NUMBER and written.text.isdigit() and written.text.strip("0"):
        message = f"is {written.text[:20]}: a newer form than this program reads, which is {VERSION}"
        problems.add(place, "NEWER_VERSION", message, "bring this program up to date")
    else:
        message = "is missing" if written is None else f"is not {VERSION}"
        problems.add(place, "MISSING", message, f"add `valuenet: {VERSION}`, the version of this form, as the first line")


class _Reader:
    """One reading: the statements found so far, and what is wrong."""

    def __init__(self) -> None:
        self.problems = Problems()
        self.arrows: list[Stated[Connect]] = []
        self.tags: list[Stated[Tag]] = []
        self.comparisons: list[Stated[Compare]] = []
        self.renames: list[Stated[Rename]] = []
        self.nodes: dict[str, Place] = {}

    def document(self, node: Entries) -> Document:
        """The document that a map of fields makes."""
        form = Form(self.problems, node, Place(path="", line=1, column=1), NETWORK)
        check_version(self.problems, node, form)
        root = self._root(form)
        personas = tuple(self._persona(*entry) for entry in form.entries("personas"))
        alternatives = tuple(self._alternative(*entry) for entry in form.entries("alternatives"))
        differentiators = tuple(self._differentiator(*entry) for entry in form.entries("differentiators"))
        outcomes = tuple(self._outcome(*entry) for entry in form.entries("outcomes"))
        regions = tuple(self._region(*entry) for entry in form.entries("regions"))
        self._check_renames()
        return Document(
            root=root,
            personas=personas,
            alternatives=alternatives,
            differentiators=differentiators,
            outcomes=outcomes,
            regions=regions,
            arrows=tuple(self.arrows),
            tags=tuple(self.tags),
            comparisons=tuple(self.comparisons),
            renames=tuple(self.renames),
            problems=told(self.problems.found),
        )

    def _root(self, form: Form) -> Stated[Describe]:
        fields: dict[str, object] = {"key": form.text("network", required=True), "name": form.text("name", required=True)}
        fields |= {"offering": form.text("offering")} if form.has("offering") else {}
        fields |= {"alternative": form.text("alternative") or None} if form.has("alternative") else {}
        places = {**form.places, "key": form.places.get("network") or form.place.of("network")}
        return Stated(value=Describe(fields=fields), place=form.place, fields=places)

    def _persona(self, key: str, node: Node, place: Place) -> Stated[PersonaEntry]:
        form = Form(self.problems, node, place, PERSONA)
        entry = PersonaEntry(
            key=key,
            name=form.text("name", required=True),
            level=form.word("level", Level, Level.PRACTITIONER),
            function=form.text("function"),
            measured_on=form.text("measured_on"),
        )
        return Stated(value=entry, place=place, fields={**form.places, "key": place})

    def _alternative(self, key: str, node: Node, place: Place) -> Stated[AlternativeEntry]:
        form = Form(self.problems, node, place, ALTERNATIVE)
        entry = AlternativeEntry(key=key, name=form.text("name", required=True), note=form.text("note"))
        return Stated(value=entry, place=place, fields={**form.places, "key": place})

    def _differentiator(self, key: str, node: Node, place: Place) -> Stated[PutDifferentiator]:
        form = self._node(key, node, place, DIFFERENTIATOR)
        for alternative, said, where in form.entries("compared_with"):
            self._comparison(key, alternative, said, where)
        edit = PutDifferentiator(
            key=key,
            title=form.text("title", required=True),
            kind=form.word("kind", DifferentiatorKind, DifferentiatorKind.FITNESS_FOR_USE),
            note=form.text("note"),
        )
        return Stated(value=edit, place=place, fields={**form.places, "key": place})

    def _outcome(self, key: str, node: Node, place: Place) -> Stated[PutOutcome]:
        form = self._node(key, node, place, OUTCOME)
        for persona, said, where in form.entries("desired_by"):
            self._tag(key, persona, said, where)
        places = {**form.places, "key": place}
        edit = PutOutcome(
            key=key,
            title=form.text("title", required=True),
            kind=form.word("kind", OutcomeKind, OutcomeKind.BUSINESS),
            anticipated=form.truth("anticipated", True),
            wanted=form.truth("wanted", True),
            metric=self._metric(form, places),
            evidence=form.text("evidence"),
        )
        return Stated(value=edit, place=place, fields=places)

    def _node(self, key: str, node: Node, place: Place, known: tuple[str, ...]) -> Form:
        """What differentiators and outcomes share: one namespace, a former key, and arrows."""
        form = Form(self.problems, node, place, known)
        if other := self.nodes.get(key):
            message = f"is the key of a differentiator too, on line {other.line}"
            self.problems.add(place, "DUPLICATE_KEY", message, "give each node of the network its own key")
        self.nodes.setdefault(key, place)
        for effect, said, where in form.entries("leads_to"):
            self._arrow(key, effect, said, where)
        if was := form.text("was"):
            places = {"key": form.places["was"], "to": place}
            self.renames.append(Stated(value=Rename(key=was, to=key), place=form.places["was"], fields=places))
        return form

    def _metric(self, form: Form, places: dict[str, Place]) -> Metric | None:
        metric = form.form("metric", METRIC)
        if metric is None:
            return None
        places |= {f"metric.{name}": place for name, place in metric.places.items()}
        places.setdefault("metric.name", metric.place.of("name"))
        direction = metric.word("direction", Direction, Direction.UP)
        return Metric(name=metric.text("name", required=True), unit=metric.text("unit"), direction=direction)

    def _arrow(self, cause: str, effect: str, node: Node, place: Place) -> None:
        """(cause)-[:LEADS_TO]->(effect), as `effect: usually` or `effect: {strength: usually, why: …}`."""
        places = {"cause": place, "effect": place}
        if isinstance(node, Entries):
            form = Form(self.problems, node, place, ARROW)
            strength = form.word("strength", Strength, Strength.USUALLY)
            edit = Connect(cause=cause, effect=effect, strength=strength, why=form.text("why"), evidence=form.text("evidence"))
            places |= form.places
        else:
            edit = Connect(cause=cause, effect=effect, strength=word_of(self.problems, node, place, Strength, Strength.USUALLY))
        self.arrows.append(Stated(value=edit, place=place, fields=places))

    def _tag(self, outcome: str, persona: str, node: Node, place: Place) -> None:
        """(outcome)-[:DESIRED_BY]->(persona), as `persona: primary` or `persona: {importance: primary, why: …}`."""
        places = {"outcome": place, "persona": place}
        if isinstance(node, Entries):
            form = Form(self.problems, node, place, TAG)
            importance = form.word("importance", Importance, Importance.PRIMARY)
            edit = Tag(outcome=outcome, persona=persona, importance=importance, why=form.text("why"), personally=form.text("personally"))
            places |= form.places
        else:
            edit = Tag(outcome=outcome, persona=persona, importance=word_of(self.problems, node, place, Importance, Importance.PRIMARY))
        self.tags.append(Stated(value=edit, place=place, fields=places))

    def _comparison(self, key: str, alternative: str, node: Node, place: Place) -> None:
        """(differentiator)-[:COMPARED_WITH]->(alternative), as `alternative: ahead` or `alternative: {position: ahead, note: …}`."""
        places = {"differentiator": place, "alternative": place}
        note = evidence = ""
        if isinstance(node, Entries):
            form = Form(self.problems, node, place, COMPARISON)
            position = form.word("position", Position, Position.EQUAL, required=True)
            note, evidence = form.text("note"), form.text("evidence")
            places |= form.places
        else:
            position = word_of(self.problems, node, place, Position, Position.EQUAL)
        edit = Compare(differentiator=key, alternative=alternative, position=position, note=note, evidence=evidence)
        self.comparisons.append(Stated(value=edit, place=place, fields=places))

    def _region(self, key: str, node: Node, place: Place) -> Stated[PutRegion]:
        form = Form(self.problems, node, place, REGION)
        members = form.keys("nodes")
        outline = form.word("outline", Outline, Outline.GREY)
        edit = PutRegion(key=key, title=form.text("title", required=True), outline=outline, nodes=tuple(node for node, _ in members))
        places = {f"nodes[{position}]": where for position, (_, where) in enumerate(members)}
        return Stated(value=edit, place=place, fields={**form.places, **places, "key": place})

    def _check_renames(self) -> None:
        """A former key that another node of the document has now would be renamed at each import anew."""
        for rename in self.renames:
            if rename.value.key in self.nodes:
                message = f"names {shown(rename.value.key)}, which is a node of this document"
                self.problems.add(rename.place, "KEY_TAKEN", message, "name the key that this node had before, or leave `was` out")
