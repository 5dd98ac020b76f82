"""The goals, what the pages took before they were set, and both beside what was measured, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.pages.data import LARGE, PLACES, SMALL

PAGES = {"/": "Обзор", "/funnel": "Воронка", "/stages": "Этапы", "/mentors": "Наставники", "/map": "Карта"}
PLOTLY = ("/map",)
WHOLE = ""
"""In place of a page: what is measured of the whole program."""
GROWTH = 1.3
"""How much more a large School, or a map of many places, may cost than a small one."""
HEADS = {SMALL: "small", LARGE: "large", PLACES: "1,300 places"}
MET, MISSED = "✓", "✗"


@dataclass(frozen=True)
class Measure:
    """`grows`: other sizes are held against the small one, not against the goal."""

    key: str
    title: str
    goal: float | None
    digits: int = 0
    plotly: float | None = None
    """The goal of pages with Plotly where it is another."""
    grows: bool = False
    at_least: bool = False


@dataclass(frozen=True)
class Topic:
    """A table."""

    title: str
    measures: tuple[Measure, ...]


TOPICS = (
    Topic("Over the wire", (
        Measure("cold_kib", "first visit, KiB", 300, plotly=600),
        Measure("cold_requests", "first visit, requests", 12, plotly=14),
        Measure("text_kib", "before the first text, KiB", 90),
        Measure("text_requests", "before the first text, requests", 6),
        Measure("warm_kib", "second visit, KiB", 10, digits=1),
        Measure("warm_requests", "second visit, requests", None),
    )),
    Topic("On screen", (
        Measure("text", "first text, ms", 200),
        Measure("drawn_cold", "everything drawn, first visit, ms", 800, grows=True),
        Measure("drawn_warm", "everything drawn, second visit, ms", 300, grows=True),
        Measure("shift", "layout shift", 0.01, digits=3),
        Measure("filter_p50", "filter, p50, ms", 60, grows=True),
        Measure("filter_p95", "filter, p95, ms", 120),
        Measure("way_p50", "from another page, p50, ms", 80, grows=True),
        Measure("way_p95", "from page to page, p95, ms", None),
    )),
    Topic("Processor of the server", (
        Measure("new", "filter, new, ms", 15, digits=1, grows=True),
        Measure("repeated", "filter, repeated, ms", 1.5, digits=1, grows=True),
        Measure("opened_new", "page opened, new, ms", 15, digits=1, grows=True),
        Measure("opened_repeated", "page opened, repeated, ms", 1.5, digits=1, grows=True),
    )),
    Topic("Many viewers, two processes", (
        Measure("views_16", "16 viewers, views a second", None),
        Measure("p95_16", "16 viewers, p95, ms", None),
        Measure("views_64", "64 viewers, views a second", 300, at_least=True),
        Measure("p95_64", "64 viewers, p95, ms", 250),
        Measure("memory_rest", "memory at rest, MiB", 200),
        Measure("memory_after", "memory after traffic, MiB", None),
        Measure("memory_growth", "memory after traffic, times that at rest", 1.2, digits=2),
    )),
)  # fmt: skip

BEFORE = {
    ("cold_kib", "/"): "499", ("cold_kib", "/map"): "918", ("cold_requests", "/"): "43", ("cold_requests", "/map"): "46",
    **{("text", page): "750–990" for page in PAGES}, **{("drawn_cold", page): "1,300–2,700" for page in PAGES},
    ("filter_p50", "/"): "1,100", ("filter_p50", "/funnel"): "1,400", ("filter_p50", "/stages"): "6,300",
    ("filter_p50", "/mentors"): "5,000", ("filter_p50", "/map"): "1,400",
    ("new", "/"): "103", ("new", "/funnel"): "38", ("new", "/stages"): "90", ("new", "/mentors"): "154, large 960",
    ("new", "/map"): "42, 1,300 places 15,800",
    ("repeated", "/"): "60", ("repeated", "/funnel"): "40", ("repeated", "/stages"): "96",
    ("repeated", "/mentors"): "115, large 650", ("repeated", "/map"): "39",
    ("memory_rest", WHOLE): "206", ("memory_after", WHOLE): "471",
}  # fmt: skip
"""By measure and page; filters were clicked on a busy machine."""

Results = Mapping[tuple[str, str, str], float]
"""What was measured, by measure, page and size."""


def limit(measure: Measure, page: str, size: str, results: Results) -> float | None:
    """What a number is held against."""
    small = results.get((measure.key, page, SMALL))
    if measure.grows and size != SMALL and small is not None:
        return GROWTH * small
    return measure.plotly if measure.plotly is not None and page in PLOTLY else measure.goal


def met(measure: Measure, page: str, size: str, results: Results) -> bool | None:
    """None without a goal."""
    value, held_against = results[measure.key, page, size], limit(measure, page, size, results)
    if held_against is None:
        return None
    return value >= held_against if measure.at_least else value <= held_against


def tally(results: Results) -> str:
    """How many goals are met."""
    measures = {measure.key: measure for topic in TOPICS for measure in topic.measures}
    judged = [met(measures[key], page, size, results) for key, page, size in results]
    return f"{judged.count(True)} of {len(judged) - judged.count(None)} goals are met."


def tables(results: Results) -> str:
    """Markdown that also reads well as it is."""
    made = [f"### {topic.title}\n\n{table}" for topic in TOPICS if (table := _table(topic, results))]
    return "\n\n".join([*made, tally(results)])


def _table(topic: Topic, results: Results) -> str:
    sizes = [size for size in HEADS if any(key[2] == size for key in results)]
    head = ["", "page", *(HEADS[size] for size in sizes), "goal", "before"]
    rows = [
        [measure.title, PAGES.get(page, ""), *(_cell(measure, page, size, results) for size in sizes), _goal(measure, page),
         BEFORE.get((measure.key, page), "")]
        for measure in topic.measures
        for page in (*PAGES, WHOLE)
        if any((measure.key, page, size) in results for size in sizes)
    ]  # fmt: skip
    return _aligned(head, rows) if rows else ""


def _cell(measure: Measure, page: str, size: str, results: Results) -> str:
    if (measure.key, page, size) not in results:
        return ""
    mark = {True: f" {MET}", False: f" {MISSED}", None: ""}[met(measure, page, size, results)]
    return f"{results[measure.key, page, size]:,.{measure.digits}f}{mark}"


def _goal(measure: Measure, page: str) -> str:
    goal = limit(measure, page, SMALL, {})
    if goal is None:
        return ""
    return f"{'≥' if measure.at_least else '≤'} {goal:,g}"


def _aligned(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    words = 2
    """Columns of words stand left, numbers right."""

    def line(cells: Sequence[str]) -> str:
        placed = [
            cell.ljust(width) if n < words else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(placed)} |"

    ruler = [f":{'-' * (width - 1)}" if n < words else f"{'-' * (width - 1)}:" for n, width in enumerate(widths)]
    return "\n".join([line(head), f"| {' | '.join(ruler)} |", *map(line, rows)])
