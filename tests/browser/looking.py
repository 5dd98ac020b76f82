"""How a journey looks at a page: opened, drawn, photographed."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

from PIL import Image
from playwright.sync_api import Locator, Page

PATIENCE = 15_000
"""Milliseconds after which a page will not do any more what it should have done."""

_DRAWN = """() => {
  const main = document.getElementById("main");
  const {page} = document.getElementById("document").dataset;
  if (!main || document.fonts.status !== "loaded") return false;
  if (page && !(window.school && school.settled())) return false;
  const inSight = place => place.checkVisibility() && place.clientWidth > 0;
  return [...document.querySelectorAll("[data-place]")].filter(inSight).every(place => place.querySelector(".main-svg"));
}"""


def settle(page: Page) -> None:
    """Waits for the page's content, its typefaces and its drawings."""
    page.wait_for_function(_DRAWN, timeout=PATIENCE)
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def go(page: Page, path: str) -> None:
    page.goto(path)
    settle(page)


def sections(page: Page) -> list[str]:
    """The paths of all pages, as the navigation names them."""
    page.goto("/")
    page.locator("#navigation a").first.wait_for()
    return [str(link.get_attribute("href")) for link in page.locator("#navigation a").all()]


_SAID = """() => {
  const copy = document.querySelector(".says .page > span").cloneNode(true);
  copy.querySelectorAll(".menu, .unseen, noscript").forEach(hidden => hidden.remove());
  return copy.textContent.trim();
}"""


def sentence(page: Page) -> str:
    """What the filter bar says is shown, menus shut."""
    return str(page.evaluate(_SAID))


def wait_for_sentence(page: Page, wanted: str) -> None:
    page.wait_for_function(f"wanted => ({_SAID})() === wanted", arg=wanted, timeout=PATIENCE)


def pixels(shown: Locator) -> Counter[tuple[int, int, int]]:
    """How many pixels of each colour a part of the screen has: what a reader sees, whatever the document says."""
    picture = Image.open(BytesIO(shown.screenshot())).convert("RGB")
    counted = picture.getcolors(maxcolors=picture.width * picture.height) or []
    return Counter({colour: number for number, colour in counted})  # type: ignore[misc]


def near(counted: Counter[tuple[int, int, int]], colour: str, within: int = 6) -> int:
    """Pixels of a colour «#174D6B», give or take what antialiasing and half-transparent fills make of it."""
    wanted = tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return sum(n for found, n in counted.items() if all(abs(a - b) <= within for a, b in zip(found, wanted, strict=True)))
