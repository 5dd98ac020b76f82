"""What is said when things are not as usual: nothing to show, something wrong, something to know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from dashboard import formats
from dashboard.components.markup import draw


def empty(title: str, why: str = "", actions: Sequence[Markup] = ()) -> Markup:
    """In place of a chart: what is missing, why, and buttons for what to do (`parts.button`)."""
    return draw("notice.html", "empty", title, why, actions)


def nothing_loaded() -> Markup:
    """In place of a page while the database is empty."""
    return draw("notice.html", "nothing_loaded")


def taken_back(load: int, by: int, day: date, actions: Sequence[Markup] = ()) -> Markup:
    """In place of a page when all that was loaded has been undone: load `load` was the last, `by` the undo."""
    return draw("notice.html", "taken_back", formats.number(load), formats.number(by), formats.day(day), actions)


def failure(title: str, text: str, actions: Sequence[Markup] = (), reference: str = "") -> Markup:
    """What happened, what still works, what to do; `reference` is what the reader can quote."""
    return draw("notice.html", "failure", title, text, actions, reference)


def dropped(sentences: Sequence[str]) -> Markup:
    """What a link asked for and could not have; said where the charts begin."""
    return draw("notice.html", "dropped", sentences)
