"""A real browser for tests: the Chromium of this computer, driven by Playwright, which tells of everything that went wrong in a page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

NO_CHROMIUM = "no Chromium on this computer: install it (apt install chromium)"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SECONDS = 30


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser without windows; skips on a laptop that has none, fails in CI.

    Playwright keeps an event loop running in this thread meanwhile: nothing else in it may run one.
    """
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    expect.set_options(timeout=_SECONDS * 1_000)
    with sync_playwright() as playwright:
        # Its sandbox does not run as root, as CI does; it sees nothing but our own pages here.
        browser = playwright.chromium.launch(executable_path=found, chromium_sandbox=os.geteuid() != 0)
        yield browser
        browser.close()


class Visitor:
    """Somebody with a browser of their own; `wrong` is what their pages complained about: errors, and what a policy kept out."""

    def __init__(self, context: BrowserContext) -> None:
        self.wrong: list[str] = []
        self.asked: list[str] = []
        context.set_default_timeout(_SECONDS * 1_000)
        self.page: Page = context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.wrong.append(message.text)


@contextmanager
def visitor(browser: Browser, **options: Any) -> Iterator[Visitor]:
    """A visitor who has been nowhere yet; `options` are those of the browser, such as the size of the screen."""
    context = browser.new_context(**options)
    try:
        yield Visitor(context)
    finally:
        context.close()
