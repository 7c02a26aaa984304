"""What changes in an opportunity as a person reads it: added, changed and removed claims, people, lines, options and prices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from valuenet.documents.comparing import FieldDifference
from valuenet.documents.yaml_text import Value
from valuenet.model.vocabulary import ChangeKind

_NOTHING = "nothing"


class Part(StrEnum):
    """What of an opportunity a difference is about."""

    OPPORTUNITY = "opportunity"
    ALTERNATIVE = "alternative"
    STAKEHOLDER = "person"
    LINE = "money line"
    CLAIM = "claim"
    UNMET = "unmet wish"


_PARTS = {"alternatives": Part.ALTERNATIVE, "stakeholders": Part.STAKEHOLDER, "lines": Part.LINE, "claims": Part.CLAIM, "unmet": Part.UNMET}
_TITLES = {Part.CLAIM: ("state", "amount"), Part.UNMET: ()}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityDifference:
    """One thing that is added, changed or removed, by its key in the document; `fields` in the document's own words."""

    kind: ChangeKind
    part: Part
    key: str
    title: str = ""
    fields: tuple[FieldDifference, ...] = ()

    def __str__(self) -> str:
        head = f"{self.part} {self.key}" + (f": {self.title}" if self.title else "")
        return "\n".join((head, *(f"  {field}" for field in self.fields)))


def differences(before: Mapping[str, Value] | None, after: Mapping[str, Value]) -> tuple[OpportunityDifference, ...]:
    """What differs between two trees of documents of one opportunity, none before where it is new; the order of parts is no difference."""
    return (*_of_root(before, after), *_of_parts(before or {}, after))


def _of_root(before: Mapping[str, Value] | None, after: Mapping[str, Value]) -> Iterator[OpportunityDifference]:
    """The opportunity itself: what is said of it beside its parts."""
    key, name = str(after["opportunity"]), str(after["name"])
    if before is None:
        yield OpportunityDifference(kind=ChangeKind.ADDED, part=Part.OPPORTUNITY, key=key, title=name)
        return
    fields = _changed(*({name: said for name, said in one.items() if name not in _PARTS} for one in (before, after)))
    if fields:
        yield OpportunityDifference(kind=ChangeKind.CHANGED, part=Part.OPPORTUNITY, key=key, fields=fields)


def _of_parts(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[OpportunityDifference]:
    for name, part in _PARTS.items():
        old, new = _by_key(before.get(name)), _by_key(after.get(name))
        for key in dict.fromkeys((*old, *new)):
            kind = ChangeKind.ADDED if key not in old else ChangeKind.REMOVED if key not in new else ChangeKind.CHANGED
            fields = _changed(old[key], new[key]) if kind is ChangeKind.CHANGED else ()
            if fields or kind is not ChangeKind.CHANGED:
                title = _title(part, new.get(key) or old[key]) if kind is not ChangeKind.CHANGED else ""
                yield OpportunityDifference(kind=kind, part=part, key=key, title=title, fields=fields)


def _by_key(section: Value | None) -> dict[str, Mapping[str, Value]]:
    """The things of a section by key; wishes by their sentence."""
    if isinstance(section, list):
        return {str(item["said"]): item for item in section if isinstance(item, Mapping)}
    return {key: entry for key, entry in section.items() if isinstance(entry, Mapping)} if isinstance(section, Mapping) else {}


def _changed(before: Mapping[str, Value], after: Mapping[str, Value]) -> tuple[FieldDifference, ...]:
    """The fields that differ, those inside of fields by both names."""
    old, new = (dict(_flat(one, "")) for one in (before, after))
    return tuple(
        FieldDifference(name=name.replace("_", " "), before=old.get(name, _NOTHING), after=new.get(name, _NOTHING))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    )


def _flat(fields: Mapping[str, Value], path: str) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{name} ")
        else:
            yield f"{path}{name}", _words(value)


def _words(value: Value) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(_words(item) for item in value)
        case Mapping():
            return "; ".join(f"{name} {said}" for name, said in _flat(value, ""))
        case _:
            return str(value)


def _title(part: Part, entry: Mapping[str, Value]) -> str:
    """What a thing is called; of a claim, how far it is and what it is worth."""
    said = (entry.get(name, "proposed" if name == "state" else "") for name in _TITLES.get(part, ("name",)))
    return ", ".join(str(one) for one in said if one != "")
