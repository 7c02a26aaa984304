"""A brief as JSON and back."""

from __future__ import annotations

import json

import pytest

from drawing import network, outcome_id
from meetings import briefed, message, month_end
from valuenet.messages.brief_json import brief_of_json, json_text
from valuenet.messages.phrases import NO_BREAK

NET = network("[tool] -> fast", "fast: cfo")

WRITTEN = {
    "on": "2026-04-01",
    "account": {"key": "alder", "name": "Alder", "trade": "Food", "region": "North"},
    "networks": [{"key": "net", "name": "Net", "offering": "An offering", "revision": 1}],
    "directory": 1,
    "tests": 0,
    "shared": [],
    "pages": [
        {
            "persona": "cfo",
            "name": "CFO",
            "level": "executive",
            "function": "",
            "measured_on": "",
            "people": ["Kim"],
            "credible": None,
            "points": [
                {
                    "place": 1,
                    "network": "net",
                    "key": "fast",
                    "outcome": outcome_id(NET, "fast"),
                    "title": "Fast",
                    "kind": "business",
                    "importance": "primary",
                    "why": "cfo cares",
                    "personally": "",
                    "chain": "Tool, so that Fast",
                    "metric": "",
                    "once_credible": False,
                    "rank": {
                        "points": 60.0,
                        "parts": [
                            {"name": "importance", "points": 40, "most": 40, "because": "a primary wish of theirs"},
                            {"name": "evidence", "points": 15.0, "most": 30, "because": "never tested with them: an open question"},
                            {"name": "money", "points": 0, "most": 20, "because": "nobody has put a number on it yet"},
                            {"name": "reach", "points": 5.0, "most": 10, "because": "1 step from what we do"},
                        ],
                    },
                    "tested": {
                        "validated": 0,
                        "refuted": 0,
                        "inconclusive": 0,
                        "mean": 0.5,
                        "low": 0.135,
                        "high": 0.865,
                        "label": "not enough tests",
                    },
                    "shared_with": [],
                    "words": {
                        "wording": "approved message",
                        "message": "msg_1",
                        "headline": "A headline",
                        "say": "Some words.",
                        "questions": [],
                        "proof": [],
                        "objection": "",
                        "answer": "",
                        "stage": "exploring what could be done",
                        "moved": [],
                    },
                    "heard": [],
                    "confirmed": 0,
                    "refuted": 0,
                }
            ],
            "unlisted": 0,
            "only": [],
            "troubles": [],
            "cautions": [],
            "record": [
                {"place": 1, "address": "net/fast", "facts": ["held?", "worth a year?"]},
                {"place": 0, "address": "", "facts": ["are we credible with the CFO by now?"]},
            ],
        }
    ],
    "executives": [{"persona": "CFO", "title": "Fast", "importance": "primary", "why": "cfo cares", "attending": True}],
    "absent": [],
    "gaps": [],
}


def test_a_brief_is_written_like_this() -> None:
    written = json_text(briefed(NET, who=["cfo:Kim"], messages=[message(NET, "fast")]))
    assert json.loads(written) == WRITTEN
    assert list(json.loads(written)) == list(WRITTEN)


def test_a_kept_brief_is_told_again_as_it_was() -> None:
    found = month_end()
    assert brief_of_json(json_text(found)) == found


def test_the_same_brief_gives_the_same_text() -> None:
    found = briefed(NET)
    assert json_text(found) == json_text(briefed(NET))
    assert NO_BREAK in json_text(month_end()), "amounts stay on one line wherever they are shown"


def test_a_brief_of_an_earlier_version_is_read_without_what_it_did_not_know() -> None:
    older = json.loads(json_text(briefed(NET)))
    del older["gaps"], older["pages"][0]["troubles"]
    assert brief_of_json(json.dumps(older)) == briefed(NET)


def test_what_is_no_brief_is_not_read_as_one() -> None:
    with pytest.raises(ValueError, match="pages"):
        brief_of_json('{"on": "2026-04-01", "networks": [], "directory": 1, "tests": 0}')
