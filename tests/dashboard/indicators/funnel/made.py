"""Funnels made of a few counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from dashboard.indicators.comparison import Comparison
from dashboard.indicators.funnel import Frames, Funnel, school_funnel, track_funnel
from data_loader.programme import Programme, Track, load_programme

SCHOOL = load_programme(Path(__file__).parents[4] / "programme.toml")
STEPS = [step.key for step in SCHOOL.steps]
TODAY = date(2026, 3, 31)

Counts = list[tuple[str, str, int]]
"""City, item, count."""
Waiting = list[tuple[str, str, pd.Timestamp, int]]
"""City, item, day of arrival, count."""


def frame(rows: Counts) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["city", "item", "count"]).astype({"city": "str", "item": "str"})


def waiting(rows: Waiting) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["city", "item", "day", "count"]).astype({"day": "datetime64[s]"})


def ago(days: int) -> pd.Timestamp:
    return pd.Timestamp(TODAY) - pd.Timedelta(days=days)


def falling(*counts: int, city: str = "tyumen") -> Counts:
    return [(city, step, count) for step, count in zip(STEPS, counts, strict=False)]


def funnel(
    entered: Counts,
    left: Counts | None = None,
    standing: Waiting | None = None,
    cities: tuple[str, ...] = ("tyumen", "ishim"),
    programme: Programme = SCHOOL,
    grown: Counts | None = None,
    apart: Comparison | None = None,
) -> Funnel:
    """`grown`: who of the cohorts that can be judged entered; without it all can be."""
    frames = Frames(frame(entered), frame(left or []), waiting(standing) if standing is not None else None)
    judged = frame(entered if grown is None else grown)
    return school_funnel(frames, judged, programme, cities, TODAY, apart or Comparison())


def way(
    *counts: int,
    left: Counts | None = None,
    standing: Waiting | None = None,
    track: Track = SCHOOL.tracks[0],
    city: str = "tyumen",
    cities: tuple[str, ...] = (),
) -> Funnel:
    """Organisations of one city on a track; `cities`: those shown."""
    rows = [(city, f"{track.key}/{step.key}", count) for step, count in zip(track.steps, counts, strict=False)]
    now = waiting(standing) if standing is not None else None
    return track_funnel(Frames(frame(rows), frame(left or []), now), track, SCHOOL, cities or (city,), TODAY)
