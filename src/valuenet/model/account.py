"""A customer company. Messages are tested at it, gaps are reported from it, opportunities are opened with it."""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.model.ids import AccountId, Key
from valuenet.model.text import KEY, SHORT, TITLE, WHY, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """(:Account): accounts of the same trade are similar, of the same trade and region more so."""

    id: AccountId
    key: Key
    name: str
    trade: str = ""
    region: str = ""
    note: str = ""
    archived: bool = False

    def __post_init__(self) -> None:
        settle(self, key=KEY, name=TITLE, trade=SHORT, region=SHORT, note=WHY)
