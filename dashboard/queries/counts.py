"""The one query over counts. Every number on a screen that is not a name is a sum made here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import pandas as pd
from sqlalchemy import Select, Table, func, select

from dashboard.errors import ReaderError
from dashboard.filters import first_of_next_incomplete
from dashboard.queries.cache import remembered
from dashboard.queries.database import Snapshot
from dashboard.viewer import Viewer, check_can_see_counts
from data_loader.measures import MEASURES, Measure
from data_loader.schema import count_change, count_now


def counts(
    snapshot: Snapshot,
    viewer: Viewer,
    measure: str,
    by: Sequence[str] = (),
    *,
    cities: Iterable[str] = (),
    cohorts: Iterable[str] = (),
    items: Iterable[str] = (),
    places: Iterable[str] = (),
    until: date | None = None,
    since: date | None = None,
) -> pd.DataFrame:
    """Sums of one measure: one row per combination of `by` that has a count, columns `by` and `count`
    (int64).

    Empty conditions mean all. `cohorts`, `items` and `places` are ignored by measures that lack the
    dimension. `day` is a datetime64 column; of monthly measures it is the first of the month, and `until`
    keeps the months that are over by then. Levels (`running`) are summed to today unless `until` is given;
    what describes today (`current`) refuses `until`. Without `by`: one row, also when nothing was counted.
    Frames are shared: copy before changing.
    """
    check_can_see_counts(viewer)
    known = _measure(measure)
    _check(known, by, until)
    given = {"city": cities, "cohort": cohorts, "item": items, "place": places}
    values = tuple((name, tuple(sorted(set(some)))) for name, some in given.items() if name in known.dimensions)
    asked = _Question(known, tuple(by), values, until, since)
    return remembered((snapshot.version, viewer.role, asked.key), lambda: _read(snapshot, asked))


def total(snapshot: Snapshot, viewer: Viewer, measure: str, **conditions: Any) -> int:
    """One number: the sum of a measure under the conditions of `counts`."""
    return int(counts(snapshot, viewer, measure, (), **conditions)["count"].iloc[0])


def complete(frame: pd.DataFrame, **values: Sequence[Any]) -> pd.DataFrame:
    """The frame with a row for every combination of the given values, in their order, zeros where nothing was
    counted.

    `complete(frame, city=cities, item=steps)`; rows with other values are left out.
    """
    names = list(values)
    wanted = pd.DataFrame(list(product(*values.values())), columns=names)
    if frame.empty:
        return wanted.assign(count=0)
    merged = wanted.merge(frame[[*names, "count"]], on=names, how="left")
    return merged.assign(count=merged["count"].fillna(0).astype("int64"))


def by_key(frame: pd.DataFrame, *names: str) -> dict[Any, int]:
    """{city: count} or {(city, item): count}, for formulas that look counts up; use `.get(key, 0)`."""
    keys = frame[names[0]] if len(names) == 1 else zip(*(frame[name] for name in names), strict=True)
    return {key: int(count) for key, count in zip(keys, frame["count"], strict=True)}


# --- inside -------------------------------------------------------------------------------------------------


def _measure(key: str) -> Measure:
    if key not in MEASURES:
        raise ReaderError(f"Показателя «{key}» нет.", f"Можно: {', '.join(MEASURES)}.")
    return MEASURES[key]


def _check(measure: Measure, by: Sequence[str], until: date | None) -> None:
    if unknown := [name for name in by if name not in measure.dimensions]:
        raise ReaderError(
            f"У показателя «{measure.key}» нет разреза «{unknown[0]}».",
            f"Можно: {', '.join(measure.dimensions)}.",
        )
    if measure.current and until is not None:
        entered, left = (measure.key.replace("_waiting", ending) for ending in ("_entered", "_left"))
        raise ReaderError(
            f"«{measure.key}» описывает сегодняшний день и не читается с until.",
            f"На прошлый день: {entered} этого шага минус {entered} следующего минус {left} с тем же until.",
        )


@dataclass(frozen=True)
class _Question:
    measure: Measure
    by: tuple[str, ...]
    values: tuple[tuple[str, tuple[str, ...]], ...]
    """(dimension, allowed values); no values mean all."""
    until: date | None
    since: date | None

    @property
    def key(self) -> tuple[Any, ...]:
        return (self.measure.key, self.by, self.values, self.until, self.since)


def _read(snapshot: Snapshot, asked: _Question) -> pd.DataFrame:
    rows = snapshot.connection.execute(_query(snapshot, asked)).all()
    frame = pd.DataFrame([tuple(row) for row in rows], columns=[*asked.by, "count"])
    types = {name: _TYPES.get(name, "str") for name in asked.by}
    return frame.astype({**types, "count": "int64"})


_TYPES = {"day": "datetime64[s]", "lag_days": "int64"}


def _query(snapshot: Snapshot, asked: _Question) -> Select[Any]:
    table: Table = count_change if snapshot.historic else count_now
    amount = func.coalesce(func.sum(table.c.delta if snapshot.historic else table.c.count), 0)
    query = select(*(table.c[name] for name in asked.by), amount.label("count")).where(table.c.measure == asked.measure.key)
    if snapshot.historic:
        query = query.where(table.c.load_id <= snapshot.load)
    for name, values in asked.values:
        if values:
            query = query.where(table.c[name].in_(values))
    if "day" in asked.measure.dimensions:
        query = _within(query, table, asked, snapshot.today)
    return query.group_by(*(table.c[name] for name in asked.by)).having(amount != 0) if asked.by else query


def _within(query: Select[Any], table: Table, asked: _Question, today: date) -> Select[Any]:
    until = asked.until or (today if asked.measure.running else None)
    if until is not None:
        whole_months = table.c.day < first_of_next_incomplete(until)
        query = query.where(whole_months if asked.measure.monthly else table.c.day <= until)
    return query.where(table.c.day >= asked.since) if asked.since is not None else query
