"""A brief as JSON and back: a kept one is told again as it was. The same brief gives the same text."""

from __future__ import annotations

import json

from valuenet.messages.brief_parts import Brief
from valuenet.model.plain import plain, value


def json_text(brief: Brief) -> str:
    """The whole brief as one JSON document, fields in the order of their definition."""
    return json.dumps(plain(brief), ensure_ascii=False, indent=2) + "\n"


def brief_of_json(text: str) -> Brief:
    """The brief that `json_text` wrote, also by an earlier version: fields that it did not know yet are empty."""
    return value(Brief, json.loads(text))
