"""A real browser, without a window and without a network: opens pages, and remembers what they do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, Page, sync_playwright

from tests import system

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = "axe.run(document, {resultTypes: ['violations']})"
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
"""Root may not use the sandbox; the pages are our own."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of the Debian package; Playwright brings none along. Not within a running event loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system.path("chromium"), args=OPTIONS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Opened:
    """A page with everything that it said and asked for."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def faults(self) -> list[tuple[str, str, str]]:
        """What axe-core finds serious or critical: the rule, how much so, and the first place."""
        self.page.evaluate(AXE)
        found = self.page.evaluate(RUN)["violations"]
        bad = (one for one in found if one["impact"] in ("serious", "critical"))
        return [(one["id"], one["impact"], one["nodes"][0]["html"][:200]) for one in bad]


def opened(browser: Browser, path: Path, **surroundings) -> Opened:
    """Open a file; `surroundings` are those of a Playwright context: viewport, colour scheme."""
    page = browser.new_page(**surroundings)
    seen = Opened(page)
    page.on("console", lambda message: seen.said.append(message.text))
    page.on("pageerror", lambda error: seen.said.append(str(error)))
    page.on("request", lambda request: seen.asked.append(request.url))
    page.goto(path.as_uri())
    return seen
