"""A brief as a page for a browser and for paper."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from drawing import network
from meetings import briefed, month_end
from valuenet.messages.brief_page import page, policy
from valuenet.model.actor import Actor
from valuenet.model.call_plan import Comment
from valuenet.model.edits import PutOutcome, Tag

NET = network("[tool] -> fast", "fast: cfo")
VOID = {"meta", "br"}


class Outline(HTMLParser):
    """The tags of a page as they open and close, and its text."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs).get("class") or ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_every_element_is_closed_where_it_was_opened() -> None:
    assert Outline(page(month_end())).open == []


def test_every_persona_has_a_sheet_of_their_own_on_a4_after_a_cover_for_the_room() -> None:
    seen = Outline(page(month_end())).seen
    assert [kind for tag, kind in seen if tag == "section"] == ["cover", "sheet", "sheet"]
    style = page(month_end())
    assert "size: A4" in style
    assert re.search(r"\.sheet \+ \.sheet \{[^}]*break-before: page", style)


def test_who_comes_alone_needs_no_cover() -> None:
    assert [kind for tag, kind in Outline(page(briefed(NET))).seen if tag == "section"] == ["sheet"]


def test_it_says_all_that_the_text_says() -> None:
    words = " ".join("".join(Outline(page(month_end())).words).split())
    for said in (
        "Brief: Alder",
        "You meet Ms Keller (CFO) and the CLERK.",
        "Orders come on paper. CLERK, 3 March 2026",
        "Do not bring up: Higher operating profit.",
        "“At last *somebody* says it.”",
        "80 points = 40/40 a primary wish of theirs",
        "1. month-end/faster: held? (2 accounts so far)",
        "Made from Month end (revision 1)",
    ):
        assert said in words


def test_what_people_wrote_does_not_become_markup() -> None:
    nasty = '<script>alert("&")</script>'
    net = network("[tool] -> fast", PutOutcome(key="fast", title=nasty), Tag(outcome="fast", persona="cfo", why=nasty, personally=nasty))
    comment = Comment(by=Actor(id="act_1", name=nasty), at="2026-03-30T08:00:00.000000+00:00", text=nasty)
    outline = Outline(page(briefed(net, who=[f"cfo:{nasty}"]), [comment]))
    assert "script" not in {tag for tag, _ in outline.seen}
    assert nasty in "".join(outline.words)
    assert outline.open == []


def test_it_runs_nothing_loads_nothing_and_its_policy_names_its_style() -> None:
    written = page(month_end())
    style = written.partition("<style>")[2].partition("</style>")[0]
    assert f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in policy()
    assert "default-src 'none'" in policy()
    assert not re.search(r"<script|<link|<img|url\(|@import|style=|\son\w+=", written)
