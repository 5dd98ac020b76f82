"""Small parts of the screen that several pages share, as HTML text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeVar

from markupsafe import Markup, escape

from dashboard import formats
from dashboard.components.markup import draw

Status = Literal["done", "wait", "late", "gone"]
Words = str | Markup
Row = TypeVar("Row")

_LONG_NOUN = re.compile(rf"{formats.NBSP}(?=[^\W\d_]{{13,}})")


def lead(message: str, *paragraphs: Words, beside: Markup | None = None) -> Markup:
    """The message of the page, the one h1, with what explains it; `beside` stands at the right (a switch)."""
    said = [paragraph if isinstance(paragraph, Markup) else formats.bind(paragraph) for paragraph in paragraphs]
    return draw("parts.html", "lead", _loose(formats.bind(message)), said, beside)


def _loose(message: str) -> str:
    """A number and a noun as long as «благополучателей» are too wide to be one word in the largest type of a phone."""
    return _LONG_NOUN.sub(" ", message)


MOST_UNFOLDED = 100
"""Rows behind a fold; a page is no place for thousands: its file is."""
_NEARLY = 2
"""So many rows over are shown at once instead of behind a fold."""


def unfolding(
    rows: Sequence[Row], first: int, table: Callable[[Sequence[Row], bool], Markup], *forms: str, total: int | None = None
) -> Markup:
    """The first rows, and more behind a fold: «Ещё 18 человек». `table(rows, head)` draws some of them; `total`: how many there are
    where `rows` are only the first.
    """
    number = len(rows) if total is None else total
    if number <= first + _NEARLY:
        return table(rows, True)
    one, few, many = forms
    more = formats.counted(number - first, one, few, many)
    rest = number - first - MOST_UNFOLDED
    folded = table(rows[first : first + MOST_UNFOLDED], False)
    return draw("parts.html", "unfolding", table(rows[:first], True), more, folded, formats.number(rest) if rest > 0 else "")


def first_of(number: int, first: int) -> str:
    """What `unfolding` shows at once: «первые 8 из 26», «все»."""
    return f"первые {formats.number(first)} из {formats.number(number)}" if number > first + _NEARLY else "все"


def swatch(status: Status, words: str) -> Markup:
    """A word of the key with its mark, for the subtitle of a chart."""
    return draw("parts.html", "swatch", status, words)


def key_mark(name: str, words: str) -> Markup:
    """A word of the key beside a mark of its own class."""
    return draw("parts.html", "key_mark", name, words)


def urgent(words: Words) -> Markup:
    """Words that say: somebody must act here."""
    return draw("parts.html", "urgent", words)


def squares(counts: Mapping[Status, int], limit: int = 60) -> Markup:
    """One square per case, in the given order; above `limit` only the rest's number. The count stands beside, in words."""
    marks = [status for status, count in counts.items() for _ in range(min(count, limit))]
    return draw("parts.html", "squares", marks[:limit], max(0, sum(counts.values()) - limit))


def stacked(counts: Mapping[Status, int], whole: float, *, inside: str = "") -> Markup:
    """One bar of segments, each as long as its part of `whole`; `inside` is written into the first where it fits."""
    return draw("parts.html", "stacked", [(status, count / whole) for status, count in counts.items() if count], inside)


def scale(low: str, high: str) -> Markup:
    """The key of the sequential scale: «меньше 35 % ▭▭▭▭▭▭ 95 % и больше»."""
    return draw("parts.html", "scale", low, high)


def bar(ratio: float) -> Markup:
    """A horizontal bar inside a table cell; its number stands beside it."""
    return draw("parts.html", "bar", ratio)


def button(words: str, href: str, *, first: bool = False) -> Markup:
    return draw("parts.html", "button", words, href, first)


def link(words: Words, href: str) -> Markup:
    return draw("parts.html", "link", words, href)


def segments(part: str, options: Sequence[tuple[str, str]], value: str, label: str) -> Markup:
    """A switch between two or three views («Люди» / «Организации»). The default's value is "" and stays out of the URL."""
    return draw("parts.html", "choice", part, options, value, label, "switch")


def pills(part: str, options: Sequence[tuple[str, str]], value: str, label: str) -> Markup:
    """A choice of one from several; as for `segments`, the default's value is ""."""
    return draw("parts.html", "choice", part, options, value, label, "pills")


def place(name: str, label: str, *, ratio: float, class_name: str = "") -> Markup:
    """Where Plotly draws the figure `name` of a block later; the place has its size from the first text on, by its ratio of width to
    height. The numbers are in the table twin; `label` says what the drawing shows.
    """
    return draw("parts.html", "place", name, label, f"aspect-ratio:{ratio:.4f}", class_name)


def together(*parts: Words) -> Markup:
    """Several parts one after another."""
    return Markup("").join(escape(part) for part in parts)
