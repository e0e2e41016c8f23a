"""The HTML page in a real browser: nothing is loaded, nothing overflows, all can be read.

With ``MODERN_WS_PICTURES`` set to a folder, pictures of the page are left there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from flake8_modern_ws.command.main import main

from . import browser as driver
from .browser import Browser
from .sample import write_sample

pytestmark = pytest.mark.skipif(
    driver.BROWSER is None or driver.DRIVER is None,
    reason="needs Chromium and chromedriver (Debian: chromium, chromium-driver)")

#: The lowest contrast of a text with what is behind it, and where; opacity is not used.
CONTRAST = """
function parts(colour) { return colour.match(/[\\d.]+/g).map(Number); }
function light(colour) {
  const [r, g, b] = parts(colour).map(v => v / 255).map(
    v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function behind(element) {
  for (let e = element; e; e = e.parentElement) {
    const colour = getComputedStyle(e).backgroundColor, values = parts(colour);
    if (values.length === 3 || values[3] === 1) return colour;
  }
  return 'rgb(255, 255, 255)';
}
let lowest = [100, ''];
for (const e of document.body.querySelectorAll('*')) {
  if (e.closest('svg') || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
  const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < lowest[0]) lowest = [ratio, e.outerHTML.slice(0, 100)];
}
return lowest;
"""
#: The same for the parts of the charts; 3 is what graphics need (WCAG 2.2, 1.4.11).
CHART_CONTRAST = CONTRAST.replace(
    "if (e.closest('svg') || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) "
    "continue;", "if (e.tagName !== 'rect') continue;").replace(
    "getComputedStyle(e).color", "getComputedStyle(e).fill")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    write_sample(folder / "project")
    path = folder / "report.html"
    here = Path.cwd()
    os.chdir(folder / "project")
    try:
        main(["report", "--format=html", f"--output-file={path}"])
    finally:
        os.chdir(here)
    return path


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with driver.browser(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture
def browser(shared: Browser, page: Path) -> Browser:
    """The page, freshly loaded, everything unfolded."""
    shared.log("browser")
    shared.requested(page)
    shared.resize(1000, 900)
    shared.prefer("light")
    shared.open(page)
    shared.run("document.querySelectorAll('details').forEach(e => { e.open = true; });")
    return shared


def picture(browser: Browser, name: str) -> None:
    folder = os.environ.get("MODERN_WS_PICTURES")
    if folder:
        browser.picture(Path(folder) / f"{name}.png")


def test_the_console_stays_empty_and_nothing_is_requested(browser: Browser, page: Path) -> None:
    assert browser.log("browser") == []
    assert set(browser.requested(page)) - {"data:,"} == {page.as_uri()}
    picture(browser, "light")


def test_the_policy_of_the_page_stops_what_would_be_loaded(browser: Browser) -> None:
    browser.run("document.body.insertAdjacentHTML('beforeend', "
                "'<img src=http://127.0.0.1:9/x.png>')")
    assert any("Content Security Policy" in entry["message"] for entry in browser.log("browser"))


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_screen(browser: Browser, width: int) -> None:
    browser.resize(width, 800, phone=width < 768)
    assert browser.run("return innerWidth") == width
    assert browser.run("return document.documentElement.scrollWidth") <= width
    clipped = browser.run(
        "return [...document.querySelectorAll('main *')].filter(e => !e.closest('thead') && "
        "e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.outerHTML.slice(0, 80))")
    assert clipped == []
    picture(browser, f"width-{width}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_charts_can_be_seen(browser: Browser, scheme: str) -> None:
    browser.prefer(scheme)
    red = int(browser.run("return getComputedStyle(document.body).backgroundColor")
              .partition("(")[2].partition(",")[0])
    assert red > 200 if scheme == "light" else red < 60
    ratio, where = browser.run(CONTRAST)
    assert ratio >= 4.5, where
    ratio, where = browser.run(CHART_CONTRAST)
    assert ratio >= 3, where
    picture(browser, scheme)


def test_charts_and_boxes_have_names_for_those_who_listen(browser: Browser) -> None:
    tree = browser.command("Accessibility.getFullAXTree")["nodes"]
    named = {}
    for node in tree:
        if not node.get("ignored"):
            role = node.get("role", {}).get("value")
            named.setdefault(role, []).append(node.get("name", {}).get("value", ""))
    for role in ("image", "checkbox", "table", "heading", "columnheader", "rowheader"):
        assert named.get(role), f"no {role}: {sorted(map(str, named))}"
    assert all(named["image"] + named["checkbox"] + named["heading"] + named["rowheader"])
    levels = browser.run("return [...document.querySelectorAll('h1, h2, h3')].map(e => e.tagName)")
    assert levels == ["H1", *["H2"] * (len(levels) - 1)]


def test_names_of_files_are_text(browser: Browser) -> None:
    assert browser.run("return document.scripts.length") == 0
    assert browser.run("return document.querySelectorAll('img, b').length") == 0
    assert "<b>bold" in browser.run("return document.body.textContent")


def test_bars_are_as_long_as_their_counts(browser: Browser) -> None:
    parts = browser.run(
        "const bar = document.querySelector('svg.share');"
        "return [...bar.querySelectorAll('rect')].map(e => e.getBoundingClientRect().width / "
        "bar.getBoundingClientRect().width)")
    counts = [int(text) for text in browser.run(
        "return [...document.querySelector('.legend').querySelectorAll('strong')]"
        ".map(e => e.textContent)") if text != "0"]
    assert len(parts) == len(counts) == 3
    for part, count in zip(parts, counts):
        assert part == pytest.approx(count / sum(counts), abs=0.01)
