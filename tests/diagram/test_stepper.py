"""A build-up as one page: offline, its own style and script and nothing else, whole without a script."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from valuenet.diagram.stepper import Slide, policy, stepper

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" id="v%d"><title>step</title></svg>'
SLIDES = [Slide(title=f"Step <{number}>", sentence="“A” & then B", svg=SVG % number) for number in range(3)]
PAGE = stepper(SLIDES, title="Culture & <script>alert(1)</script>").decode()


class Tags(HTMLParser):
    """The elements of a page with their attributes, and which were left open."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in {"meta"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags() -> list[tuple[str, dict[str, str | None]]]:
    reader = Tags()
    reader.feed(PAGE)
    reader.close()
    assert reader.open == []
    return reader.found


def test_every_step_is_there_with_its_title_its_sentence_and_its_picture() -> None:
    sections = [attributes for tag, attributes in tags() if tag == "section"]
    assert [one["id"] for one in sections] == ["step-1", "step-2", "step-3"]
    assert [one["aria-label"] for one in sections] == ["Step 1 of 3", "Step 2 of 3", "Step 3 of 3"]
    assert PAGE.count("Step &lt;1&gt;") == 1
    assert PAGE.count("“A” &amp; then B") == 3
    assert all((SVG % number).decode() in PAGE for number in range(3))


def test_the_page_loads_nothing_and_runs_only_its_own_script() -> None:
    for tag, attributes in tags():
        assert not {"src", "href", "style", "onclick", "action"} & attributes.keys(), tag
    assert [tag for tag, _ in tags()].count("script") == 1
    for element, directive in (("script", "script-src"), ("style", "style-src")):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", PAGE, re.DOTALL)
        hashed = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{hashed}'" in policy()
    assert policy().startswith("default-src 'none'; ")
    assert next(attributes["content"] for tag, attributes in tags() if attributes.get("http-equiv")) == policy()


def test_without_a_script_all_steps_are_shown_and_no_button_promises_anything() -> None:
    assert next(attributes for tag, attributes in tags() if tag == "nav").keys() >= {"hidden"}
    assert 'class="stepping"' not in PAGE


def test_the_same_steps_give_the_same_bytes() -> None:
    assert stepper(SLIDES, title="x") == stepper(SLIDES, title="x")
