"""Numbers are whole, apart and under their own heading at every width, however long they and the names beside them are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from data_loader import demo
from data_loader.programme import load_programme
from tests.browser.awkward import write_awkward
from tests.browser.looking import go
from tests.browser.numbers import TABLES, at_every_width, faults, headings
from tests.browser.serving import PROGRAMME, TODAY, serve

LENGTHY = Path(__file__).with_name("lengthy.toml")
VIEWS = (
    "/",
    "/funnel",
    "/funnel?unit=organisations",
    "/funnel?until=2026-03-31",
    "/stages",
    "/stages?until=2026-03-31",
    "/mentors",
    "/map",
    "/methodology",
)
SITES = {
    "a School": (PROGRAMME, 1),
    "a School of thousands": (PROGRAMME, 97),
    "a School of millions": (PROGRAMME, 31_337),
    "many cities with long names": (LENGTHY, 1),
    "thousands in cities with long names": (LENGTHY, 211),
}


@pytest.fixture(scope="module", params=SITES)
def shown(request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of a site with longer numbers or names than the last."""
    programme, times = SITES[request.param]
    folder = tmp_path_factory.mktemp("numbers")
    files = demo.write_files(demo.generate(load_programme(programme), TODAY), folder)
    if programme == PROGRAMME:
        files.append(write_awkward(folder / "awkward.xlsx"))
    with serve(folder, files, programme, times=times) as site:
        context = browser.new_context(base_url=site.address, locale="ru-RU", reduced_motion="reduce")
        yield context.new_page()
        context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_numbers_are_whole_apart_and_under_their_heading_at_every_width(shown: Page, view: str) -> None:
    go(shown, view)
    found = at_every_width(shown)
    assert not found, f"{len(found)} faults\n" + "\n".join(found[:40])


BAD = {
    "broken": "<p style='width:30px;overflow-wrap:anywhere'>12345678901</p>",
    "cut": "<p style='width:30px;overflow:hidden;white-space:nowrap'>1\u00a0234\u00a0567</p>",
    "over": "<p style='position:relative'>Тюмень 52<b style='position:absolute;left:10px;top:0'>17</b></p>",
    "touching": "<p style='display:flex'><span>Сотрудник 10913</span><span>46</span></p>",
    "torn": "<p style='width:40px;overflow-wrap:anywhere'>зачисленных 5</p>",
}


@pytest.mark.parametrize("fault", BAD)
def test_the_measure_finds_what_it_is_for(page: Page, fault: str) -> None:
    page.set_content(f"<div id=document>{BAD[fault]}</div>")
    numbers, found = faults(page)
    assert numbers and [one.split(":")[0] for one in found] == [fault]


def test_the_measure_is_content_with_what_is_right(page: Page) -> None:
    scrolled = "<div style='overflow:auto;width:40px'><p style='width:900px'>12 345</p></div>"
    page.set_content(f"<div id=document><p>1\u00a0234 из\u00a05\u00a0678 <b>9</b>\u00a0%</p>{scrolled}</div>")
    assert faults(page) == (5, [])


def test_a_number_under_another_heading_is_found(page: Page) -> None:
    table = "<table class=funnel><thead><tr><th>Шаг<th>Тюмень<th>Ишим</thead><tbody><tr><th>Заявка<td{}>52<td>18</table>"
    page.set_content(table.format(""))
    assert [one.right for one in headings(page, TABLES)] == [True, True]
    page.set_content(table.format(" style='position:relative;left:80px'"))
    assert [one.right for one in headings(page, TABLES)] == [False, True]
    page.set_content(
        table.format(" data-label=Тюмень class=alone")
        + "<style>thead {display: none} .alone::before {content: attr(data-label)}</style>"
    )
    assert [one.right for one in headings(page, TABLES)] == [True, False]
