"""What a map figure shows, read from its dict alone: in pixels of the canvas that it was made for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Any

from dashboard.figures.grid import Box
from dashboard.figures.labels import LINE, text_width
from dashboard.figures.map import Canvas
from dashboard.figures.segments import Segment, crosses

Circle = tuple[float, float, float]


@dataclass(frozen=True)
class Label:
    text: str
    box: Box
    own: tuple[float, float]
    """The middle of its circle."""


@dataclass(frozen=True)
class Seen:
    labels: list[Label]
    circles: list[Circle]
    border: list[Segment]
    scale: Box

    def faults(self) -> list[str]:
        """Labels that lie on a circle, on the border, on the scale or on one another."""
        found = []
        for number, label in enumerate(self.labels):
            found += [f"{label.text} on a circle at {c[0]:.0f} {c[1]:.0f}" for c in self.circles if _on(label.box, c)]
            found += [f"{label.text} on the border"] if any(crosses(line, label.box) for line in self.border) else []
            others = [("the scale", self.scale), *((other.text, other.box) for other in self.labels[:number])]
            found += [f"{label.text} on {what}" for what, box in others if _overlap(label.box, box)]
        return found


def seen(figure: dict[str, Any], canvas: Canvas, axes: str = "") -> Seen:
    """Of the map itself, or with the axes "2" of its inset."""
    layout = figure["layout"]
    (left, right), (_, top) = layout[f"xaxis{axes}"]["range"], layout[f"yaxis{axes}"]["range"]
    across = layout[f"xaxis{axes}"].get("domain", [0, 1])
    unit = (right - left) / (canvas.width * (across[1] - across[0]))

    def pixel(x: float, y: float) -> tuple[float, float]:
        return (x - left) / unit, (top - y) / unit

    notes = [note for note in layout["annotations"] if note.get("xref") == f"x{axes}"]
    dots = [trace for trace in figure["data"] if trace["mode"] == "markers" and trace["xaxis"] == f"x{axes}"]
    circles = [
        (*pixel(x, y), size / 2)
        for trace in dots
        for x, y, size in zip(trace["x"], trace["y"], trace["marker"]["size"], strict=True)
    ]
    land = [] if axes else [trace for trace in figure["data"] if trace["mode"] == "lines"]
    return Seen(
        [_label(note, pixel(note["x"], note["y"])) for note in notes], circles, _border(land, pixel), _scale(layout, pixel)
    )


def _label(note: dict[str, Any], own: tuple[float, float]) -> Label:
    text, size = re.sub("<[^>]+>", "", note["text"]).replace("&lt;", "<"), note["font"]["size"]
    right, down = (note["ax"], note["ay"]) if note["showarrow"] else (note["xshift"], -note["yshift"])
    half_width, half_height = text_width(text, size, bold="<b>" in note["text"]) / 2, size * LINE / 2
    x, y = own[0] + right, own[1] + down
    return Label(text, (x - half_width, y - half_height, x + half_width, y + half_height), own)


def _border(land: list[dict[str, Any]], pixel: Any) -> list[Segment]:
    points = [(x, y) for trace in land for x, y in zip(trace["x"], trace["y"], strict=True)]
    return [(*pixel(*one), *pixel(*other)) for one, other in pairwise(points) if None not in (*one, *other)]


def _scale(layout: dict[str, Any], pixel: Any) -> Box:
    (words,) = (note for note in layout["annotations"] if note["text"].endswith("км"))
    (line,) = (shape for shape in layout["shapes"] if shape["type"] == "path")
    x, y = pixel(words["x"], words["y"]) if "xref" not in words else (0, 0)
    first, *_, last = (pixel(*map(float, part.split()))[0] for part in re.split("[ML]", line["path"]) if part)
    half = max(abs(last - first), text_width("100 км", 13)) / 2
    return x - half, y - 20, x + half, y


def _on(box: Box, circle: Circle) -> bool:
    x, y, radius = circle
    nearest = min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])
    return hypot(nearest[0] - x, nearest[1] - y) < radius - 0.1


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
