"""The numbers that a workspace has chosen for its value model: one record, with the log of every change of them."""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.model.ids import Key, SettingsId
from valuenet.model.value_settings import ValueSettings

VALUE_SETTINGS = Key("value-settings")
"""The key of the one record of its kind in a workspace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceSettings:
    """(:WorkspaceSettings): a workspace without one goes by the defaults."""

    id: SettingsId
    settings: ValueSettings
    key: Key = VALUE_SETTINGS
