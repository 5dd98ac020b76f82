"""«Этапы» as it is seen: at every width each number stands under its heading, whole and alone; a link lands on its cell."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from data_loader import demo
from data_loader.programme import load_programme
from tests.browser import serving
from tests.browser.conftest import Opener
from tests.browser.looking import go, settle

WIDTHS = [320, 390, 700, 940, 941, 1190, 1280, 1440, 1920]
QUERIES = ["", "?until=2026-05-31", "?city=ishim&until=2026-05-31"]
TIMES = {"a few": 1, "thousands": 29, "millions": 20_903}
"""By how much every count of the demonstration is multiplied."""

HEADINGS = """() => [...document.querySelectorAll('.matrix, .where')].flatMap(table => {
  const clipped = e => e.tagName !== 'TABLE' && (e.getBoundingClientRect().width <= 1 || clipped(e.parentElement));
  const seen = e => e.checkVisibility() && !clipped(e) ? e.getBoundingClientRect() : null;
  const heads = [...table.querySelectorAll('thead th')].map(e => [e.textContent.replaceAll('\\u00ad', ''), seen(e)]);
  return [...table.querySelectorAll('tbody tr')].flatMap(row => [...row.children].slice(1).map((cell, n) => {
    const box = seen(cell), own = heads[n + 1], label = getComputedStyle(cell, '::before').content;
    if (!box) return null;
    const middle = box.left + box.width / 2;
    const above = heads.filter(([_, b]) => b && b.left <= middle && middle <= b.right).map(([name, _]) => name);
    const said = label.includes(cell.dataset.label) ? [own[0]] : above;
    return said.length === 1 && said[0] === own[0] ? null : `«${cell.textContent}» stands under ${said}, not under ${own[0]}`;
  }));
}).filter(Boolean)"""
"""Numbers above which another heading is read than their own; where there is no heading above, the cell must say its name."""

WHOLE = """() => {
  const wrong = [];
  for (const table of document.querySelectorAll('.matrix, .where, .list')) {
    const boxes = [];
    const walk = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const cell = node.parentElement.closest('th, td');
      if (!cell || !node.textContent.trim() || !node.parentElement.checkVisibility() || node.parentElement.closest('.unseen')) continue;
      const inside = cell.getBoundingClientRect();
      if (inside.width <= 1) continue;
      for (const word of node.textContent.matchAll(/[^ \\n\\u00ad]+/g)) {
        const range = document.createRange();
        range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
        const rects = [...range.getClientRects()].filter(r => r.width > 0);
        if (node.textContent[word.index - 1] === '\\u00ad' && rects.length > 1) rects.shift(); /* the hyphen on the line before */
        if (!rects.length) continue;
        if (rects.some(r => Math.abs(r.top - rects[0].top) > 4)) wrong.push(`«${word[0]}» is torn`);
        const [left, right] = [Math.min(...rects.map(r => r.left)), Math.max(...rects.map(r => r.right))], {top, bottom} = rects[0];
        if (left < inside.left - 1 || right > inside.right + 1) wrong.push(`«${word[0]}» leaves its cell`);
        boxes.push({word: word[0], left, right, top, bottom});
      }
    }
    boxes.forEach((a, n) => boxes.slice(n + 1).forEach(b => {
      if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4) wrong.push(`«${a.word}» lies on «${b.word}»`);
    }));
  }
  return wrong;
}"""
"""Words and numbers in tables that are torn, leave their cell or lie on one another."""

LINES = """() => {
  const short = /^(в|во|к|ко|с|со|у|о|об|на|не|ни|и|а|из|от|до|по|за|без|для|при|под|над|№)$/i;
  const wrong = [];
  for (const block of document.querySelectorAll('main :is(h1, h2, h3, p, th, td, .source > span)')) {
    if (!block.checkVisibility() || block.closest('.unseen') || block.getBoundingClientRect().width <= 1) continue;
    const words = [];
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.parentElement.closest('.unseen') || node.parentElement.closest('h1, h2, h3, p, th, td, .source > span') !== block) continue;
      for (const word of node.textContent.matchAll(/[^\\s\\u00a0\\u00ad]+/g)) {
        const range = document.createRange();
        range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
        const rects = [...range.getClientRects()].filter(r => r.width > 0);
        if (node.textContent[word.index - 1] === '\\u00ad' && rects.length > 1) rects.shift();
        if (!rects.length) continue;
        if (Math.abs(rects[0].top - rects.at(-1).top) > 6) wrong.push(`«${word[0]}» is torn`);
        const syllable = [word.index - 1, word.index + word[0].length].some(at => node.textContent[at] === '\\u00ad');
        words.push([syllable ? '' : word[0], rects[0].top]);
      }
    }
    words.slice(0, -1).forEach(([word, top], n) => {
      if (short.test(word) && words[n + 1][1] - top > 6) wrong.push(`a line ends with «${word}»: ${block.textContent.slice(0, 60)}`);
    });
  }
  return wrong;
}"""
"""Words that are torn without a hyphen, and lines that end with a preposition."""


@pytest.fixture(scope="module", params=TIMES, ids=str)
def stages(request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page over the demonstration, with counts of one to seven digits."""
    folder = tmp_path_factory.mktemp("stages")
    url = f"sqlite:///{folder}/programme.db"
    serving.load(url, demo.write_files(demo.generate(load_programme(serving.PROGRAMME), serving.TODAY), folder))
    with closing(sqlite3.connect(folder / "programme.db")) as database:
        database.execute("UPDATE count_now SET count = count * ?", (TIMES[request.param],))
        database.commit()
    with serving.serving(folder, url, serving.PROGRAMME) as address:
        context = browser.new_context(base_url=address, locale="ru-RU")
        yield context.new_page()
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_number_stands_under_its_heading_whole_and_alone(stages: Page, width: int) -> None:
    stages.set_viewport_size({"width": width, "height": 900})
    found = []
    for query in QUERIES:
        go(stages, f"/stages{query}")
        assert stages.locator(".matrix td.cell").count() > 10
        found += [f"{query} {wrong}" for script in (HEADINGS, WHOLE, LINES) for wrong in stages.evaluate(script)]
    assert not found, "\n".join(found)


def test_a_link_to_who_stands_lands_on_its_cell_and_marks_it(page: Page) -> None:
    go(page, "/stages")
    cells = [str(cell.get_attribute("id")) for cell in page.locator(".where td.people-cell:not(.none)").all()]
    first, second = cells[0], cells[-1]
    for arrive in (_opened, _followed_from_another_page, _followed_from_another_view):
        arrive(page, second)
        expect(page.locator(":target")).to_have_attribute("id", second)
        expect(page.locator(f"#{second}")).to_be_in_viewport()
        go(page, f"/stages#{first}")


def _opened(page: Page, cell: str) -> None:
    page.goto("/")
    go(page, f"/stages#{cell}")


def _followed_from_another_page(page: Page, cell: str) -> None:
    go(page, "/")
    _follow(page, f"/stages#{cell}")
    page.wait_for_url("**/stages#*")


def _followed_from_another_view(page: Page, cell: str) -> None:
    go(page, "/stages?cohort=2025-1")
    _follow(page, f"/stages#{cell}")
    page.wait_for_url("**/stages#*")


def _follow(page: Page, address: str) -> None:
    """A link as pages have it, clicked."""
    link = "address => { const a = document.querySelector('#navigation a[data-page=stages]'); a.setAttribute('href', address); a.click(); }"
    page.evaluate("window.sameDocument = true")
    page.evaluate(link, address)
    expect(page.locator("#navigation a[aria-current=page]")).to_have_text("Этапы")
    settle(page)
    assert page.evaluate("window.sameDocument") is True


def test_a_marked_cell_does_not_pull_the_reader_back(page: Page) -> None:
    """He has scrolled on; a new load redraws the page and leaves him where he is."""
    go(page, "/stages")
    cell = str(page.locator(".where td.people-cell:not(.none)").first.get_attribute("id"))
    go(page, f"/stages#{cell}")
    page.evaluate("window.scrollTo(0, 40)")
    page.evaluate("school.renew(school.load())")
    page.wait_for_timeout(500)
    assert page.evaluate("window.scrollY") == 40


COLOURS = """() => ['.matrix .share-5', '.matrix .share-0', '.units i', '.matrix.days .bar', '.skips .bar', '.earlymark']
  .map(name => [name, document.querySelector(name)]).filter(([_, e]) => e)
  .map(([name, e]) => [name, getComputedStyle(e).backgroundColor, getComputedStyle(e).color])"""


def test_forced_colours_keep_cells_squares_and_bars(window: Opener) -> None:
    plain, forced = window(), window(forced_colors="active")
    for page in (plain, forced):
        go(page, "/stages")
    seen, kept = plain.evaluate(COLOURS), forced.evaluate(COLOURS)
    assert len(seen) >= 5
    assert [(name, ground) for name, ground, _ in kept] == [(name, ground) for name, ground, _ in seen]
    ink = {name: colour for name, _, colour in seen}
    assert all(colour == ink[name] for name, _, colour in kept if name.startswith(".matrix .share"))
