"""A tab of Chromium that is watched: what comes over its wire, and when it has come to rest."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ElementHandle, Page

WATCH = Path(__file__).with_name("watch.js")
PATIENCE = 30
"""Seconds after which a page will not come to rest any more; what a click takes that is never answered."""
HOVERED, HELD = 100, 80
"""Milliseconds for which a person's mouse rests on what it is about to press, and holds the button down."""
_LOOK = 25
_FRESH = 0.5
"""Seconds for which a page may say nothing before it counts as busy."""
_ENDLESS = ("EventSource", "WebSocket")
_ASKED_ALL_THE_TIME = ("/version",)

# --- beside watch.js, the one place that knows the pages ---
BOXES = "#pick-city input[type=checkbox]"
MENU, WORD = "#pick-city", "#pick-city-word"


def link_to(path: str) -> str:
    """The navigation's link, whatever filters it takes along."""
    return f'#navigation a[href="{path}"], #navigation a[href^="{path}?"]'


# ---

_PRESSED = "control => control.labels?.[0] ?? control"


@dataclass(frozen=True)
class State:
    """A page as `watch.js` tells of it: milliseconds of the document; `origin` and `clicked` by the wall clock."""

    frame: float
    quiet: float
    shift: float
    pending: bool
    origin: float
    path: str
    there: bool
    word: str
    text: float
    clicked: float

    @property
    def since_click(self) -> float:
        return self.origin + self.frame - self.clicked


@dataclass
class Exchange:
    """One request and what has come of it; times in seconds of the browser's clock."""

    loader: str
    path: str
    open: bool = True
    answered: float = 0
    arrived: list[tuple[float, float]] = field(default_factory=list)
    total: float | None = None

    def bytes_by(self, when: float = float("inf")) -> float:
        """Bytes over the wire, headers included, up to a moment; none of what the browser had kept."""
        if self.total is not None and (not self.arrived or self.arrived[-1][0] <= when):
            return self.total
        return sum(size for arrived, size in self.arrived if arrived <= when)


class RestlessError(Exception):
    """A page kept changing, or did not do what it should have done."""


class Tab:
    """One tab; `exchanges` is everything asked for since `forget`."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.page.add_init_script(path=WATCH)
        self.exchanges: dict[str, Exchange] = {}
        self.first_text = float("inf")
        self._state: State | None = None
        self._heard = self._stirred = 0.0
        wire = context.new_cdp_session(self.page)
        handlers: dict[str, Callable[[dict[str, Any]], None]] = {
            "Network.requestWillBeSent": self._sent,
            "Network.responseReceived": self._answered,
            "Network.dataReceived": self._arrived,
            "Network.loadingFinished": self._finished,
            "Network.loadingFailed": self._failed,
            "Page.frameNavigated": self._navigated,
            "Page.lifecycleEvent": self._lived,
            "Runtime.bindingCalled": self._told,
        }
        for event, handler in handlers.items():
            wire.on(event, handler)
        wire.send("Runtime.enable")
        wire.send("Runtime.addBinding", {"name": "__tell"})
        wire.send("Network.enable")
        wire.send("Page.enable")
        wire.send("Page.setLifecycleEventsEnabled", {"enabled": True})

    def go(self, address: str, quiet: float = 300) -> State:
        self.exchanges.clear()
        self.first_text = float("inf")
        self._state = None
        answer = self.page.goto(address, wait_until="commit")
        if answer is None or not answer.ok:
            raise SystemExit(f"{address} did not answer as a page should")
        return self.rest(quiet)

    def rest(self, quiet: float, reached: Callable[[State], bool] = lambda state: state.there) -> State:
        """The page when it has reached what is wanted, and neither it nor its wire has stirred for so many milliseconds."""
        until = time.monotonic() + PATIENCE
        while (now := time.monotonic()) < until:
            state = self._state
            if (
                state and now - self._heard < _FRESH and state.quiet >= quiet and not state.pending
                and not self._waited_for() and now - self._stirred >= quiet / 1000 and reached(state)
            ):  # fmt: skip
                return state
            self.page.wait_for_timeout(_LOOK)
        waits = ", ".join(self._waited_for()) or "nothing"
        raise RestlessError(f"{self.page.url} did not come to rest within {PATIENCE} s, waits for {waits}: {self._state}")

    def press(self, selector: str, number: int = 0) -> None:
        """As a person does: the mouse comes, rests, goes down and up, on the label if there is one."""
        found = self.page.locator(selector).nth(number).evaluate_handle(_PRESSED).as_element()
        assert isinstance(found, ElementHandle)
        found.hover()
        self.page.wait_for_timeout(HOVERED)
        found.click(delay=HELD)

    def open_menu(self) -> None:
        if self.page.locator(MENU).get_attribute("open") is None:
            self.page.locator(WORD).click()
            self.rest(100)

    def _waited_for(self) -> list[str]:
        return [exchange.path for exchange in self.exchanges.values() if exchange.open]

    # --- what the page and Chromium tell ---

    def _told(self, told: dict[str, Any]) -> None:
        self._state, self._heard = State(**json.loads(told["payload"])), time.monotonic()

    def _sent(self, told: dict[str, Any]) -> None:
        url = urlsplit(told["request"]["url"])
        if url.scheme not in ("http", "https"):
            return
        endless = told.get("type") in _ENDLESS or url.path in _ASKED_ALL_THE_TIME
        self.exchanges[told["requestId"]] = Exchange(told["loaderId"], url.path, open=not endless)
        self._stir(endless)

    def _answered(self, told: dict[str, Any]) -> None:
        if exchange := self.exchanges.get(told["requestId"]):
            exchange.answered = told["timestamp"]
            exchange.arrived.append((told["timestamp"], max(told["response"]["encodedDataLength"], 0)))

    def _arrived(self, told: dict[str, Any]) -> None:
        if exchange := self.exchanges.get(told["requestId"]):
            exchange.arrived.append((told["timestamp"], max(told["encodedDataLength"], 0)))

    def _finished(self, told: dict[str, Any]) -> None:
        if exchange := self.exchanges.get(told["requestId"]):
            self._stir(not exchange.open)
            exchange.open = False
            exchange.total = told["encodedDataLength"]
            exchange.arrived.append((told["timestamp"], 0))

    def _failed(self, told: dict[str, Any]) -> None:
        if exchange := self.exchanges.get(told["requestId"]):
            self._stir(not exchange.open)
            exchange.open = False

    def _stir(self, endless: bool) -> None:
        if not endless:
            self._stirred = time.monotonic()

    def _navigated(self, told: dict[str, Any]) -> None:
        """What the document before still waited for is not told of any more."""
        if "parentId" not in told["frame"]:
            for exchange in self.exchanges.values():
                exchange.open = exchange.open and exchange.loader == told["frame"]["loaderId"]

    def _lived(self, told: dict[str, Any]) -> None:
        if told["name"] == "firstContentfulPaint":
            self.first_text = min(self.first_text, told["timestamp"])
