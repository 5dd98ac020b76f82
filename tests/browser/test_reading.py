"""Every page as readers with other screens, eyes and hands meet it; and names that are not what they look like."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page

from dashboard.figures import theme
from data_loader import demo
from data_loader.programme import load_programme
from tests.browser.awkward import FORMULA, HTML
from tests.browser.conftest import DESK, PHONE, Opener
from tests.browser.looking import go, near, pixels, sections, settle
from tests.browser.serving import TODAY, serve

LENGTHY = Path(__file__).with_name("lengthy.toml")
UNFOLD = "() => document.querySelectorAll('main details').forEach(fold => { fold.open = true; })"
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return "";
  const wide = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > width + 1);
  const inner = wide.filter(e => !wide.some(other => other !== e && e.contains(other)));
  const named = e => e.tagName + "." + e.className + " «" + (e.textContent || "").slice(0, 30) + "»";
  return document.documentElement.scrollWidth + " px: " + inner.slice(0, 5).map(named).join("; ");
}"""


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_page_scrolls_sideways(window: Opener, width: int) -> None:
    page = window(viewport={"width": width, "height": 800})
    found = []
    for path in sections(page):
        go(page, path)
        shut = page.evaluate(OVERFLOW)
        page.evaluate(UNFOLD)
        opened = page.evaluate(OVERFLOW)
        found += [f"{path} {how}: {what}" for how, what in (("as it opens", shut), ("unfolded", opened)) if what]
    assert not found, "\n".join(found)


def test_no_page_scrolls_sideways_however_long_the_names(browser: Browser, tmp_path: Path) -> None:
    files = demo.write_files(demo.generate(load_programme(LENGTHY), TODAY), tmp_path)
    with serve(tmp_path, files, LENGTHY) as site:
        found = []
        for width in (320, 390, 1000, 1440):
            context = browser.new_context(base_url=site.address, viewport={"width": width, "height": 800})
            page = context.new_page()
            for path in sections(page):
                go(page, path)
                found += [f"{path} at {width}: {what}" for what in [page.evaluate(OVERFLOW)] if what]
            context.close()
    assert not found, "\n".join(found)


def test_the_names_of_months_stand_over_their_weeks(page: Page) -> None:
    go(page, "/mentors")
    least, most, apart = page.evaluate(
        """() => {
          const names = document.querySelector('.heatmonths'), widths = getComputedStyle(names).gridTemplateColumns.split(' ');
          const [above, strip] = [names, document.querySelector('.heat')].map(part => part.getBoundingClientRect());
          const apart = Math.max(Math.abs(above.left - strip.left), Math.abs(above.right - strip.right));
          return [Math.min(...widths.map(parseFloat)), Math.max(...widths.map(parseFloat)), apart];
        }"""
    )
    assert most - least < 1, "weeks of unequal width"
    assert apart < 1, "names and weeks of another width"


@pytest.mark.parametrize(("viewport", "box"), [(DESK, ".graph.map-wide"), (PHONE, ".graph.map-narrow")])
def test_the_map_is_really_drawn(window: Opener, viewport: dict[str, int], box: str) -> None:
    """A map that collapsed to a point, or that its land floods, is all there for the document; only a picture tells."""
    page = window(viewport=viewport)
    go(page, "/map")
    seen = pixels(page.locator(box))
    every = seen.total()
    assert near(seen, theme.DONE) > every / 400, "no circles on the map"
    assert every / 5 < near(seen, theme.TINT, 1) < every * 0.9, "no land on the map, or nothing but land"
    assert near(seen, theme.INK) > 100, "no labels on the map"
    alone = _with_one_city(page, box)
    assert near(alone, theme.DONE) < near(seen, theme.DONE), "the circles do not follow the filter"


def _with_one_city(page: Page, box: str) -> Counter[tuple[int, int, int]]:
    go(page, "/map?city=ishim")
    return pixels(page.locator(box))


def test_names_that_look_like_html_and_formulas_are_text_on_every_page(page: Page) -> None:
    alarms: list[str] = []

    def alarmed(dialog: Dialog) -> None:
        alarms.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", alarmed)
    shown = ""
    for path in sections(page):
        go(page, path)
        assert page.locator("img[src=x]").count() == 0, path
        shown += page.locator("#main").evaluate("main => main.textContent")
    assert HTML in shown and FORMULA in shown, "no page shows the awkward names: nothing was tested"
    assert not alarms


def test_names_that_look_like_formulas_are_defused_in_every_download(page: Page) -> None:
    met = False
    for path in sections(page):
        go(page, path)
        for link in page.locator("a[download]").all():
            text = page.request.get(str(link.get_attribute("href"))).body().decode("utf-8-sig")
            cells = [cell for row in csv.reader(StringIO(text), delimiter=";") for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))], path
            met = met or f"'{FORMULA}" in cells
    assert met, "no download names the awkward places: nothing was tested"


MOVING = """() => [...document.querySelectorAll("*")].filter(e => {
  const style = getComputedStyle(e);
  const long = times => times.split(",").some(time => parseFloat(time) > 0);
  return long(style.transitionDuration) || style.animationName !== "none" && long(style.animationDuration);
}).map(e => e.tagName + "." + e.className)"""


def test_nothing_moves_for_readers_who_asked_for_no_motion(window: Opener) -> None:
    page = window(reduced_motion="reduce")
    for path in sections(page):
        go(page, path)
        assert not page.evaluate(MOVING), path
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_page_reads_in_order_and_names_its_parts(page: Page) -> None:
    for path in sections(page):
        go(page, path)
        assert page.locator("h1").count() == 1, path
        assert page.locator("main").count() == 1, path
        assert page.title().startswith(page.locator("#navigation a[aria-current=page]").inner_text()), path
        levels = [
            int(name[1]) for name in page.locator("main :is(h1, h2, h3, h4)").evaluate_all("all => all.map(e => e.tagName)")
        ]
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), f"{path}: {levels}"
        nameless = page.locator("main [role=img]:not([aria-label])").count()
        assert nameless == 0, path


def test_drawings_grow_with_the_window(page: Page) -> None:
    go(page, "/map")
    page.set_viewport_size({"width": 3840, "height": 2160})
    settle(page)
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 3840
    for graph in page.locator(".dash-graph").all():
        if graph.is_visible():
            drawn = graph.locator(".main-svg").first.bounding_box()
            place = graph.bounding_box()
            assert drawn and place and abs(drawn["width"] - place["width"]) < 3


WORDS = """() => [...document.querySelectorAll('.js-plotly-plot')].filter(e => e.offsetWidth).flatMap(graph => {
  const place = graph.getBoundingClientRect();
  return [...graph.querySelectorAll('text')].filter(e => e.textContent).map(text => {
    const b = text.getBoundingClientRect();
    return [text.textContent, (b.left + b.width / 2 - place.left) / place.width, (b.bottom - place.top) / place.height];
  });
})"""
"""Where the words of the drawings are, as shares of each drawing."""


def test_a_projector_shows_the_same_drawing_larger(window: Opener) -> None:
    """A page of 3840 pixels is zoomed 2.5 times: nothing in a drawing moves."""
    here, there = (window(viewport={"width": width, "height": width * 9 // 16}) for width in (1536, 3840))
    for page in (here, there):
        go(page, "/map")
        page.wait_for_timeout(300)
    small, large = here.evaluate(WORDS), there.evaluate(WORDS)
    assert len(small) == len(large) > 10
    moved = [
        (word, x, y, x2, y2)
        for (word, x, y), (_, x2, y2) in zip(small, large, strict=True)
        if abs(x2 - x) > 0.01 or abs(y2 - y) > 0.01
    ]
    assert not moved, moved[:5]
