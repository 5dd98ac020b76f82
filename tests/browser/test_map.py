"""«Карта» as it is seen: map and list in the first screen, names apart, numbers whole, nothing that jumps."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from dashboard.figures import theme
from tests.browser.conftest import Opener
from tests.browser.looking import go, near, pixels, settle
from tests.browser.serving import TODAY, Site, serve

# --- where map and list stand

PLACES = """() => {
  const seen = e => e && e.getBoundingClientRect();
  const graph = [...document.querySelectorAll('.map .graph')].find(e => e.checkVisibility());
  const {top, bottom, left, right} = seen(graph), list = seen(document.querySelector('.placelist'));
  return [[top, bottom, left, right], [list.top, list.bottom, list.left, list.right]];
}"""


@pytest.mark.parametrize(
    ("width", "height"),
    [(1000, 720), (1200, 720), (1280, 720), (1366, 768), (1440, 900), (1600, 900), (1920, 1080), (2200, 1240)],
)
@pytest.mark.parametrize("query", ["", "?city=tyumen", "?unit=services&month=2026-09"])
def test_map_and_list_stand_side_by_side_in_the_first_screen(window: Opener, width: int, height: int, query: str) -> None:
    page = window(viewport={"width": width, "height": height})
    go(page, f"/map{query}")
    (top, bottom, _, right), (list_top, list_bottom, left, _) = page.evaluate(PLACES)
    assert left > right, "the list does not stand at the side of the map"
    assert 0 < top < bottom <= height and 0 < list_top < list_bottom <= height + 1
    assert abs(top - list_top) < 12, "they do not begin at one height"


@pytest.mark.parametrize("width", [320, 390, 768, 999])
def test_where_it_is_narrow_the_list_stands_under_the_map_and_is_whole(window: Opener, width: int) -> None:
    page = window(viewport={"width": width, "height": 800})
    go(page, "/map")
    (_, bottom, _, right), (top, *_) = page.evaluate(PLACES)
    assert top >= bottom and right <= width
    assert page.evaluate("(e => e.scrollHeight <= e.clientHeight)(document.querySelector('.placelist'))")


def test_the_list_beside_the_map_scrolls_from_the_keyboard_and_prints_whole(window: Opener) -> None:
    page = window(viewport={"width": 1280, "height": 720})
    go(page, "/map")
    region = page.locator(".placelist")
    assert region.evaluate("e => e.scrollHeight > e.clientHeight")
    region.focus()
    page.keyboard.press("End")
    page.wait_for_function("() => document.querySelector('.placelist').scrollTop > 100")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Список мест"
    page.emulate_media(media="print")
    assert region.evaluate("e => e.scrollHeight <= e.clientHeight + 1")


# --- names and circles as they are drawn

NAMES = """() => {
  const graph = [...document.querySelectorAll('.map .js-plotly-plot')].find(e => e.checkVisibility());
  const box = e => { const {left, right, top, bottom} = e.getBoundingClientRect(); return {left, right, top, bottom}; };
  const at = (e, x, y) => { const p = new DOMPoint(x, y).matrixTransform(e.getScreenCTM()); return [p.x, p.y]; };
  const texts = [...graph.querySelectorAll('.annotation-text')].filter(e => e.textContent && !/Вокруг/.test(e.textContent))
    .map(e => ({word: e.textContent, ...box(e)}));
  const circles = [...graph.querySelectorAll('.points path')]
    .map(box).map(b => [(b.left + b.right) / 2, (b.top + b.bottom) / 2, (b.right - b.left) / 2]);
  const frame = box(graph), lines = [];
  for (const path of graph.querySelectorAll('.js-fill ~ *, .scatterlayer .lines path, .shapelayer path')) {
    if (!path.getTotalLength) continue;
    const length = path.getTotalLength();
    for (let n = 0; n <= length; n += 0.7) { const p = path.getPointAtLength(n); lines.push(at(path, p.x, p.y)); }
  }
  const faults = [], inset = ([x, y], b) => x > b.left + .5 && x < b.right - .5 && y > b.top + 2 && y < b.bottom - 2;
  texts.forEach((b, n) => {
    if (b.left < frame.left - 1 || b.right > frame.right + 1 || b.top < frame.top - 1 || b.bottom > frame.bottom + 1) faults.push(b.word + ' is cut');
    for (const [x, y, r] of circles) {
      const nx = Math.min(Math.max(x, b.left), b.right), ny = Math.min(Math.max(y, b.top + 2), b.bottom - 2);
      if (Math.hypot(nx - x, ny - y) < r - 1) faults.push(b.word + ' on a circle');
    }
    if (lines.some(p => inset(p, b))) faults.push(b.word + ' on a line');
    texts.slice(n + 1)
      .filter(o => b.left < o.right && o.left < b.right && b.top + 3 < o.bottom && o.top + 3 < b.bottom)
      .forEach(o => faults.push(b.word + ' on ' + o.word));
  });
  return [texts.length, circles.length, lines.length, [...new Set(faults)]];
}"""
"""How many names, circles and points of lines a drawing has, and which names lie on one of them as the browser drew it."""


@pytest.mark.parametrize(
    ("width", "height"), [(320, 800), (390, 844), (768, 1024), (1000, 720), (1280, 720), (1440, 900), (1920, 1080), (2560, 1440)]
)
def test_no_name_lies_on_a_circle_or_a_line_as_it_is_drawn(window: Opener, width: int, height: int) -> None:
    page = window(viewport={"width": width, "height": height})
    for query in ("", "?city=tyumen", "?city=ishim,yalutorovsk", "?unit=services"):
        go(page, f"/map{query}")
        names, circles, lines, faults = page.evaluate(NAMES)
        assert names >= 2 and circles >= 3 and lines > 100, "nothing was tested"
        assert not faults, (query, faults)


LETTERS = """() => Math.min(...[...document.querySelectorAll('.map .annotation-text')].filter(e => e.checkVisibility())
  .map(e => parseFloat(e.style.fontSize) * e.getBoundingClientRect().height / e.getBBox().height))"""
"""The size of the smallest letters of the map as they are seen, in pixels."""


def test_the_words_of_the_map_grow_with_the_screen_and_are_never_small(window: Opener) -> None:
    sizes = []
    for width, height in ((320, 800), (1280, 720), (1440, 900), (1920, 1080)):
        page = window(viewport={"width": width, "height": height})
        go(page, "/map")
        sizes.append(page.evaluate(LETTERS))
    assert min(sizes) > 12.9, "letters under 13 px"
    assert sizes[-1] >= 1.2 * sizes[1]


def test_a_chosen_city_fills_the_map(window: Opener) -> None:
    page = window()
    kilometres = []
    for query in ("", "?city=ishim"):
        go(page, f"/map{query}")
        (scale,) = [text for text in page.locator(".map-wide .annotation-text").all_text_contents() if text.endswith("км")]
        kilometres.append(int(scale.split("\u00a0")[0]))
    assert kilometres == [200, 20]


# --- the list

LONG = ["Тюмень", "Тобольск", "Ишим", "Ялуторовск", "Заводоуковск", "Боровский", "Новозаимское", "Уват", "Старый Кавдык"]
LONG += ["Александровск-Сахалинский", "Посёлок имени Петропавловска-Камчатского", "Нижняя Тавда"]
MANY = [1_280_303, 7_304, 27, 1, 100_000, 2_651, 650, 4_027_200, 12, 1_000_000, 9_999_999, 46]


def write_long(folder: Path) -> list[Path]:
    """Services by the million in places with long names."""
    cities = ["Тюмень", "Тобольск", "Ишим", "Ялуторовск", "Заводоуковск"]
    places = [(f"p{n}", name, cities[n % 5], 56 + n / 9, 65 + n / 3) for n, name in enumerate(LONG)]
    services = [(f"b{n}", "1027200000101", f"p{n}", "Молодёжь", "Помощь", TODAY, many) for n, many in enumerate(MANY)]
    sheets: dict[str, list[tuple[object, ...]]] = {
        "places": [("place", "name", "city", "lat", "lon"), *places],
        "organisations": [("organisation", "name", "city"), ("1027200000101", "Дом", "Тюмень")],
        "services": [("beneficiary", "organisation", "place", "category", "service", "date", "quantity"), *services],
    }
    for name, rows in sheets.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return [folder / f"{name}.csv" for name in sheets]


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("long")
    with serve(folder, write_long(folder)) as running:
        yield running


@pytest.fixture
def long_names(browser: Browser, long_site: Site) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=long_site.address)
    yield context
    context.close()


CELLS = """() => {
  const faults = [], range = document.createRange(), zoom = parseFloat(getComputedStyle(document.body).zoom) || 1;
  const inner = e => { range.selectNodeContents(e); return range.getBoundingClientRect(); };
  for (const row of [...document.querySelectorAll('.places tr')].filter(e => e.checkVisibility())) {
    const cells = [...row.children].filter(e => !e.classList.contains('barcell'));
    cells.forEach((cell, n) => {
      const b = inner(cell), next = cells[n + 1];
      if (cell.matches('td.number') && b.height > 24 * zoom) faults.push(cell.textContent + ' is broken');
      if (b.right > cell.getBoundingClientRect().right + 1) faults.push(cell.textContent + ' is cut');
      if (next && b.right > inner(next).left - 4) faults.push(cell.textContent + ' touches ' + next.textContent);
      if (b.left < -1 || b.right > innerWidth + 1) faults.push(cell.textContent + ' is out of sight');
    });
  }
  return [document.querySelectorAll('.places td.number').length, faults];
}"""
"""How many numbers the list has, and which are broken, cut or touch their neighbour."""


@pytest.mark.parametrize("width", [320, 360, 390, 480, 640, 641, 768, 940, 1000, 1180, 1280, 1440, 1600, 1920, 2200])
def test_numbers_of_the_list_are_whole_and_apart(long_names: BrowserContext, width: int) -> None:
    page = long_names.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    for query in ("", "?unit=services", "?city=tyumen"):
        go(page, f"/map{query}")
        numbers, faults = page.evaluate(CELLS)
        assert numbers >= 6 and not faults, (query, faults)


TORN = """() => [...document.querySelectorAll('.places th')].filter(e => e.checkVisibility()).flatMap(name => {
  const text = name.querySelector('b')?.firstChild || name.firstChild, range = document.createRange(), lines = [];
  [...text.data].forEach((letter, n) => {
    range.setStart(text, n); range.setEnd(text, n + 1);
    const {top, width} = [...range.getClientRects()].at(-1) || {};
    if (!width) return;
    if (lines.length && top > lines.at(-1).top + 8 && /[а-яё]/i.test(letter) && /[а-яё]/i.test(text.data[n - 1])) lines.torn = true;
    lines.push({top});
  });
  return lines.torn ? [text.data] : [];
})"""
"""Names broken inside a word without a hyphen."""


def test_no_name_is_torn_on_a_phone(long_names: BrowserContext, window: Opener) -> None:
    for page in (long_names.new_page(), window()):
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 844})
            for query in ("", "?month=2026-10"):
                go(page, f"/map{query}")
                assert page.evaluate(TORN) == []


# --- while it comes, and for eyes that need other colours

WATCH = """() => {
  window.shifts = []; window.waits = new Set();
  new PerformanceObserver(found => found.getEntries().forEach(entry => shifts.push(entry.value))).observe({type: 'layout-shift', buffered: true});
  setInterval(() => { if (document.body && /loading/i.test(document.body.innerText)) waits.add('Loading'); }, 15);
}"""


def _late(route: Route) -> None:
    time.sleep(0.6)
    route.continue_()


@pytest.mark.parametrize("viewport", [{"width": 1440, "height": 900}, {"width": 390, "height": 844}])
def test_while_the_map_comes_nothing_jumps_and_nothing_is_said_in_english(window: Opener, viewport: dict[str, int]) -> None:
    """The drawing's files come late: its place has its size, and paper is what one sees there."""
    page = window(viewport=viewport)
    page.route("**/*plotly*.js", _late)
    page.add_init_script(f"({WATCH})()")
    page.goto("/map", wait_until="commit")
    page.locator(".placelist").wait_for()
    before = page.evaluate(PLACES), page.locator(".footer").bounding_box()
    settle(page)
    page.wait_for_timeout(200)
    assert (page.evaluate(PLACES), page.locator(".footer").bounding_box()) == before
    assert sum(page.evaluate("shifts")) < 0.01 and page.evaluate("[...waits]") == []


def test_forced_colours_keep_circles_names_and_bars(window: Opener) -> None:
    page = window(forced_colors="active", color_scheme="dark")
    go(page, "/map")
    drawing = pixels(page.locator(".map .graph.map-wide"))
    assert near(drawing, theme.DONE) > drawing.total() / 400 and near(drawing, theme.INK) > 100
    assert near(drawing, theme.PAPER, 3) > drawing.total() / 5
    bar = pixels(page.locator(".places .bar").first)
    assert near(bar, "#FFFFFF") > bar.total() * 0.8, "the bars are gone"
    ring = page.locator(".rings.map-wide").evaluate("e => getComputedStyle(e.firstElementChild).borderTopColor")
    assert ring == "rgb(255, 255, 255)"
