"""The funnel of one city: one stacked bar a step, all cities on one scale, drawn without an axis into rows of equal height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import formats
from dashboard.figures import theme

ROW_HEIGHT = 75
BAR_HEIGHT = 18
BAR_TOP = 33
"""Pixels from the top of a row to its bar: the number above it is HTML."""


@dataclass(frozen=True)
class Bar:
    """One step: its segments in fixed order and what the hover says."""

    moved_on: int
    waiting: int
    late: int
    gone: int
    hover: str
    last: bool = False


def funnel_figure(bars: Sequence[Bar], largest: int) -> dict[str, Any]:
    """A figure as high as its rows; `largest` is the widest bar of all cities."""
    rows = list(range(len(bars)))
    here = [bar.waiting if bar.last else 0 for bar in bars]
    segments = (
        ("пошли дальше", [bar.moved_on or here[n] for n, bar in enumerate(bars)], theme.DONE, theme.DONE),
        ("ждут", [0 if bar.last else bar.waiting for bar in bars], theme.WAIT, theme.WAIT),
        ("стоят", [bar.late for bar in bars], theme.LATE, theme.LATE),
        ("выбыли", [bar.gone for bar in bars], theme.PAPER, theme.GONE_LINE),
    )
    traces = [
        _segment(name, values, bars, fill, line, largest if number == 0 else 0)
        for number, (name, values, fill, line) in enumerate(segments)
    ]
    middle = (BAR_TOP + BAR_HEIGHT / 2) / ROW_HEIGHT
    return theme.figure(
        traces,
        height=ROW_HEIGHT * len(bars),
        barmode="stack",
        bargap=1 - BAR_HEIGHT / ROW_HEIGHT,
        xaxis={"range": [0, max(largest, 1)], "visible": False},
        yaxis={"range": [len(bars) - 1 + (1 - middle), -middle], "visible": False, "tickvals": rows},
        hovermode="y",
    )


_LEAST_WIDTH = 148
"""Pixels of a column at least."""


def _number(count: int, largest: int) -> str:
    """The count, where the bar is long enough to hold it."""
    text = formats.number(count)
    return text if count and count / largest * _LEAST_WIDTH > 8 * len(text) + 4 else ""


def _segment(name: str, values: Sequence[int], bars: Sequence[Bar], fill: str, line: str, largest: int) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": list(values),
        "y": list(range(len(bars))),
        "marker": {"color": fill, "line": {"color": line if fill == theme.PAPER else theme.PAPER, "width": 1.2}},
        "text": [_number(bar.moved_on, largest) if largest else "" for bar in bars],
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"family": theme.SANS, "size": theme.T_NOTE, "color": "#FFFFFF"},
        "customdata": [bar.hover for bar in bars],
        "hovertemplate": "%{customdata}<extra></extra>" if largest else None,
        "hoverinfo": "text" if largest else "skip",
    }
