"""Counting by touched owners: before and after a write, the difference appended to the counts.

`Count` lives for one load. `touch` collects the owners that touched rows lead to, `before` takes their counts away, the caller
writes, `after` adds their counts again; what remains is the change. `append` stores it under the load. A recount does the same
against the counts on record, with everybody as owners.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    FromClause,
    Integer,
    MetaData,
    Table,
    and_,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)

from data_loader.measures import MEASURES, OWNERS, Measure, Owner
from data_loader.programme import Programme
from data_loader.schema import DIMENSIONS, count_change, count_now
from data_loader.shapes import Txt

_temporary = MetaData()


def _temporary_table(name: str, *columns: Column[Any]) -> Table:
    return Table(name, _temporary, *columns, prefixes=["TEMPORARY"])


_owners = {
    owner.key: _temporary_table(f"touched_{owner.key}", *(Column(name, Txt, primary_key=True) for name in owner.columns))
    for owner in OWNERS
}
_TYPES: dict[str, Any] = {"day": Date, "lag_days": Integer}
_difference = _temporary_table(
    "count_difference",
    Column("measure", Txt),
    *(Column(name, _TYPES.get(name, Txt)) for name in DIMENSIONS),
    Column("delta", BigInteger),
)


class Count:
    """The change of all counts by one load, collected step by step in temporary tables."""

    def __init__(self, connection: Connection, programme: Programme) -> None:
        self._connection = connection
        self._programme = programme
        _temporary.drop_all(connection)
        _temporary.create_all(connection)

    def touch(self, table: str, rows: FromClause) -> None:
        """Adds the owners that rows of a registry table (at least its natural key) lead to. Call it before writing."""
        for owner in OWNERS:
            if lead := owner.leads.get(table):
                self._remember(owner, lead(rows).subquery())

    def _remember(self, owner: Owner, found: FromClause) -> None:
        known = _owners[owner.key]
        same = and_(*(known.c[name] == found.c[name] for name in owner.columns))
        fresh = select(*(found.c[name] for name in owner.columns)).where(~exists().where(same))
        self._connection.execute(insert(known).from_select(list(owner.columns), fresh))

    def before(self) -> None:
        self._add_touched(sign=-1)

    def after(self) -> None:
        """Adds what the touched owners count now, and forgets them: the next write touches anew."""
        self._add_touched(sign=1)
        for table in _owners.values():
            self._connection.execute(delete(table))

    def touched(self, owner: Owner) -> Table:
        """The owners touched since the last `after`."""
        return _owners[owner.key]

    def _add_touched(self, *, sign: int) -> None:
        """Measures without a touched owner are not asked: each would read its tables to find nothing."""
        for owner, table in ((owner, _owners[owner.key]) for owner in OWNERS):
            if self._connection.execute(select(exists(select(table)))).scalar():
                self._add((m for m in MEASURES.values() if m.owner is owner), table, sign)

    def recount(self) -> None:
        """The difference between a full count of the registry and the counts on record."""
        self.clear()
        self._add(MEASURES.values(), None, 1)

    def clear(self) -> None:
        """Takes away every count on record."""
        on_record = select(count_now.c.measure, *(count_now.c[name] for name in DIMENSIONS), -count_now.c.count)
        self._connection.execute(insert(_difference).from_select(list(_difference.c.keys()), on_record))

    def _add(self, measures: Iterable[Measure], owners: FromClause | None, sign: int) -> None:
        for measure in measures:
            counted = measure.select(self._programme, owners).subquery()
            rows = select(literal(measure.key, Txt), *(counted.c[name] for name in DIMENSIONS), counted.c.count * sign)
            self._connection.execute(insert(_difference).from_select(list(_difference.c.keys()), rows))

    def append(self, load_id: int) -> int:
        """Stores the collected change under the load and brings `count_now` up to date; once per load.

        Returns how many counts changed.
        """
        keys = [_difference.c.measure, *(_difference.c[name] for name in DIMENSIONS)]
        names = ["measure", *DIMENSIONS]
        total = func.sum(_difference.c.delta)
        change = select(literal(load_id, Integer), *keys, total).group_by(*keys).having(total != 0)
        self._connection.execute(insert(count_change).from_select(["load_id", *names, "delta"], change))
        self._merge(load_id, names)
        self._connection.execute(delete(_difference))
        written = select(func.count()).select_from(count_change).where(count_change.c.load_id == load_id)
        return int(self._connection.execute(written).scalar_one())

    def _merge(self, load_id: int, names: list[str]) -> None:
        """In three steps: an upsert would need a table of its own syntax for each database, and could not take zeros out."""
        changed = select(count_change).where(count_change.c.load_id == load_id).subquery()
        same = and_(*(changed.c[name] == count_now.c[name] for name in names))
        delta = select(changed.c.delta).where(same).scalar_subquery()
        self._connection.execute(update(count_now).where(exists().where(same)).values(count=count_now.c.count + delta))
        new = select(*(changed.c[name] for name in names), changed.c.delta).where(
            ~exists(select(count_now).where(same).correlate(changed))
        )
        self._connection.execute(insert(count_now).from_select([*names, "count"], new))
        self._connection.execute(delete(count_now).where(count_now.c.count == 0))


def reconciles(connection: Connection) -> bool:
    """Whether `count_now` is the sum of `count_change`, count by count."""
    names = ["measure", *DIMENSIONS]
    total = func.sum(count_change.c.delta)
    summed = (
        select(*(count_change.c[name] for name in names), total.label("count"))
        .group_by(*(count_change.c[name] for name in names))
        .having(total != 0)
    )
    now = select(*(count_now.c[name] for name in names), count_now.c.count)
    one_way = connection.execute(summed.except_(now)).first()
    return one_way is None and connection.execute(now.except_(summed)).first() is None
