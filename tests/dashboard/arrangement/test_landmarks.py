"""What a screen reader finds its way by: one footer, landmarks with names of their own, headings over every column."""

from __future__ import annotations

from collections import Counter

import pytest
from selectolax.lexbor import LexborNode

from dashboard.arrangement.contents import BY_KEY
from dashboard.queries.database import Database
from tests.dashboard.arrangement.reading import opened
from tests.dashboard.hypertext import words

VIEWS = [(key, query) for key in BY_KEY for query in ("", "city=ishim", "until=2026-05-31")] + [("funnel", "unit=organisations")]


def name(part: LexborNode, root: LexborNode) -> str:
    by = part.attributes.get("aria-labelledby")
    if by:
        return words(root.css(f"#{by}"))
    return part.attributes.get("aria-label") or words(part)


@pytest.mark.parametrize(("key", "query"), VIEWS)
def test_landmarks_differ_and_columns_have_headings(key: str, query: str, school: Database) -> None:
    root = opened(school, query, BY_KEY[key]).root
    assert len(root.css("footer")) == len(root.css("main")) == len(root.css("h1")) == 1
    landmarks = root.css("[role=region], nav, aside, section[aria-label], section[aria-labelledby]")
    names = Counter(name(one, root).replace("\u00a0", " ").strip() for one in landmarks)
    assert not [one for one, times in names.items() if times > 1 or not one]
    assert not [one for one in root.css("th, thead td") if not words(one).strip()]
    ids = Counter(one.attributes["id"] for one in root.css("[id]"))
    assert not [one for one, times in ids.items() if times > 1]


@pytest.mark.parametrize(("key", "query"), VIEWS)
def test_links_that_lead_to_different_places_are_told_apart(key: str, query: str, school: Database) -> None:
    root = opened(school, query, BY_KEY[key]).root
    found: dict[str, set[str]] = {}
    for link in root.css("main a[href]"):
        found.setdefault(link.attributes.get("aria-label") or words(link), set()).add(link.attributes["href"] or "")
    assert not {said: sorted(led) for said, led in found.items() if len(led) > 1}
