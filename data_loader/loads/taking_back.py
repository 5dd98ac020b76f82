"""Taking a load back: by an undo, or by a replacement, which is an undo and a load in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Table, bindparam, delete, exists, insert, select, union, update

from data_loader.counting import Count
from data_loader.database import writing
from data_loader.loads.belonging import check_belongs
from data_loader.loads.log import Entry, LoadError, close_entry, next_load, open_entry
from data_loader.measures import PERSON
from data_loader.memories import recall, remember, remember_absent, row_key
from data_loader.programme import Programme
from data_loader.schema import REGISTRY, beneficiary, load, load_dependency, natural_key, row_before, service
from data_loader.twins import has_key, keys_of, prepare, same_key

Restored = Mapping[str, Table]
"""By the name of a registry table its rows as they were, and the keys that had none."""


def undo(engine: Engine, programme: Programme, load_id: int, *, today: date | None = None) -> int:
    """Takes a load back: its rows are as before it, its changes of counts appended with the opposite sign.

    Returns the id of the undo. Raises `LoadError`, naming the loads, while a later load in force depends on this one.
    """
    with writing(engine) as connection:
        check_belongs(connection, programme)
        entry = check_can_be_undone(connection, load_id)
        prepare(connection)
        count = Count(connection, programme)
        by = next_load(connection)
        open_entry(connection, by, programme, Entry("undo", today or programme.today()))
        _revert(connection, count, entry, by, keep=False)
        count.append(by)
        close_entry(connection, by)
    return by


def make_room(connection: Connection, count: Count, load_id: int, by: int) -> set[int]:
    """Takes out the load that `by` replaces and, where that was a replacement itself, what it had replaced: a correction of a
    correction brings no first mistake back. Returns the loads that they leaned on.
    """
    leaned_on: set[int] = set()
    replaced: int | None = load_id
    while replaced is not None:
        entry = check_can_be_undone(connection, replaced)
        leaned_on |= _dependencies(connection, replaced)
        _revert(connection, count, entry, by, keep=True)
        replaced = entry.replaces
    return leaned_on


def mark_given_up(connection: Connection, by: int) -> None:
    """Of the keys that a replacement took out, those that it did not fill with rows of its own."""
    for table in REGISTRY:
        back = recall(connection, by, table)
        own = exists().where(same_key(table, back, table), table.c.load_id == by)
        keys = [{"key": row_key(table, row)} for row in connection.execute(select(back).where(~own)).mappings()]
        mine = (row_before.c.load_id == by) & (row_before.c.table_name == table.name)
        if keys:
            connection.execute(update(row_before).where(mine, row_before.c.row_key == bindparam("key")).values(given_up=1), keys)


# --- what stands against it ---------------------------------------------------------------------------------------------------


def check_can_be_undone(connection: Connection, load_id: int) -> Any:
    """The log entry of a load that may be taken back now; raises `LoadError` naming what stands against it."""
    entry = connection.execute(select(load).where(load.c.load_id == load_id)).first()
    if entry is None:
        raise LoadError(f"Загрузки № {load_id} нет. Список загрузок: python -m data_loader loads.")
    if entry.kind in ("undo", "recount"):
        what = "отмена" if entry.kind == "undo" else "пересчёт"
        raise LoadError(f"№ {load_id} — {what}, её не отменяют. Отменённое можно загрузить снова.")
    if entry.undone_by is not None:
        raise LoadError(f"Загрузка № {load_id} уже отменена загрузкой № {entry.undone_by}.")
    if dependents := _dependents(connection, load_id):
        raise LoadError(
            f"Загрузку № {load_id} нельзя отменить: на неё опираются загрузки № {', '.join(dependents)}. "
            "Сначала отмените их, начиная с последней."
        )
    return entry


def _dependents(connection: Connection, load_id: int) -> list[str]:
    """The loads in force that rewrote, confirmed or refer to rows of this one."""
    later = (
        select(load_dependency.c.load_id)
        .join(load, load.c.load_id == load_dependency.c.load_id)
        .where(load_dependency.c.on_load == load_id, load.c.undone_by.is_(None))
        .order_by(load_dependency.c.load_id)
    )
    return [str(found) for found in connection.execute(later).scalars()]


def depend(connection: Connection, load_id: int, on: Iterable[int]) -> None:
    rows = [{"load_id": load_id, "on_load": other} for other in sorted(set(on) - {load_id})]
    if rows:
        connection.execute(insert(load_dependency), rows)


def _dependencies(connection: Connection, load_id: int) -> set[int]:
    query = select(load_dependency.c.on_load).where(load_dependency.c.load_id == load_id)
    return set(connection.execute(query).scalars())


# --- the rows as they were ----------------------------------------------------------------------------------------------------


def _revert(connection: Connection, count: Count, entry: Any, by: int, *, keep: bool) -> None:
    """Puts the rows of a load back as they were before it. With `keep`, undoing `by` brings the load's rows back."""
    restored = {table.name: recall(connection, entry.load_id, table) for table in REGISTRY}
    _touch(count, entry.load_id, restored)
    count.before()
    for table in reversed(REGISTRY):  # what refers goes before what it refers to
        if keep:
            _remember(connection, entry.load_id, by, table, restored[table.name])
        _take_out(connection, entry.load_id, table, restored[table.name])
    _reinstate(connection, restored)
    _forget_people_without_services(connection, count)
    count.after()
    connection.execute(update(load).where(load.c.load_id == entry.load_id).values(undone_by=by))
    if entry.replaces is not None:
        _stands_again(connection, entry.replaces, instead_of=entry.load_id)


def _touch(count: Count, load_id: int, restored: Restored) -> None:
    """Rows that go and rows that come: both have owners whose counts change."""
    for table in REGISTRY:
        back = restored[table.name]
        keys = natural_key(table)
        mine = select(*(table.c[name] for name in keys)).where(table.c.load_id == load_id)
        count.touch(table.name, union(mine, select(*(back.c[name] for name in keys))).subquery())


def _remember(connection: Connection, load_id: int, by: int, table: Table, back: Table) -> None:
    rows = select(table).where((table.c.load_id == load_id) | has_key(table, keys_of(back, table)))
    remember(connection, by, table, rows)
    remember_absent(connection, by, table)


def _take_out(connection: Connection, load_id: int, table: Table, back: Table) -> None:
    connection.execute(delete(table).where(table.c.load_id == load_id))
    connection.execute(delete(table).where(has_key(table, keys_of(back, table))))


def _reinstate(connection: Connection, restored: Restored) -> None:
    back = restored[service.name]
    known = exists().where(beneficiary.c.beneficiary == back.c.beneficiary)
    people = select(back.c.beneficiary).where(back.c.is_null == 0, ~known).distinct()
    connection.execute(insert(beneficiary).from_select(["beneficiary"], people))
    for table in REGISTRY:
        back = restored[table.name]
        names = list(table.c.keys())
        rows = select(*(back.c[name] for name in names)).where(back.c.is_null == 0)
        connection.execute(insert(table).from_select(names, rows))


def _forget_people_without_services(connection: Connection, count: Count) -> None:
    """A pseudonym belongs to no load; without a service it would keep a person on record for nothing."""
    helped = exists().where(service.c.beneficiary == beneficiary.c.beneficiary)
    touched = beneficiary.c.beneficiary.in_(select(count.touched(PERSON).c.beneficiary))
    connection.execute(delete(beneficiary).where(touched, ~helped))


def _stands_again(connection: Connection, load_id: int, *, instead_of: int) -> None:
    """A load whose replacement is taken back is in force again, and what it had replaced is not."""
    connection.execute(update(load).where(load.c.load_id == load_id, load.c.undone_by == instead_of).values(undone_by=None))
    while (replaced := connection.execute(select(load.c.replaces).where(load.c.load_id == load_id)).scalar()) is not None:
        connection.execute(update(load).where(load.c.load_id == replaced).values(undone_by=load_id))
        load_id = replaced
