"""Small parts of the screen that several pages share, as HTML text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeVar

from markupsafe import Markup, escape

from dashboard import formats
from dashboard.components.markup import draw

Status = Literal["done", "wait", "late", "gone", "new"]
Words = str | Markup
Row = TypeVar("Row")


def lead(message: str, *paragraphs: Words, beside: Markup | None = None) -> Markup:
    """The message of the page, the one h1, with what explains it; `beside` stands at the right (a switch)."""
    said = [paragraph if isinstance(paragraph, Markup) else formats.bind(paragraph) for paragraph in paragraphs]
    return draw("parts.html", "lead", formats.loose(formats.bind(message)), said, beside)


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
    return together(table(rows[:first], True), folded(rows[first:], table, more, number - first))


def folded(rows: Sequence[Row], table: Callable[[Sequence[Row], bool], Markup], words: str, total: int | None = None) -> Markup:
    """Rows behind a fold, «Ещё » and the `words`: no more than a page can take, and how many are left in the file."""
    rest = (len(rows) if total is None else total) - MOST_UNFOLDED
    shown = table(rows[:MOST_UNFOLDED], False)
    return draw("parts.html", "folded", words, shown, formats.number(rest) if rest > 0 else "")


def first_of(number: int, first: int) -> str:
    """What `unfolding` shows at once: «первые 8 из 26»; nothing where it shows all."""
    return f"первые {formats.number(first)} из {formats.number(number)}" if number > first + _NEARLY else ""


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


def stacked(counts: Mapping[Status, int], whole: float) -> Markup:
    """One bar of segments, each as long as its part of `whole`; of nobody there is none."""
    return draw("parts.html", "stacked", [(status, count / whole) for status, count in counts.items() if count])


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
