"""The funnel of one city: one stacked bar a step, all cities on one scale, drawn without an axis over rows of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import formats
from dashboard.figures import theme

LEAST_WIDTH = 148
"""Pixels of a column at least."""
_GAP = 1.2
_SLIVER = 1 / 100
"""Of the scale: what is there is never too thin to be seen."""


@dataclass(frozen=True)
class Rows:
    """A row of HTML in pixels: the number above, the bar, the words below. Where rows are higher, all three grow alike."""

    top: int = 33
    bar: int = 18
    under: int = 27

    @property
    def height(self) -> int:
        return self.top + self.bar + self.under


@dataclass(frozen=True)
class Bar:
    """One step: its segments in fixed order, what the hover says, and where a click leads."""

    moved_on: int
    waiting: int
    late: int
    gone: int
    hover: str
    last: bool = False


def funnel_figure(bars: Sequence[Bar], largest: int, rows: Rows, href: str = "") -> dict[str, Any]:
    """A figure as high as its place; `largest` is the widest bar of all cities, `href` where a click leads."""
    scale = max(largest, 1)
    segments = (
        ([bar.waiting if bar.last else bar.moved_on for bar in bars], theme.DONE),
        ([0 if bar.last else bar.waiting for bar in bars], theme.WAIT),
        ([bar.late for bar in bars], theme.LATE),
    )
    told = [[bar.hover, href] for bar in bars]
    traces = [_solid(values, colour, scale, rows) for values, colour in segments]
    traces[0] |= _numbers(bars, scale) | {"customdata": told, "hovertemplate": "%{customdata[0]}<extra></extra>"}
    traces.append(_hollow([bar.gone for bar in bars], scale, rows))
    middle = (rows.top + rows.bar / 2) / rows.height
    return theme.figure(
        traces,
        barmode="stack",
        xaxis={"range": [0, scale], "visible": False},
        yaxis={"range": [len(bars) - middle, -middle], "visible": False},
        hovermode="y",
    )


def _solid(values: Sequence[int], colour: str, scale: int, rows: Rows) -> dict[str, Any]:
    """A segment with a gap of paper after it, unless it is as thin as the gap."""
    gaps = [_GAP if _pixels(value, scale) > 4 * _GAP else 0 for value in values]
    marker = {"color": colour, "line": {"color": theme.PAPER, "width": gaps}}
    return _segment(values, scale, marker, rows.bar / rows.height)


def _hollow(values: Sequence[int], scale: int, rows: Rows) -> dict[str, Any]:
    """An outline inside the height of the bar."""
    marker = {"color": theme.PAPER, "line": {"color": theme.GONE_LINE, "width": _GAP}}
    return _segment(values, scale, marker, (rows.bar - _GAP) / rows.height)


def _segment(values: Sequence[int], scale: int, marker: dict[str, Any], width: float) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [max(value, scale * _SLIVER) if value else 0 for value in values],
        "y": list(range(len(values))),
        "width": width,
        "marker": marker,
        "hoverinfo": "skip",
    }


def _numbers(bars: Sequence[Bar], scale: int) -> dict[str, Any]:
    return {
        "text": ["" if bar.last else _fitting(bar.moved_on, scale) for bar in bars],
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"family": theme.SANS, "size": theme.T_NOTE, "weight": 500, "color": "#FFFFFF"},
        "hoverinfo": "text",
    }


def _fitting(count: int, scale: int) -> str:
    """The count, where the bar is long enough to hold it."""
    text = formats.number(count)
    return text if count and _pixels(count, scale) > 8 * len(text) + 4 else ""


def _pixels(value: int, scale: int) -> float:
    return value / scale * LEAST_WIDTH
