"""The inset: a window around a crowded city, drawn larger in a free corner of the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import formats
from dashboard.figures import theme
from dashboard.figures.grid import Box
from dashboard.figures.labels import Mark, place_labels
from dashboard.figures.map.marks import Dot, circles, labelled, marks, names
from dashboard.figures.map.projection import Window, extent, window
from dashboard.figures.segments import Segment, crosses

_ENLARGED = 4.0
_CROWD = 4
"""So many other places in the window make a crowd."""
_MARGIN, _ABOVE_SCALE, _TITLE = 8.0, 38.0, 22.0
"""Pixels to the edge of the map; more at the bottom, where the scale stands; of the title above the window."""
_CLEAR = 3
"""Pixels between a circle and the edge of the inset."""


Size = tuple[float, float]
"""Width and height in pixels."""


@dataclass(frozen=True)
class Inset:
    """`box` in pixels of the map, `window` in the plane; `dots`: the places that lie in it whole."""

    city: Dot
    dots: Sequence[Dot]
    box: Box
    window: Window

    @property
    def members(self) -> frozenset[str]:
        return frozenset(dot.spot.key for dot in self.dots)

    @property
    def room(self) -> Box:
        """What it takes of the map, with its title."""
        left, top, right, bottom = self.box
        return left, top - _TITLE, right, bottom

    def shown(self, view: Window) -> Box:
        """What it shows of the map, in the pixels of that."""
        return *view.pixel(self.window.left, self.window.top), *view.pixel(self.window.right, self.window.bottom)


def find_inset(
    found: Sequence[Dot], on_map: Sequence[Mark], view: Window, size: Size, border: Sequence[Segment] = ()
) -> Inset | None:
    """Around the most crowded city, if it is crowded and a corner of the map is free of circles and of the border. `on_map`: the marks
    of the dots.
    """
    crowds = [(dot, _near(mark, found, on_map, size)) for dot, mark in zip(found, on_map, strict=True) if dot.spot.is_city]
    city, crowd = max(crowds, key=lambda one: len(one[1]), default=(None, []))
    if city is None or len(crowd) - 1 < _CROWD or (box := _free_corner(view, on_map, size, border)) is None:
        return None
    around = _around(crowd, view, size)
    return Inset(city, [dot for dot in found if _lies_in(dot, around)], box, around)


def _near(city: Mark, found: Sequence[Dot], on_map: Sequence[Mark], size: Size) -> list[Dot]:
    half_x, half_y = (side / _ENLARGED / 2 for side in size)
    return [
        dot for dot, mark in zip(found, on_map, strict=True) if abs(mark.x - city.x) <= half_x and abs(mark.y - city.y) <= half_y
    ]


def _free_corner(view: Window, on_map: Sequence[Mark], size: Size, border: Sequence[Segment]) -> Box | None:
    width, height = size
    left, right = _MARGIN, view.width - _MARGIN - width
    top, low = _MARGIN + _TITLE, view.height - _ABOVE_SCALE - height
    corners = [(x, y, x + width, y + height) for x, y in ((right, low), (left, top), (right, top), (left, low))]
    return next((corner for corner in corners if _is_free(corner, on_map, border)), None)


def _is_free(corner: Box, on_map: Sequence[Mark], border: Sequence[Segment]) -> bool:
    left, top, right, bottom = corner
    room = (left - _MARGIN, top - _TITLE, right + _MARGIN, bottom + _MARGIN)
    return not (any(_reaches(mark, room) for mark in on_map) or any(crosses(line, room) for line in border))


def _reaches(mark: Mark, corner: Box) -> bool:
    left, top, right, bottom = corner
    return left - mark.radius < mark.x < right + mark.radius and top - mark.radius < mark.y < bottom + mark.radius


def _around(crowd: Sequence[Dot], view: Window, size: Size) -> Window:
    """A window of the plane with the inset's shape, centred on the crowd."""
    left, bottom, right, top = extent([(dot.x, dot.y) for dot in crowd])
    return window((left + right) / 2, (bottom + top) / 2, view.unit / _ENLARGED, *size)


def _lies_in(dot: Dot, around: Window) -> bool:
    """Whether the whole circle lies in the window, clear of its edge."""
    x, y = around.pixel(dot.x, dot.y)
    edge = dot.radius + _CLEAR
    return edge <= x <= around.width - edge and edge <= y <= around.height - edge


# --- its drawing ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Drawing:
    """What an inset adds to a figure."""

    traces: list[dict[str, Any]]
    annotations: list[dict[str, Any]]
    shapes: list[dict[str, Any]]
    axes: dict[str, Any]


NOTHING = Drawing([], [], [], {})


def draw_inset(inset: Inset, view: Window) -> Drawing:
    around = inset.window
    ordered = labelled(marks(inset.dots, around, theme.T_NOTE))
    placed = place_labels(ordered, around.width, around.height)
    left, top, right, bottom = _on_paper(inset, view)
    return Drawing(
        traces=[circles(inset.dots, around, axes="2")],
        annotations=[*names(placed, inset.dots, around, axes="2"), _title(inset, left, top)],
        shapes=[_frame(around), _ground(left, top, right, bottom)],
        axes={
            "xaxis2": axis(around.left, around.right, domain=[left, right], anchor="y2"),
            "yaxis2": axis(around.bottom, around.top, domain=[bottom, top], anchor="x2"),
        },
    )


def axis(low: float, high: float, **more: Any) -> dict[str, Any]:
    return {"range": [low, high], "visible": False, "fixedrange": True, "showgrid": False, "zeroline": False, **more}


def _on_paper(inset: Inset, view: Window) -> Box:
    """Its box as Plotly measures the whole drawing: from 0 to 1, upwards."""
    left, top, right, bottom = inset.box
    return left / view.width, 1 - top / view.height, right / view.width, 1 - bottom / view.height


def _frame(around: Window) -> dict[str, Any]:
    """On the map: what the inset shows."""
    edges = {"x0": around.left, "x1": around.right, "y0": around.bottom, "y1": around.top}
    line = {"color": theme.INK_2, "width": 1}
    return {"type": "rect", "xref": "x", "yref": "y", **edges, "line": line, "fillcolor": "rgba(0,0,0,0)"}


def _ground(left: float, top: float, right: float, bottom: float) -> dict[str, Any]:
    edges = {"x0": left, "x1": right, "y0": bottom, "y1": top}
    line = {"color": theme.INK_2, "width": 1}
    return {"type": "rect", "xref": "paper", "yref": "paper", **edges, "line": line, "fillcolor": theme.TINT, "layer": "below"}


def _title(inset: Inset, left: float, top: float) -> dict[str, Any]:
    city = inset.city.spot
    whom = f" {theme.plain(city.genitive)}" if city.genitive else f": {theme.plain(city.label)}"
    return {
        "x": left,
        "y": top,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "text": f"<b>Вокруг{whom}, в {formats.number(_ENLARGED)} раза крупнее</b>",
        "showarrow": False,
        "font": {"size": theme.T_NOTE, "color": theme.INK, "family": theme.SANS},
    }
