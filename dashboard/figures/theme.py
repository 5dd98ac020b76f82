"""The look of every Plotly figure: one layout, made of the tokens of assets/tokens.css. Figures are plain
dicts."""

from __future__ import annotations

from typing import Any

PAPER = "#FBFAF6"
TINT = "#F2EFE7"
INK = "#16202A"
INK_2 = "#414C57"
INK_3 = "#56616C"
HAIR = "#D9D4C7"
ACT = "#CE4A20"
DONE = "#174D6B"
WAIT = "#E4B04A"
GONE_LINE = "#79838C"
LATE = ACT
SEQ = ("#E9EEEE", "#CBDCE1", "#A9C6D1", "#7EA9BC", "#2F6985", "#174D6B")
SANS = '"Golos Text", "Golos Text Fallback", "PT Sans", "Segoe UI", Arial, sans-serif'
T_NOTE = 13
T_SMALL = 14


def plain(text: str) -> str:
    """A name as Plotly shows it letter by letter: in its texts it reads tags and entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


_FONT = {"family": SANS, "size": T_NOTE, "color": INK_2}
_AXIS = {
    "showgrid": False,
    "zeroline": False,
    "showline": False,
    "ticks": "",
    "fixedrange": True,
    "automargin": True,
    "tickfont": {**_FONT, "color": INK_3},
}


def layout(**overrides: Any) -> dict[str, Any]:
    """The common layout; nested dicts of the overrides are merged into its own."""
    base: dict[str, Any] = {
        "font": _FONT,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": [DONE, SEQ[3], SEQ[2]],
        "separators": ",\u00a0",
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": INK,
            "bordercolor": INK,
            "font": {"family": SANS, "size": T_SMALL, "color": PAPER},
            "align": "left",
        },
        "xaxis": _AXIS,
        "yaxis": _AXIS,
        "uirevision": "view",
    }
    return _merged(base, overrides)


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(base.get(key), dict)
        merged[key] = _merged(base[key], value) if both else value
    return merged


def figure(traces: list[dict[str, Any]], **overrides: Any) -> dict[str, Any]:
    """A figure as a plain dict: `figure([{"type": "scatter", ...}], height=120, xaxis={"range": [0, 10]})`."""
    return {"data": traces, "layout": layout(**overrides)}
