"""Wherever a pointer or the keyboard goes, nothing complains in the console."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE, Opener
from tests.browser.looking import go, sections

PLACES = """() => [...new Set([...document.querySelectorAll("#document *")].filter(e => !e.childElementCount && e.checkVisibility())
  .map(e => e.getBoundingClientRect()).filter(b => b.width > 1 && b.height > 1)
  .map(b => [b.left + b.width / 2, b.top + b.height / 2 + scrollY].map(Math.round).join()))].map(place => place.split(",").map(Number))"""
"""The middle of everything that is seen and holds nothing else, on the page."""
REACHED = """() => [...document.querySelectorAll("a, button, summary, input, [tabindex]")].filter(e => e.checkVisibility()).map(e => {
  e.focus();
  const hidden = document.activeElement === e && e.closest("[aria-hidden=true]");
  return hidden ? e.outerHTML.slice(0, 120) : null;
}).filter(Boolean)"""
"""What can be reached although it is hidden from screen readers: a browser that serves one complains."""
BARE = """() => ["pointerdown", "pointerover", "focusin", "click"].forEach(name => document.dispatchEvent(new Event(name, {bubbles: true})))"""
"""Events whose target is the document itself, as when a window is entered."""


def touch(page: Page, height: int) -> None:
    """Goes over everything that is seen, from the top of the page to its end."""
    top = page.evaluate("scrollY")
    for x, y in sorted(page.evaluate(PLACES), key=lambda place: place[1]):
        if not top <= y < top + height:
            top = page.evaluate("y => { scrollTo(0, y); return scrollY; }", y)
        page.mouse.move(x, y - top)


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_hovering_and_focusing_everything_raises_no_complaint(window: Opener, viewport: dict[str, int]) -> None:
    page = window(viewport=viewport)
    hidden = []
    for path in [*sections(page), "/funnel?unit=organisations"]:
        go(page, path)
        touch(page, viewport["height"])
        page.evaluate(BARE)
        hidden += [f"{path}: {one}" for one in page.evaluate(REACHED)]
    assert not hidden, "\n".join(hidden)
