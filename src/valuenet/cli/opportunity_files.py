"""Opportunity files on the command line: what a file holds, and an opportunity that is scored from files alone, without a store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from valuenet.cli.comparisons import bounds, file_reading
from valuenet.cli.files import content, format_of
from valuenet.cli.refusals import Refusal, told
from valuenet.documents.opportunity_document import OpportunityDocument
from valuenet.documents.opportunity_importing import OpportunityPlan, Workspace, plan
from valuenet.documents.opportunity_reading import examined
from valuenet.documents.source import Format
from valuenet.errors import InvalidDocument
from valuenet.model.bounds import Bounds
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.reading import Reading

_ENDINGS = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityFile:
    """An opportunity with the network that its file names, as files state them."""

    opportunity: Opportunity
    reading: Reading
    settings: ValueSettings


def opportunity_document(name: str, bounds: Bounds, said: Format | None = None) -> OpportunityDocument:
    """What an opportunity file states, with what is wrong with it; refused with every problem where nothing can be understood."""
    try:
        return examined(content(name), format=format_of(name, said), bounds=bounds)
    except InvalidDocument as invalid:
        raise Refusal(told(invalid, name)) from invalid


def opportunity_file(name: str, network: str | None = None) -> OpportunityFile:
    """The opportunity in a file, on the network in another: the one that is named, else the one beside it, or above.

    The default settings are in force, in the currency of the file.
    """
    document = opportunity_document(name, bounds())
    reading = file_reading(network or _beside(name, document.network))
    settings = ValueSettings(currency=document.draft.currency) if document.draft else ValueSettings()
    there = Workspace(network=reading.network, directory=reading.directory, settings=settings)
    return OpportunityFile(opportunity=_planned(name, document, there).opportunity, reading=reading, settings=settings)


def _planned(name: str, document: OpportunityDocument, there: Workspace) -> OpportunityPlan:
    try:
        return plan(document, there, by=LOCAL_CALLER.actor.name)
    except InvalidDocument as invalid:
        raise Refusal(told(invalid, name)) from invalid


def _beside(name: str, network: str) -> str:
    """The file of a network in the directory of an opportunity's file, or in the one above that."""
    folder = Path(name).resolve().parent
    for path in (place / f"{network}{ending}" for place in (folder, folder.parent) for ending in _ENDINGS):
        if network and path.is_file():
            return str(path)
    raise click.UsageError(f"{name} rests on the network {network!r}, and {network}.yaml is not beside it: name its file with --network")
