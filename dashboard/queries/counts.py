"""The one query over counts. Every number on a screen that is not a name is a sum made here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from sqlalchemy import FromClause, Select, Subquery, Table, func, select

from dashboard.errors import ReaderError
from dashboard.queries.cache import remembered
from dashboard.queries.database import Snapshot
from dashboard.running import Running
from dashboard.viewer import Viewer, check_can_see_counts
from data_loader.measures import MEASURES, Measure
from data_loader.months import first_incomplete_month
from data_loader.schema import DIMENSIONS, EPOCH, count_change, count_now


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
    """Sums of one measure: one row per combination of `by` that has a count, in their order, columns `by` and `count` (int64).

    Empty conditions mean all. `cohorts`, `items` and `places` are ignored by measures that lack the
    dimension. `day` is a datetime64 column; of monthly measures it is the first of the month, and `until`
    keeps the months that are over by then. Levels (`running`) are summed to today unless `until` is given;
    what describes today (`current`) refuses `until`. Without `by`: one row, also when nothing was counted.
    Frames are shared: copy before changing.
    """
    check_can_see_counts(viewer)
    given = {"city": cities, "cohort": cohorts, "item": items, "place": places}
    asked = _question(measure, by, given, until, since)
    return remembered(snapshot, viewer, asked.key, lambda: _frame(snapshot, asked))


def running(
    snapshot: Snapshot, viewer: Viewer, measure: str, *, cohorts: Iterable[str] = (), items: Iterable[str] = ()
) -> Running:
    """A measure by city and day, added up: views of any city and any day share it."""
    check_can_see_counts(viewer)
    asked = _question(measure, ["city", "day"], {"cohort": cohorts, "item": items})
    return remembered(snapshot, viewer, ("running", asked.key), lambda: Running.of(_rows(snapshot, asked)))


def total(snapshot: Snapshot, viewer: Viewer, measure: str, **conditions: Any) -> int:
    """One number: the sum of a measure under the conditions of `counts`."""
    return int(counts(snapshot, viewer, measure, (), **conditions)["count"].iloc[0])


def by_key(frame: pd.DataFrame, *names: str) -> dict[Any, int]:
    """{city: count} or {(city, item): count}, for formulas that look counts up; use `.get(key, 0)`. Days are dates."""
    columns = [_values(frame, name) for name in names]
    keys = columns[0] if len(names) == 1 else zip(*columns, strict=True)
    return dict(zip(keys, frame["count"].tolist(), strict=True))


def _values(frame: pd.DataFrame, name: str) -> list[Any]:
    values: list[Any] = frame[name].to_numpy().astype("datetime64[D]").tolist() if name == "day" else frame[name].tolist()
    return values


def latest_days(snapshot: Snapshot, viewer: Viewer, measures: Sequence[str]) -> dict[str, date]:
    """The last day up to today on which each measure counted something; of a level, on which something began."""
    return {measure: days.last for measure, days in _days(snapshot, viewer, measures).items()}


def first_days(snapshot: Snapshot, viewer: Viewer, measures: Sequence[str]) -> dict[str, date]:
    """The first such day."""
    return {measure: days.first for measure, days in _days(snapshot, viewer, measures).items()}


def _days(snapshot: Snapshot, viewer: Viewer, measures: Sequence[str]) -> dict[str, _Days]:
    check_can_see_counts(viewer)
    asked = tuple(measures)
    return remembered(snapshot, viewer, ("days", asked), lambda: _read_days(snapshot, asked))


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


def _question(
    measure: str, by: Sequence[str], given: Mapping[str, Iterable[str]], until: date | None = None, since: date | None = None
) -> _Question:
    known = _measure(measure)
    _check(known, by, until)
    values = tuple((name, tuple(sorted(set(some)))) for name, some in given.items() if name in known.dimensions)
    return _Question(known, tuple(by), values, until, since)


def _rows(snapshot: Snapshot, asked: _Question) -> Sequence[Any]:
    return snapshot.connection.execute(_query(snapshot, asked)).all()


def _frame(snapshot: Snapshot, asked: _Question) -> pd.DataFrame:
    """Column by column: of a frame of mixed values pandas would look at each to find its type."""
    names = (*asked.by, "count")
    rows = _rows(snapshot, asked)
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return pd.DataFrame({name: _column(name, values) for name, values in zip(names, columns, strict=True)}, copy=False)


def _column(name: str, values: Sequence[Any]) -> Any:
    if name == "day":
        since_epoch = np.fromiter(map(date.toordinal, values), "int64", len(values)) - EPOCH.toordinal()
        return since_epoch.astype("datetime64[D]").astype("datetime64[s]")
    if name in ("lag_days", "count"):
        return np.fromiter(map(int, values), "int64", len(values))
    return pd.array(values, dtype="str")


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
    keys = [table.c[name] for name in asked.by]
    return query.group_by(*keys).having(amount != 0).order_by(*keys) if asked.by else query


def _within(query: Select[Any], table: Table, asked: _Question, today: date) -> Select[Any]:
    until = asked.until or (today if asked.measure.running else None)
    if until is not None:
        whole_months = table.c.day < first_incomplete_month(until)
        query = query.where(whole_months if asked.measure.monthly else table.c.day <= until)
    return query.where(table.c.day >= asked.since) if asked.since is not None else query


class _Days(NamedTuple):
    first: date
    last: date


def _read_days(snapshot: Snapshot, measures: tuple[str, ...]) -> dict[str, _Days]:
    table: FromClause = _changes_so_far(snapshot) if snapshot.historic else count_now
    day = table.c.day
    query = select(table.c.measure, func.min(day).label("first"), func.max(day).label("last")).group_by(table.c.measure)
    query = query.where(table.c.measure.in_(measures), day <= snapshot.today, table.c.count > 0)
    return {row.measure: _Days(row.first, row.last) for row in snapshot.connection.execute(query)}


def _changes_so_far(snapshot: Snapshot) -> Subquery:
    """The counts as they were after an earlier load."""
    keys = [count_change.c[name] for name in ("measure", *DIMENSIONS)]
    query = select(*keys, func.sum(count_change.c.delta).label("count")).where(count_change.c.load_id <= snapshot.load)
    return query.group_by(*keys).subquery()
