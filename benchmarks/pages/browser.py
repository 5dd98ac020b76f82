"""What a reader's Chromium sees: first and second visits, clicks in the filter bar, ways from page to page."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Request, sync_playwright

from benchmarks.pages.asking import Asked, Recipe, ask, written_down
from benchmarks.pages.tab import BOXES, PATIENCE, RestlessError, State, Tab, link_to
from tests.browser.serving import launch

SCREEN = (1440, 900)
DRAWN, ANSWERED = 300, 250
"""Milliseconds without a change after which a page is drawn, and a click answered."""
_DYNAMIC = ("document", "fetch", "xhr")
_KEPT = ("/assets/", "/_dash-component-suites/", "/version")


@dataclass(frozen=True)
class Visit:
    """One opening of a page: KiB and requests over the wire, in all and before the first text; milliseconds; layout shift."""

    kib: float
    requests: int
    text_kib: float
    text_requests: int
    text: float
    drawn: float
    shift: float


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody whose browser has kept nothing yet."""
    context = browser.new_context(viewport={"width": SCREEN[0], "height": SCREEN[1]}, locale="ru-RU")
    try:
        yield context
    finally:
        context.close()


def visits(browser: Browser, address: str) -> tuple[Visit, Visit]:
    """The first visit, with nothing kept, and the second, in a new tab."""
    with reader(browser) as context:
        return _visit(context, address), _visit(context, address)


def _visit(context: BrowserContext, address: str) -> Visit:
    tab = Tab(context)
    state = tab.go(address, DRAWN)
    over_the_wire = [exchange for exchange in tab.exchanges.values() if exchange.bytes_by() > 0]
    in_time = [exchange for exchange in over_the_wire if exchange.answered and exchange.answered <= tab.first_text]
    found = Visit(
        kib=sum(exchange.bytes_by() for exchange in over_the_wire) / 1024,
        requests=len(over_the_wire),
        text_kib=sum(exchange.bytes_by(tab.first_text) for exchange in in_time) / 1024,
        text_requests=len(in_time),
        text=state.text,
        drawn=state.frame,
        shift=state.shift,
    )
    tab.page.close()
    return found


def filter_clicks(browser: Browser, address: str, clicks: int) -> list[float]:
    """Milliseconds from each click on a city to the frame of the page's last change; every click leads to other cities."""
    with reader(browser) as context:
        tab = Tab(context)
        tab.go(address, DRAWN)
        return _answers(_click(tab, number) for number in _walk(tab.page.locator(BOXES).count(), clicks))


def _answers(clicks: Iterator[float]) -> list[float]:
    """A click that is never answered took as long as the patience lasts, and is the last one."""
    took: list[float] = []
    try:
        took.extend(clicks)
    except RestlessError as error:
        print(error, file=sys.stderr)
        took.append(PATIENCE * 1000)
    return took


def _walk(boxes: int, clicks: int) -> Iterator[int]:
    """Boxes to click, so that no choice comes twice while there are others; all of them mean the same as none."""
    chance = random.Random(2019)
    chosen, seen = 0, {0, 2**boxes - 1}
    for _ in range(clicks):
        ways = [box for box in range(boxes) if chosen ^ 1 << box not in seen]
        box = chance.choice(ways or range(boxes))
        chosen ^= 1 << box
        seen.add(chosen)
        yield box


def _click(tab: Tab, number: int) -> float:
    tab.open_menu()
    before = tab.rest(ANSWERED).word
    return _press(tab, BOXES, number, lambda state: state.word != before)


def _press(tab: Tab, selector: str, number: int, reached: Callable[[State], bool]) -> float:
    tab.press(selector, number)
    return tab.rest(ANSWERED, lambda state: reached(state) and state.since_click > 0).since_click


def ways(browser: Browser, address: str, pages: Sequence[str], rounds: int) -> list[tuple[str, float]]:
    """The page that a link of the navigation leads to, and milliseconds from the click to the frame of the last change."""
    to = [page for _ in range(rounds) for page in (*pages[1:], pages[0])]
    with reader(browser) as context:
        tab = Tab(context)
        tab.go(address + pages[0], DRAWN)
        return list(zip(to, _answers(_follow(tab, page) for page in to), strict=False))


def _follow(tab: Tab, page: str) -> float:
    return _press(tab, link_to(page), 0, lambda state: state.there and state.path == page)


def cities(browser: Browser, address: str) -> list[str]:
    """The keys of the cities in the filter bar."""
    with reader(browser) as context:
        tab = Tab(context)
        tab.go(address)
        return [str(box.get_attribute("value")) for box in tab.page.locator(BOXES).all()]


def recipe(browser: Browser, address: str, page: str, city: str, number: int) -> Recipe:
    """What this browser asks for when it opens a page with one city, and when that city (box `number`) is clicked."""
    chosen = f"city={city}"
    with reader(browser) as context:
        tab = Tab(context)
        sent: list[Request] = []

        def note(request: Request) -> None:
            sent.append(request)

        tab.page.on("request", note)
        tab.go(f"{address}{page}?{chosen}")
        document = _dynamic(sent)
        tab.go(f"{address}{page}")
        tab.open_menu()
        sent.clear()
        tab.press(BOXES, number)
        with suppress(RestlessError):  # what it asked for is known, whatever became of the answer
            tab.rest(ANSWERED, lambda _: bool(sent))
        change = _dynamic(sent)
    for told in (document, change):
        if ask(told, chosen, "") == told:
            raise SystemExit(f"{page}: no request says «{chosen}»: {told}. Teach `ask` how filters are asked for.")
    return Recipe(page, chosen, tuple(document), tuple(change))


def _dynamic(sent: Sequence[Request]) -> list[Asked]:
    """Without the files that a browser keeps and the question for a new load that goes out all the time."""
    told = [written_down(one.method, one.url, one.all_headers(), one.post_data) for one in sent if one.resource_type in _DYNAMIC]
    return [one for one in told if not one.target.startswith(_KEPT)]
