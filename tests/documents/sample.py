"""A small workspace and a small document, and short ways to import into the one from the other."""

from __future__ import annotations

from valuenet.documents.importing import Plan, plan
from valuenet.documents.reading import examined
from valuenet.documents.source import Format
from valuenet.errors import InvalidDocument, Problem
from valuenet.model.bounds import Bounds
from valuenet.model.directory import THE_STATUS_QUO, Directory
from valuenet.model.ids import LOCAL
from valuenet.model.network import Network

AT = "2026-03-01T09:00:00.000000+00:00"
NOBODY = Directory(workspace=LOCAL, alternatives=(THE_STATUS_QUO,))
"""A workspace without personas."""

SMALL = """\
valuenet: 1
network: small
name: A small network
offering: An offer
alternatives:
  rival: {name: A rival}
personas:
  cfo: {name: Finance chief, level: executive}
  clerk: {name: Clerk}
differentiators:
  tool:
    title: A tool
    compared_with: {rival: ahead}
    leads_to: {faster: almost always}
outcomes:
  faster:
    title: Faster
    metric: {name: time, unit: days, direction: down}
    desired_by:
      cfo: {importance: primary, why: "time, and money"}
      clerk: secondary
    leads_to: {calm: usually}
  calm:
    title: Calm
    kind: personal
regions:
  here: {title: Here, outline: blue, nodes: [faster, calm]}
"""


def imported(text: str | bytes, current: Network | None = None, directory: Directory = NOBODY, *, prune: bool = False) -> Plan:
    """The import of a YAML text."""
    return plan(examined(text, format=Format.YAML, bounds=Bounds()), current, directory, at=AT, bounds=Bounds(), prune=prune)


def changed(*replacements: tuple[str, str]) -> str:
    """The small document with other words in it."""
    text = SMALL
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    return text


def problems(text: str | bytes, format: Format = Format.YAML, bounds: Bounds | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with importing a text into a workspace without personas."""
    limits = bounds or Bounds()
    try:
        plan(examined(text, format=format, bounds=limits), None, NOBODY, at=AT, bounds=limits)
    except InvalidDocument as invalid:
        return invalid.problems
    return ()
