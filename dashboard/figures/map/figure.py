"""The whole drawing, and what can be said of it without drawing: the circles of its key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dashboard.figures import theme
from dashboard.figures.labels import place_labels
from dashboard.figures.map.inset import NOTHING, axis, draw_inset, find_inset
from dashboard.figures.map.marks import Spot, circles, dots, labelled, marks, names, radius_of
from dashboard.figures.map.outline import Outline, read_outline
from dashboard.figures.map.projection import TOWN, Canvas, Point, Window, extent_of, fit
from dashboard.figures.map.scale import drawn, find_scale
from dashboard.figures.segments import of_box

_CLOSEST = 8
"""So many times nearer than the whole outline a map may come: nearer, nobody would know where that is."""


def map_figure(spots: Sequence[Spot], outline: Path | None, canvas: Canvas, *, close: bool = False) -> dict[str, Any]:
    """`close`: only so much of the outline as lies around the spots. Without an outline only the circles are drawn."""
    ground = read_outline(outline)
    view = _view([(spot.lat, spot.lon) for spot in spots], ground, canvas, close=close)
    found = dots(spots, canvas)
    on_map = marks(found, view, canvas.city_size)
    border = ground.lines(view)
    inset = find_inset(found, on_map, view, canvas.inset, border) if canvas.inset else None
    ordered = labelled(on_map, inset.members if inset else frozenset(), cities_only=canvas.cities_only)
    scale = find_scale(view, border)
    keep_out = [scale.room, *([inset.room] if inset else [])]
    lines = [*border, *(of_box(inset.shown(view)) if inset else [])]
    placed = place_labels(ordered, view.width, view.height, keep_out=keep_out, lines=lines)
    more = draw_inset(inset, view) if inset else NOTHING
    line, words = drawn(scale, view)
    layout = {
        "xaxis": axis(view.left, view.right),
        "yaxis": axis(view.bottom, view.top),
        **more.axes,
        "annotations": [*names(placed, found, view), words, *more.annotations],
        "shapes": [line, *more.shapes],
    }
    return theme.figure([*ground.land, circles(found, view), *more.traces], **layout)


def key_radii(most: int, canvas: Canvas) -> list[tuple[int, float]]:
    """Two round counts and the radii of their circles, for the key of a map whose largest circle is `most`."""
    rounds = [10**power for power in range(1, len(str(most)))] or ([most] if most else [])
    return [(n, radius_of(n, most, canvas)) for n in rounds[-2:][::-1]]


def _view(where: Sequence[Point], ground: Outline, canvas: Canvas, *, close: bool) -> Window:
    whole, places = ground.extents, [extent_of(where)] if where else []
    if close and places:
        return fit(places, canvas, least=max([TOWN, *(max(e.right - e.left, e.top - e.bottom) / _CLOSEST for e in whole)]))
    return fit([*whole, *places], canvas, at_left=bool(whole))
