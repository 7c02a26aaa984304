"""The numbers of the value model as GraphQL types: each with its unit, its reason and what calibrated it; changed with a reason."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated

from valuenet.api.context import Info
from valuenet.api.describing import answer, argument, field, input_, output, said, union
from valuenet.api.failures import InvalidEdit, InvalidSettings, NotAllowed, StaleRevision
from valuenet.api.figures import like
from valuenet.api.refusals import Repeat, answered
from valuenet.model import value_settings as model
from valuenet.service.value_settings import SettingsChange, value_settings, value_settings_change


@output
class ValueSetting:
    """One number that somebody has to choose."""

    name: str = said("Its name, as figures give it for their source.")
    value: str = said("The number, or the currency, in `unit`.")
    unit: str | None = said("Of what it is, such as `years` or `a year`; null where it is a mere number or a currency.")
    reason: str = said("Why it is so.")
    calibrated: str = said("What the workspace's own data said about it, or `not calibrated`.")


@output
class ValueSettings:
    """The numbers in force; every figure says which revision of them it was computed from."""

    revision: int = said("Rises by one with every change; 0: the defaults.")
    settings: list[ValueSetting] = said("Every number, in the order of the value model.")


@input_
class SettingInput:
    """One number to change."""

    name: str = said("Which one.")
    value: str | None = said("The number, or the currency; stays when left out.", default=None)
    calibrated: str | None = said("What the workspace's own data said about it: on how many cases, with which result.", default=None)


@output
class ValueSettingsChanged:
    """The numbers were changed."""

    settings: ValueSettings = said("All of them after the change.")


ValueSettingsResult = Annotated[
    ValueSettingsChanged | StaleRevision | InvalidSettings | InvalidEdit | NotAllowed,
    union("ValueSettingsResult", "The settings after a change, or why it was refused."),
]


@output
class SettingQuestions:
    """What people ask about the numbers of the value model."""

    @field
    async def value_settings(self, info: Info) -> ValueSettings:
        """The numbers that the value model goes by in this workspace."""
        return settings_shown(await info.context.ask(value_settings))


@output
class SettingChanges:
    """What people change about the numbers of the value model."""

    @answer(ValueSettingsResult)
    async def value_settings_change(
        self,
        info: Info,
        settings: Annotated[list[SettingInput], argument("What to change; numbers that are left out stay.")],
        reason: Annotated[str, argument("Why these numbers are better, in one sentence; at most 500 characters.")],
        expected_revision: Annotated[
            int | None, argument("The revision that you saw (0: the defaults), to be refused when it moved.")
        ] = None,
        idempotency_key: Repeat = None,
    ) -> object:
        """Choose other numbers for the value model; all of them or none."""
        change = SettingsChange(
            values={one.name: _number(one.name, one.value) for one in settings if one.value is not None},
            calibrated={one.name: one.calibrated for one in settings if one.calibrated is not None},
            reason=reason,
            expected=expected_revision,
        )
        call = info.context.ask(value_settings_change, change, idempotency_key)
        return await answered(info, call, lambda found: ValueSettingsChanged(settings=settings_shown(found)))


def settings_shown(value: model.ValueSettings) -> ValueSettings:
    """The numbers as GraphQL shows them."""
    shown = [like(ValueSetting, one, value=str(one.value), unit=one.unit or None) for one in model.listed(value)]
    return ValueSettings(revision=value.revision, settings=shown)


def _number(name: str, said: str) -> Decimal | int | str:
    """A number as it is written; what is none is left to be refused with all else that is wrong."""
    if name == "currency":
        return said
    try:
        return Decimal(said)
    except InvalidOperation:
        return said
