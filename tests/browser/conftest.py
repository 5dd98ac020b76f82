"""Real gunicorn, real Chromium. A request to any host but ours, an error in the console, an uncaught exception, a violation of
the policy or an unexpected failed answer fails the test in which it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright
from playwright.sync_api import Response as Answer

from data_loader import demo
from data_loader.programme import load_programme
from tests.browser.awkward import write_awkward
from tests.browser.serving import PROGRAMME, TODAY, Site, launch, serve

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}

expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))  # one server and one browser for all journeys


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A programme in every state that pages show, with people and organisations whose names look like HTML and formulas."""
    folder = tmp_path_factory.mktemp("site")
    files = demo.write_files(demo.generate(load_programme(PROGRAMME), TODAY), folder)
    with serve(folder, [*files, write_awkward(folder / "awkward.xlsx")]) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = launch(playwright)
        yield launched
        launched.close()


Opener = Callable[..., Page]


@pytest.fixture
def faults() -> list[str]:
    """What a page did that no page may do. A test that provokes a fault takes it out."""
    return []


@pytest.fixture
def window(browser: Browser, site: Site, faults: list[str]) -> Iterator[Opener]:
    """`window(**context options)` is a new watched page; its faults fail the test at the end."""
    contexts: list[BrowserContext] = []

    def opened(**options: object) -> Page:
        context = browser.new_context(base_url=site.address, locale="ru-RU", **{"viewport": DESK, **options})  # type: ignore[arg-type]
        contexts.append(context)
        return watched(context, site.address, faults)

    yield opened
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(window: Opener) -> Page:
    return window()


def watched(context: BrowserContext, address: str, faults: list[str]) -> Page:
    """A page in which nothing that no page may do stays unseen. (Other hosts are out of reach too: `serving.FLAGS`. A route
    handler would do the same, and turn the cache off, which readers have.)"""

    def asked(request: Request) -> None:
        if not request.url.startswith((f"{address}/", "data:", "blob:")):
            faults.append(f"asked another host: {request.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(f"console {message.type}: {message.text}")

    def answered(answer: Answer) -> None:
        if answer.status >= 400:
            faults.append(f"{answer.status} {answer.request.method} {answer.url}")

    context.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"
    )
    page = context.new_page()
    page.on("request", asked)
    page.on("console", said)
    page.on("pageerror", lambda error: faults.append(f"uncaught: {error}"))
    page.on("response", answered)
    return page
