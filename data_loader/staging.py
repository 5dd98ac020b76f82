"""Rows of one load, checked cell by cell, on their way into the registry.

Every registry table has a temporary twin. Rows are added there, repeats are taken out, and the twin is compared with the
record: the same, changed or new. Everything is set-based, so memory does not grow with the load.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
    union,
    update,
)

from data_loader.database import insert_rows
from data_loader.measures import COUNTED_COLUMNS
from data_loader.memories import given_up, remember
from data_loader.schema import beneficiary, natural_key, service
from data_loader.twins import BATCH, CHANGED, NEW, SAME, STAGES, has_key, keys_of, same_key, value_columns


@dataclass(frozen=True)
class Repeat:
    """Staged rows with one natural key: `rows` are (file, sheet, row), `others` the first row that says something else than each."""

    key: tuple[Any, ...]
    seqs: tuple[int, ...]
    rows: tuple[tuple[str, str, int], ...]
    others: tuple[tuple[str, str, int] | None, ...]

    @property
    def equal(self) -> bool:
        """Whether nothing tells the rows apart."""
        return not any(self.others)


class Stage:
    """The twin of one registry table."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection = connection
        self._waiting: list[Sequence[Any]] = []
        self._seq = 0
        self.table = table
        self.twin = STAGES[table.name]
        self.fields = (*natural_key(table), *value_columns(table))
        self._columns = ("seq", *self.fields, "file", "sheet", "row", "absent")
        self._sqlite = connection.dialect.name == "sqlite"
        self._nothing_on_record = False

    def add(self, values: Sequence[Any], file: str, sheet: str, row: int, absent: str = "") -> None:
        """`values` in the order of `fields`; `absent` names columns that the sheet does not have at all."""
        self._seq += 1
        if self._sqlite:
            values = [value.isoformat() if type(value) is date else value for value in values]
        self._waiting.append((self._seq, *values, file, sheet, row, absent))
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        insert_rows(self._connection, self.twin, self._columns, self._waiting)
        self._waiting = []

    # --- repeats within the load

    def fill_absent(self) -> None:
        """A column that a sheet does not have is no statement about it: the value on record stays."""
        self.flush()
        twin, table = self.twin, self.table
        found = self._connection.execute(select(twin.c.absent).where(twin.c.absent != "").distinct()).scalars().all()
        for absent in found:
            on_record = {
                name: select(table.c[name]).where(same_key(table, twin, table)).scalar_subquery() for name in absent.split(",")
            }
            self._connection.execute(
                update(twin).where(twin.c.absent == absent, exists().where(same_key(table, twin, table))).values(on_record)
            )

    def repeats(self) -> Iterator[Repeat]:
        twin, names = self.twin, natural_key(self.table)
        keys = [twin.c[name] for name in names]
        several = select(*keys).group_by(*keys).having(func.count() > 1)
        rows = select(twin).where(tuple_(*keys).in_(several)).order_by(*keys, twin.c.seq)
        group: list[Any] = []
        for row in self._connection.execute(rows).all():
            if group and self._key(row) != self._key(group[0]):
                yield self._repeat(group)
                group = []
            group.append(row)
        if group:
            yield self._repeat(group)

    def _key(self, row: Any) -> tuple[Any, ...]:
        return tuple(row._mapping[name] for name in natural_key(self.table))

    def _repeat(self, rows: list[Any]) -> Repeat:
        where = tuple((row.file, row.sheet, row.row) for row in rows)
        first: dict[tuple[Any, ...], tuple[str, str, int]] = {}
        said = [tuple(row._mapping[name] for name in value_columns(self.table)) for row in rows]
        for values, place in zip(said, where, strict=True):
            first.setdefault(values, place)
        others = tuple(next((place for values, place in first.items() if values != own), None) for own in said)
        return Repeat(self._key(rows[0]), tuple(row.seq for row in rows), where, others)

    def drop(self, seqs: Sequence[int]) -> None:
        """Takes rows out, each looked up by its number: a file given under two names repeats every row."""
        if seqs:
            gone = delete(self.twin).where(self.twin.c.seq == bindparam("gone"))
            self._connection.execute(gone, [{"gone": seq} for seq in seqs])

    def keys(self) -> set[str]:
        """The keys of a table that has a single key column."""
        (name,) = natural_key(self.table)
        return set(self._connection.execute(select(self.twin.c[name])).scalars())

    def names(self) -> list[tuple[str, str]]:
        """Key and name of every staged row of a table that has both."""
        (key,) = natural_key(self.table)
        return [(row[0], row[1]) for row in self._connection.execute(select(self.twin.c[key], self.twin.c.name))]

    # --- comparison with the record

    def compare(self) -> None:
        """Tells new rows from changed and unchanged ones."""
        twin, table = self.twin, self.table
        self._nothing_on_record = self._connection.execute(select(table).limit(1)).first() is None
        if self._nothing_on_record:
            return
        equal = and_(*(twin.c[name].is_not_distinct_from(table.c[name]) for name in value_columns(table)))
        state = case((equal, SAME), else_=CHANGED) if value_columns(table) else SAME
        self._connection.execute(update(twin).where(same_key(twin, table, table)).values(state=state))

    def tally(self) -> dict[int, int]:
        """How many staged rows are new, changed, the same."""
        rows = self._connection.execute(select(self.twin.c.state, func.count()).group_by(self.twin.c.state))
        return {row.state: int(row[1]) for row in rows}

    def touched(self) -> Select[Any]:
        """Natural keys of rows that counts may change with: new ones, and changed ones where a counted column differs."""
        twin, table = self.twin, self.table
        keys = [twin.c[name] for name in natural_key(table)]
        fresh = select(*keys).where(twin.c.state == NEW)
        counted = COUNTED_COLUMNS.get(table.name, ())
        if not counted or self._nothing_on_record:
            return fresh
        differs = or_(*(twin.c[name].is_distinct_from(table.c[name]) for name in counted))
        joined = twin.join(table, same_key(twin, table, table))
        return union(fresh, select(*keys).select_from(joined).where(twin.c.state == CHANGED, differs))  # type: ignore[return-value]

    def leans_on(self) -> set[int]:
        """Loads whose rows this stage rewrites, confirms or refers to."""
        twin, table = self.twin, self.table
        own = select(table.c.load_id).join(twin, same_key(twin, table, table)).distinct()
        found = set(self._connection.execute(own).scalars())
        for foreign in table.foreign_keys:
            parent = foreign.column.table
            if "load_id" not in parent.c or parent.name == "load":
                continue
            used = twin.c[foreign.parent.name] == foreign.column
            query = select(parent.c.load_id).join(twin, used).where(twin.c.state != SAME).distinct()
            found |= set(self._connection.execute(query).scalars())
        return found | self._given_up_by()

    def _given_up_by(self) -> set[int]:
        """Replacements that left keys of this stage without rows of their own: undone, they would bring other rows back."""
        back = given_up(self._connection, self.table)
        if back is None:
            return set()
        query = select(back.c.load_id).join(self.twin, same_key(self.twin, back, self.table)).distinct()
        return set(self._connection.execute(query).scalars())

    def write(self, load_id: int) -> None:
        """Writes new and changed rows; what changed rows were before is kept for undo."""
        twin, table = self.twin, self.table
        self._remember_changed(load_id)
        changed = keys_of(twin, table).where(twin.c.state == CHANGED)
        self._connection.execute(delete(table).where(has_key(table, changed)))
        if table is service:
            self._write_beneficiaries()
        names = [*self.fields, "file", "sheet", "row"]
        order = [twin.c[name] for name in natural_key(table)]
        rows = select(*(twin.c[name] for name in names), literal(load_id, Integer)).where(twin.c.state != SAME).order_by(*order)
        self._connection.execute(insert(table).from_select([*names, "load_id"], rows))

    def _remember_changed(self, load_id: int) -> None:
        twin, table = self.twin, self.table
        query = select(table).join(twin, same_key(twin, table, table)).where(twin.c.state == CHANGED)
        remember(self._connection, load_id, table, query)

    def _write_beneficiaries(self) -> None:
        twin = self.twin
        known = exists().where(beneficiary.c.beneficiary == twin.c.beneficiary)
        fresh = select(twin.c.beneficiary).where(twin.c.state == NEW, ~known).distinct().order_by(twin.c.beneficiary)
        self._connection.execute(insert(beneficiary).from_select(["beneficiary"], fresh))
