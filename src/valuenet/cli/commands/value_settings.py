"""valuenet value-settings: the numbers that the value model goes by, each with its reason; changed with one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import click

from valuenet.cli.machine import as_json, print_json
from valuenet.cli.session import Session, session
from valuenet.cli.table import labelled, table
from valuenet.documents.quantities import Unread, share
from valuenet.model.value_settings import NOT_CALIBRATED, Setting, ValueSettings, listed
from valuenet.model.workspace_settings import WorkspaceSettings
from valuenet.service.history import since
from valuenet.service.value_settings import DEFAULTS, SettingsChange, value_settings, value_settings_change, value_settings_kept

_LOOKED_BACK = 200
"""How many changes of the settings are looked through for the last one of a number."""


@click.command("value-settings")
@click.argument("name", required=False)
@click.argument("value", required=False)
@click.option("--reason", default="", help="Why this number is better: every figure rests on it.")
@click.option("--calibrated", default="", metavar="WORDS", help="What your own data said about it, and on how many cases.")
@as_json
@click.pass_obj
def command(store: str | None, /, *, name: str | None, value: str | None, reason: str, calibrated: str, as_json: bool) -> None:
    """Which numbers does the value model go by, and why?

    They are choices until your own closed opportunities have shown them: not calibrated. Every scorecard says which
    revision of them it was computed from. With a NAME and a VALUE one of them is changed, for everybody in the workspace.

    \b
      valuenet value-settings
      valuenet value-settings required_surplus
      valuenet value-settings discount_rate 8% --reason "what their finance uses"
    """
    if (reason or calibrated) and value is None:
        raise click.UsageError("--reason and --calibrated go with a change: name a setting and its new value")
    with session(store) as opened:
        settings = value_settings(opened.library, opened.caller)
        if name is not None and value is not None:
            told = {name: calibrated} if calibrated else {}
            change = SettingsChange(values={name: _number(value)}, calibrated=told, reason=reason)
            settings = value_settings_change(opened.library, opened.caller, change)
        changed = _changed(opened, name) if name is not None else ""
    shown = [one for one in listed(settings) if name in (None, one.name)]
    if not shown:
        raise click.BadParameter(f"there is no setting {name!r}: `valuenet value-settings` lists them", param_hint="NAME")
    if as_json:
        print_json({"revision": settings.revision, "settings": [_record(one) for one in shown]})
    else:
        _show(settings, shown, changed)


def _number(value: str) -> Decimal | str:
    """A number as it was written, also in per cent; what is none is left for the settings to refuse."""
    read = share(value)
    return value if isinstance(read, Unread) else read


def _changed(opened: Session, name: str) -> str:
    """Who chose the present value of a setting, when and why; nothing where it is the default."""
    kept = value_settings_kept(opened.library, opened.caller)
    for revision in since(opened.library, opened.caller, kept.record.id, 0, limit=_LOOKED_BACK) if kept else ():
        for change in revision.changes:
            before, after = (one.settings if isinstance(one, WorkspaceSettings) else DEFAULTS for one in (change.before, change.after))
            if getattr(before, name, None) != getattr(after, name, None):
                return f"by {revision.actor.name} on {revision.at[:10]}: {revision.reason}"
    return ""


def _show(settings: ValueSettings, shown: Sequence[Setting], changed: str) -> None:
    if len(shown) == 1:
        (one,) = shown
        click.echo(f"{one.name}: {_value(one)} (revision {settings.revision} of the settings)")
        reasons = [("changed", changed)] if changed else [("why", one.reason)]
        click.echo(labelled([*reasons, ("calibrated", one.calibrated)]))
        return
    click.echo(table(("NAME", "VALUE", "WHY", "CALIBRATED"), [(one.name, _value(one), one.reason, _calibrated(one)) for one in shown]))
    calibrated = sum(bool(_calibrated(one)) for one in shown)
    click.echo(f"\nRevision {settings.revision} of the settings; {len(shown) - calibrated} of {len(shown)} are not calibrated.")


def _calibrated(one: Setting) -> str:
    return "" if one.calibrated == NOT_CALIBRATED else one.calibrated


def _value(one: Setting) -> str:
    return f"{one.value} {one.unit}".rstrip()


def _record(one: Setting) -> dict[str, object]:
    value = float(one.value) if isinstance(one.value, Decimal) else one.value
    return {"name": one.name, "value": value, "unit": one.unit, "reason": one.reason, "calibrated": one.calibrated}
