"""The example opportunity as a text to vary, and short ways to read it, import it and score it."""

from __future__ import annotations

from dataclasses import replace

from drawing import EXAMPLES, example
from valuenet.documents.opportunity_document import OpportunityDocument
from valuenet.documents.opportunity_importing import OpportunityPlan, Workspace, plan
from valuenet.documents.opportunity_reading import examined
from valuenet.documents.opportunity_writing import write
from valuenet.documents.source import Format
from valuenet.errors import InvalidDocument, Problem
from valuenet.model.bounds import Bounds
from valuenet.model.value_settings import ValueSettings
from valuenet.value.scorecard import Scorecard, scorecard

ALDER = (EXAMPLES / "opportunities" / "alder-foods.yaml").read_text(encoding="utf-8")
NETWORK, DIRECTORY = example("invoice-automation")
THERE = Workspace(network=NETWORK, directory=DIRECTORY, settings=ValueSettings())


def changed(*replacements: tuple[str, str], text: str = ALDER) -> str:
    """The text with parts of it replaced, each of which must be there."""
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def understood(text: str, format: Format = Format.YAML) -> OpportunityDocument:
    return examined(text, format=format, bounds=Bounds())


def imported(text: str = ALDER, there: Workspace = THERE, *, prune: bool = False) -> OpportunityPlan:
    """The import of a YAML text by Ana."""
    return plan(understood(text), there, by="Ana", prune=prune)


def after(made: OpportunityPlan) -> Workspace:
    """The workspace in which an import was saved."""
    return replace(THERE, account=made.account, opportunity=made.opportunity)


def problems(text: str, there: Workspace = THERE) -> tuple[Problem, ...]:
    """Everything that is wrong with a text."""
    try:
        plan(understood(text), there, by="Ana")
    except InvalidDocument as invalid:
        return invalid.problems
    return ()


def written(made: OpportunityPlan, format: Format = Format.YAML) -> str:
    return write(made.opportunity, account=made.account, network=NETWORK, directory=DIRECTORY, format=format)


def scored(text: str = ALDER) -> Scorecard:
    """The scorecard of the opportunity that a text describes."""
    return scorecard(imported(text).opportunity, NETWORK, DIRECTORY, ValueSettings())
