"""How the browser tests start Chromium and what they demand of every page."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # tests run as root on a new machine
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = 390, 1280
HEIGHTS = {PHONE: 844, DESKTOP: 800}
CHINESE, ENGLISH = "zh-hans", "en"
# Where each page is held against all rules; `faults` looks at the other width whether it fits.
WIDTHS = {CHINESE: PHONE, ENGLISH: DESKTOP}
# Every run does so in Chinese on a telephone; in English at the desk in the hard tests, and every
# other page of test_every_page_in_english.py.
LANGUAGES = [CHINESE, pytest.param(ENGLISH, marks=pytest.mark.hard)]
EVERYWHERE = [(PHONE, CHINESE), pytest.param(DESKTOP, ENGLISH, marks=pytest.mark.hard)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
AUDIT = """options => {
  axe.configure({rules: [{id: "color-contrast", selector: "[data-unseen]"}]});
  return axe.run(document, options).then(found => found.violations);
}"""
# Marks what no page before has shown: visible elements by the tags, classes and states of
# themselves and of all that they lie in. Contrast hangs on nothing else, and takes longest.
MARK = """seen => {
  const known = new Set(seen), fresh = [];
  const stated = a => ["class", "type"].includes(a.name) || /^[a-z]+$/.test(a.value);
  const own = e => e.tagName + [...e.attributes].filter(stated).map(a => a.name + a.value).join();
  const walk = (element, above) => {
    const path = [...above + own(element)].reduce((sum, c) => sum * 31 + c.charCodeAt() | 0, 7);
    if (!known.has(path) && element.checkVisibility({visibilityProperty: true})) {
      known.add(path);
      fresh.push(path);
      element.setAttribute("data-unseen", "");
    }
    for (const child of element.children) walk(child, path);
  };
  walk(document.documentElement, "");
  return fresh;
}"""
_seen: set[int] = set()
# Where to keep a picture of every page that is audited; nowhere unless asked.
PICTURES = os.environ.get("LINLI_PICTURES", "")


def launch(playwright: Playwright) -> Browser:
    """Return a running Chromium of the system. Raises LookupError if none is installed."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        raise LookupError("no Chromium: install your system's package chromium and a Chinese font")
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


def watch(page: Page) -> Page:
    """Note on `page.troubles` what its console complains of: scripts, the content policy."""
    troubles: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        of_the_page_itself = message.location.get("url") == page.url
        if message.type == "error" and not of_the_page_itself:
            troubles.append(message.text)

    page.on("console", on_console)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.troubles = troubles  # type: ignore[attr-defined]
    return page


def faults(page: Page) -> list[str]:
    """Return what is wrong with the page shown, a line each: barriers, script errors, and what
    reaches beyond the window, on a telephone or a desktop."""
    page.wait_for_load_state()  # a click returns when the next page begins to come
    _picture(page)
    found = [f"console: {text}" for text in getattr(page, "troubles", [])]
    headings = page.locator("h1").count()
    if headings != 1:
        found.append(f"{headings} h1 headings")
    for broken in _violations(page):
        found += [_line(broken, node) for node in broken["nodes"]]
    return found + _overflow(page)


def _overflow(page: Page) -> list[str]:
    """Return what reaches beyond the window at each width, and leave the window as it was."""
    before = page.viewport_size
    found = []
    for width, height in HEIGHTS.items():
        page.set_viewport_size({"width": width, "height": height})
        wide, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        if wide > room:
            found.append(f"wider than the window: {wide} > {room}: {_widest(page)}")
    if before:
        page.set_viewport_size(before)
    return found


def _violations(page: Page) -> list[dict[str, Any]]:
    """Return what axe finds; its half megabyte is loaded once a page."""
    from axe_playwright_python.base import AXE_SCRIPT

    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    _seen.update(page.evaluate(MARK, list(_seen)))
    found: list[dict[str, Any]] = page.evaluate(AUDIT, OPTIONS)
    return found


def _line(broken: dict[str, Any], node: dict[str, Any]) -> str:
    why = "; ".join(part["message"] for part in [*node["any"], *node["all"], *node["none"]])
    return f"{broken['id']} at {node['target']}: {why} | {node['html'][:160]}"


def _widest(page: Page) -> list[str]:
    """Return the elements that reach beyond the window, to say where to look."""
    return page.evaluate(
        """[...document.querySelectorAll('body *')]
             .filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5)
             .map(e => e.tagName + '.' + e.className)"""
    )


def _picture(page: Page) -> None:
    if not PICTURES:
        return
    name = re.sub(r"\W+", "-", page.url.split("://", 1)[1].partition("/")[2]).strip("-") or "start"
    size = page.viewport_size or {}
    language = page.locator("html").get_attribute("lang")
    folder = Path(PICTURES)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}-{size.get('width')}-{language}.png"
    page.screenshot(path=file, full_page=True, animations="disabled")
