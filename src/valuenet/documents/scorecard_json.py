"""A scorecard as JSON, every figure with its formula, inputs and source; the same scorecard gives the same text."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from valuenet.model.plain import plain
from valuenet.value.scorecard import Scorecard


def json_text(card: Scorecard, *, personal: bool = False) -> str:
    """The whole scorecard as one JSON document; personal outcomes of named people only for whoever may see them."""
    shown = card if personal else impersonal(card)
    return json.dumps(plain(shown), ensure_ascii=False, indent=2) + "\n"


def impersonal(card: Scorecard) -> Scorecard:
    """The scorecard without what named people want for themselves."""
    return replace(card, personal=(), personal_subtotal=replace(card.personal_subtotal, amount=Decimal(0)))
