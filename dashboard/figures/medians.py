"""Medians as dots on lines of days: one row a city, guides at the medians of all cities, numbers above the dots, no axis."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from dashboard import formats
from dashboard.figures import theme

ROW_HEIGHT = 48
NAMES_WIDTH, MOST_NAMES_WIDTH = 118, 162
"""Pixels kept free at the left for the names: at least, and at most where there is room."""
_NAME_CHARACTER = 8.2
"""Pixels of a character of the names, which are bold."""
_RIGHT = 30
_DOT = 11
_LINE = 15
_CHARACTER = 7.4
"""Pixels of a character of the labels."""
WIDE, NARROW = 530, 288
"""The least widths that a figure is made for; it may only grow."""


def medians_figure(parts: Sequence[str], rows: Sequence[tuple[str, Sequence[float | None]]], width: int = WIDE) -> dict[str, Any]:
    """`rows`: name and days to each part; the first row gives the guides. `width`: the least the figure will have."""
    longest = max((v for _, row in rows for v in row if v is not None), default=1.0) or 1.0
    limit = longest * 1.07
    room = MOST_NAMES_WIDTH if width >= WIDE else NAMES_WIDTH
    names = [_two_lines(name, int(room / _NAME_CHARACTER)) for name, _ in rows]
    left = min(room, max(NAMES_WIDTH, *(len(line) * _NAME_CHARACTER + 8 for name in names for line in name)))
    pixel = limit / (width - left - _RIGHT)
    guides = [(part, value) for part, value in zip(parts, rows[0][1], strict=True) if value is not None]
    heads, lines = _heads(guides, pixel, limit)
    head_height = 4 + _LINE * max(lines, 2)
    height = head_height + ROW_HEIGHT * len(rows)
    bottom = len(rows) - 0.5
    return theme.figure(
        [_line(n, row) for n, (_, row) in enumerate(rows)] + [_dots(n, name, row, parts) for n, (name, row) in enumerate(rows)],
        height=height,
        margin={"l": left, "r": _RIGHT, "t": 0, "b": 0},
        xaxis={"range": [0, limit], "visible": False},
        yaxis={"range": [bottom, -0.5 - head_height / ROW_HEIGHT], "visible": False},
        shapes=[*(_guide(value, bottom) for _, value in guides), *(_rule(n - 0.5) for n in range(len(rows)))],
        annotations=[
            *(_name(n, name, left) for n, name in enumerate(names)),
            *heads,
            *(label for n, (_, row) in enumerate(rows) for label in _labels(n, row, pixel)),
        ],
    )


def height_of(parts: Sequence[str], rows: Sequence[tuple[str, Sequence[float | None]]], width: int) -> float:
    """Pixels that the figure of this width will be high."""
    return float(medians_figure(parts, rows, width)["layout"]["height"])


def _line(n: int, row: Sequence[float | None]) -> dict[str, Any]:
    furthest = max((v for v in row if v is not None), default=0.0)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, furthest],
        "y": [n, n],
        "line": {"color": theme.SEQ[2], "width": theme.TRACE},
        "hoverinfo": "skip",
    }


def _dots(n: int, name: str, row: Sequence[float | None], parts: Sequence[str]) -> dict[str, Any]:
    known = [(value, part) for value, part in zip(row, parts, strict=True) if value is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [value for value, _ in known],
        "y": [n] * len(known),
        "marker": {"size": _DOT, "color": theme.DONE, "line": {"width": 0}},
        "customdata": [f"{theme.plain(name)}, {theme.plain(part)}: {_days(value)}" for value, part in known],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _days(value: float) -> str:
    return formats.counted(value, *formats.DAYS)


def _guide(value: float, bottom: float) -> dict[str, Any]:
    ends = {"x0": value, "x1": value, "y0": -0.5, "y1": bottom}
    return {"type": "line", "xref": "x", "yref": "y", **ends, "line": {"color": theme.HAIR, "width": 1}, "layer": "below"}


def _rule(y: float) -> dict[str, Any]:
    width = {"type": "line", "xref": "paper", "yref": "y", "x0": -0.6, "x1": 1.1, "y0": y, "y1": y}
    return {**width, "line": {"color": theme.HAIR, "width": 1}, "layer": "below"}


def _text(text: str, **where: Any) -> dict[str, Any]:
    return {"text": text, "showarrow": False, "xref": "x", "yref": "y", **where}


def _name(n: int, name: Sequence[str], left: float) -> dict[str, Any]:
    font = {"size": theme.T_SMALL, "color": theme.INK}
    text = "<br>".join(f"<b>{theme.plain(line)}</b>" for line in name)
    return _text(text, xref="paper", x=0, xshift=-left, xanchor="left", align="left", y=n, yanchor="middle", font=font)


def _two_lines(name: str, characters: int) -> list[str]:
    """A long name on two lines, parted at a space or after a hyphen; what is longer still ends in «…»."""
    lines = wrap(name, characters, break_long_words=False) or [""]
    lines = lines[:2] if len(lines) < 3 else [lines[0], " ".join(lines[1:])]
    return [line if len(line) <= characters else f"{line[: characters - 1].rstrip()}…" for line in lines]


def _heads(guides: Sequence[tuple[str, float]], pixel: float, limit: float) -> tuple[list[dict[str, Any]], int]:
    """Names of the parts above their guides, inside the drawing, and on how many lines.

    A name goes to a second or third line where the first has no room, then is cut, then gives way.
    """
    made: list[dict[str, Any]] = []
    end = limit + _RIGHT * pixel
    free = [0.0, 0.0, 0.0]
    for part, value in guides:
        for name, line in itertools.product(dict.fromkeys((part, formats.abbreviation(part))), range(len(free))):
            half = len(name) * _CHARACTER / 2 * pixel
            middle = min(value, end - half)
            if middle - half >= free[line]:
                made.append(_head(name, middle, line))
                free[line] = middle + half
                break
    nothing = _CHARACTER * pixel
    lines = sum(taken > 0 for taken in free)
    return [*([_head("0", 0)] if guides and guides[0][1] - len(guides[0][0]) * nothing / 2 > nothing else []), *made], lines


def _head(text: str, x: float, line: int = 0) -> dict[str, Any]:
    return _text(theme.plain(text), x=x, y=-0.5, yanchor="bottom", yshift=4 + line * _LINE, font={"size": theme.T_NOTE})


def _together(group: Sequence[float]) -> str:
    """«63 и 63»; three and more of the same are said once."""
    values = [formats.number(value) for value in group]
    return values[0] if len(values) > 2 and len(set(values)) == 1 else formats.listed(values)


def _labels(n: int, row: Sequence[float | None], pixel: float) -> list[dict[str, Any]]:
    """The numbers above the dots, or below where a neighbour has the room; dots that touch share one («63 и 63»)."""
    groups: list[list[float]] = []
    for value in sorted(v for v in row if v is not None):
        if groups and value - groups[-1][-1] < _DOT / 2 * pixel:
            groups[-1].append(value)
        else:
            groups.append([value])
    taken = {"above": -math.inf, "below": -math.inf}
    return [_label(n, group, pixel, taken) for group in groups]


def _label(n: int, group: Sequence[float], pixel: float, taken: dict[str, float]) -> dict[str, Any]:
    """`taken`: up to where each side of the line is written on; the label is added to it."""
    text, middle = _together(group), sum(group) / len(group)
    half = (len(text) + 1) * _CHARACTER / 2 * pixel
    side = "below" if taken["above"] > middle - half >= taken["below"] else "above"
    taken[side] = middle + half
    anchor = {"yanchor": "bottom", "yshift": 6} if side == "above" else {"yanchor": "top", "yshift": -6}
    return _text(text, x=middle, y=n, font={"size": theme.T_NOTE, "color": theme.INK}, **anchor)
