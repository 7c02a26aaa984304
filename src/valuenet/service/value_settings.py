"""The numbers of the value model that a workspace goes by: in force, listed with their reasons, changed with a reason.

(:WorkspaceSettings): one record in a workspace; where there is none, the defaults are in force, at revision 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import Any

from valuenet.errors import Invalid, InvalidSetting, Problem
from valuenet.model.access import Action, Event
from valuenet.model.directory import unknown
from valuenet.model.ids import new_settings_id
from valuenet.model.record import Kept
from valuenet.model.value_settings import POLICIES, Calibration, ValueSettings
from valuenet.model.vocabulary import ElementKind
from valuenet.model.workspace_settings import WorkspaceSettings
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.networks import check_reason
from valuenet.service.noting import noted
from valuenet.service.records import Circumstances, check_expected, records_of, replayed, save_record
from valuenet.service.repeats import once, request
from valuenet.service.rights import needs
from valuenet.store.protocol import RecordQuestion

DEFAULTS = ValueSettings()
_DEFAULT: Mapping[str, object] = {one.name: one.default for one in fields(ValueSettings) if one.name in POLICIES}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChange:
    """Some numbers by name, and why; `calibrated`: what the workspace's own data said about one, by its name.

    A number that is changed is not calibrated any more, unless it is said anew. `expected` is the revision that the caller
    saw (0: the defaults), if he wants to be refused when somebody else changed them.
    """

    values: Mapping[str, Decimal | int | str] = field(default_factory=dict)
    calibrated: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    expected: int | None = None


@needs(Action.READ)
def value_settings(library: Library, caller: Caller) -> ValueSettings:
    """The settings in force; one read."""
    kept = _kept(library, caller)
    return kept.record.settings if kept else DEFAULTS


@needs(Action.READ)
def value_settings_kept(library: Library, caller: Caller) -> Kept[WorkspaceSettings] | None:
    """The record of the settings, with who changed them last, and under whose id their log is; none where they are the defaults."""
    return _kept(library, caller)


@needs(Action.ADMINISTER)
def value_settings_change(library: Library, caller: Caller, change: SettingsChange, repeat: str | None = None) -> ValueSettings:
    """Change the named settings; `InvalidSetting` has everything that is wrong, and then nothing is changed."""
    asked = request(repeat, "value_settings_change", change)
    check_reason(change.reason)

    def changing() -> ValueSettings:
        directory = library.directory(caller.workspace)
        before = _kept(library, caller)
        check_expected(before, change.expected, before.record.id if before else "value settings")
        after = _changed(before.record.settings if before else DEFAULTS, change)
        same = before is not None and after == before.record.settings
        numbered = after if same else replace(after, revision=(before.revision if before else 0) + 1)
        made = replace(before.record, settings=numbered) if before else WorkspaceSettings(id=new_settings_id(), settings=numbered)
        circumstances = Circumstances(directory=directory, asked=asked, reason=change.reason)
        kept = save_record(library, caller, made, before, circumstances)
        if not same:
            noted(library, caller, Event.SETTINGS_CHANGED, subject="value settings", said=f"revision {kept.revision}")
        return kept.record.settings

    def replay(body: dict[str, object]) -> ValueSettings:
        return replayed(library, caller, body, WorkspaceSettings).record.settings

    return once(library, caller, asked, changing, replay, again=change.expected is None)


def _kept(library: Library, caller: Caller) -> Kept[WorkspaceSettings] | None:
    found = records_of(library, caller, WorkspaceSettings, RecordQuestion(kind=ElementKind.VALUE_SETTINGS, limit=1))
    return found[0] if found else None


def _changed(before: ValueSettings, change: SettingsChange) -> ValueSettings:
    problems = list(_unfounded(change))
    values: dict[str, Any] = {name: _typed(name, value) for name, value in change.values.items() if name in POLICIES}
    told = {name: Calibration(name=name, said=said) for name, said in change.calibrated.items() if name in POLICIES and said.strip()}
    moved = {name for name, value in values.items() if value != getattr(before, name)}
    stay = [one for one in before.calibrations if one.name not in moved and one.name not in told]
    try:
        after = replace(before, **values, calibrations=(*stay, *told.values()))
    except Invalid as invalid:
        raise InvalidSetting([*problems, *invalid.problems]) from None
    if problems:
        raise InvalidSetting(problems)
    return after


def _unfounded(change: SettingsChange) -> Iterator[Problem]:
    """Names of no setting, a change without a reason, a calibration that says nothing."""
    for name in dict.fromkeys((*change.values, *change.calibrated)):
        if name not in POLICIES:
            yield replace(unknown(name, "setting", name, POLICIES), message=f"there is no setting {name!r}")
    for name, said in change.calibrated.items():
        if not said.strip():
            yield Problem(path=name, code="MISSING", message="is said to be calibrated, on nothing", remedy="say on how many cases")
    if not change.reason.strip():
        yield Problem(
            path="reason", code="MISSING", message="is empty", remedy="say why these numbers are better: every figure rests on them"
        )


def _typed(name: str, value: Decimal | int | str) -> object:
    """A number in the type of its setting; what cannot be one is left for the settings to refuse."""
    if isinstance(_DEFAULT[name], Decimal) and isinstance(value, int):
        return Decimal(value)
    if isinstance(_DEFAULT[name], int) and isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value
