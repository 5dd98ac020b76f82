"""The map: circles whose area is a count, over the outline of the region, with an inset where places crowd.

Drawn in plain coordinates, not with Plotly's own maps: those ask a server for borders, and labels must know where pixels are.
The projection is Mercator, done here; a figure is made for one width and enlarged as a whole (assets/page_map.css).
"""

from dashboard.figures.map.figure import key_radii, map_figure
from dashboard.figures.map.marks import Spot
from dashboard.figures.map.outline import read_outline
from dashboard.figures.map.projection import MIDDLE, NARROW, WIDE, Canvas, mercator

__all__ = ["MIDDLE", "NARROW", "WIDE", "Canvas", "Spot", "key_radii", "map_figure", "mercator", "read_outline"]
