"""«Воронка» as it is seen: cities side by side at every width, one scale, words on tap, links that land on whom they speak of."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from data_loader import demo
from data_loader.programme import load_programme
from tests.browser.conftest import PHONE, Opener
from tests.browser.looking import go, settle
from tests.browser.serving import TODAY, serve
from tests.browser.test_numbers import LENGTHY

SIDE_BY_SIDE = """() => [...document.querySelectorAll('.funnel')].flatMap(table =>
  [...table.querySelectorAll('tbody tr:not(.unfolds)')].map(row => {
    const boxes = [...row.querySelectorAll('td')].map(cell => cell.getBoundingClientRect());
    const bars = [...row.querySelectorAll('td > div:nth-child(2)')].map(bar => bar.getBoundingClientRect());
    const spread = (all, side) => Math.max(...all.map(box => box[side])) - Math.min(...all.map(box => box[side]));
    return [spread(boxes, 'top'), spread(boxes, 'width'), bars.length ? spread(bars, 'top') : 0, Math.min(...boxes.map(box => box.left)),
            Math.max(...boxes.map(box => box.right))];
  }))"""
"""Of every row: how far apart its cells begin, how unequally wide they are, how far apart its bars lie, and from where to where it goes."""


@pytest.mark.parametrize("width", [320, 390, 740, 741, 768, 1280, 1440, 1920])
@pytest.mark.parametrize("query", ["", "?unit=organisations", "?until=2026-03-31"])
def test_all_cities_stand_side_by_side_on_one_scale(window: Opener, width: int, query: str) -> None:
    page = window(viewport={"width": width, "height": 844})
    go(page, f"/funnel{query}")
    rows = page.evaluate(SIDE_BY_SIDE)
    assert len(rows) >= 7
    for top, wide, bars, left, right in rows:
        assert top < 1 and wide < 1 and bars < 1, "cities one under another, or of two scales"
        assert left >= 0 and right <= width, "a city out of sight"


def test_a_phone_shows_five_cities_and_eight_steps_in_one_screen(window: Opener) -> None:
    page = window(viewport=PHONE)
    go(page, "/funnel")
    assert page.locator(".funnel tbody:not(.outcome)").count() == 8
    assert page.locator(".funnel").bounding_box()["height"] < 900  # type: ignore[index]


def test_a_phone_says_that_it_is_too_early_and_hatches_it(window: Opener) -> None:
    page = window(viewport=PHONE)
    go(page, "/funnel?cohort=2026-2")
    for cell in page.locator(".outcome td.early").all():
        expect(cell.get_by_text("рано судить")).to_be_visible()
        assert "gradient" in cell.evaluate("cell => getComputedStyle(cell).backgroundImage")
    assert page.locator(".outcome td.early").count() == 5


@pytest.mark.parametrize("scripts", [True, False])
def test_a_tap_on_a_step_unfolds_its_words(window: Opener, scripts: bool) -> None:
    page = window(viewport=PHONE, java_script_enabled=scripts)
    page.goto("/funnel?city=tyumen,ishim")
    step = page.locator(".funnel tbody").nth(3)
    words = step.locator("dd").first
    expect(words).to_be_hidden()
    step.locator("td").first.click(force=True)
    expect(words).to_be_visible()
    assert "из" in words.inner_text()
    step.locator("th").click(force=True)
    expect(words).to_be_hidden()


def test_on_a_desk_nothing_is_said_twice(page: Page) -> None:
    go(page, "/funnel")
    assert not [fold for fold in page.locator(".funnel details").all() if fold.is_visible()]
    assert page.locator(".funnel td .why").first.is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_many_cities_scroll_in_their_own_region_and_the_steps_stay(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, width: int
) -> None:
    folder = tmp_path_factory.mktemp("many")
    with serve(folder, demo.write_files(demo.generate(load_programme(LENGTHY), TODAY), folder), LENGTHY) as site:
        page = browser.new_context(base_url=site.address, viewport={"width": width, "height": 844}).new_page()
        go(page, "/funnel")
        region, step = page.get_by_role("region", name="Шаги по городам"), page.locator(".funnel tbody th").nth(2)
        before = step.bounding_box()
        region.evaluate("region => region.scrollTo(300, 0)")
        settle(page)
        assert region.evaluate("region => region.scrollLeft") == 300
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        after = step.bounding_box()
        assert before and after and abs(before["x"] - after["x"]) < 1, "the names of the steps scroll away"
        page.context.close()


def test_who_stands_is_marked_where_the_link_lands(page: Page) -> None:
    go(page, "/funnel")
    link = page.locator(".funnel td > .why a").first
    name, target = link.inner_text(), str(link.get_attribute("href"))
    link.click()
    page.wait_for_url(f"**{target}")
    settle(page)
    cell = page.locator(f"[id='{target.partition('#')[2]}']")
    expect(cell).to_be_in_viewport()
    assert name.split()[1] in cell.inner_text()


def test_links_to_those_who_stand_differ_in_their_names(page: Page) -> None:
    go(page, "/funnel")
    names = page.locator(".funnel td > .why a").evaluate_all("all => all.map(link => link.textContent)")
    assert len(names) > 5 and len(set(names)) == len(names)


@pytest.mark.parametrize("query", ["", "?unit=organisations"])
def test_regions_have_names_of_their_own(page: Page, query: str) -> None:
    go(page, f"/funnel{query}")
    labels = page.locator("main :is([role=region], section[aria-label], [role=table])").evaluate_all(
        "all => all.map(e => e.ariaLabel)"
    )
    assert labels and len(set(labels)) == len(labels)
    rows = page.locator("main").aria_snapshot()
    assert 'rowheader "Заяв' in rows and 'columnheader "Тюмень"' in rows


FILLS = """() => Object.fromEntries([...document.querySelectorAll('.swatch')].map(swatch => {
  const status = swatch.classList[1], look = e => (({backgroundColor, backgroundImage, borderTopColor, borderTopWidth}) =>
    [backgroundColor, backgroundImage, borderTopWidth === '0px' ? '' : borderTopColor].join(' '))(getComputedStyle(e));
  const marks = [...document.querySelectorAll(`.funnel :is(.stacked, .cases) .${status}`)].filter(e => e.checkVisibility());
  return [status, [look(swatch), ...new Set(marks.map(look))]];
}))"""
"""How each status of the key looks, and its marks."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "?unit=organisations"])
def test_forced_colours_keep_statuses_apart_and_their_key(window: Opener, scheme: str, query: str) -> None:
    page = window(forced_colors="active", color_scheme=scheme)
    go(page, f"/funnel{query}")
    fills, paper = page.evaluate(FILLS), page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert len(fills) >= 2
    for status, (key, *marks) in fills.items():
        assert marks == [key], f"{status}: the marks do not look like their key"
        assert key != f"{paper} none ", f"{status} cannot be seen"
    assert len({key for key, *_ in fills.values()}) == len(fills)
