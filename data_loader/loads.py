"""The log of loads, and taking a load back: undo, replacement, recount. Each is one transaction."""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, exists, func, insert, select, union, update
from sqlalchemy.exc import SQLAlchemyError

from data_loader.counting import Count
from data_loader.database import DatabaseError, is_migrated, set_stamp, stamps, writing
from data_loader.measures import COUNTING_VERSION, PERSON
from data_loader.problems import Problem
from data_loader.programme import Programme
from data_loader.pseudonyms import fingerprint
from data_loader.schema import (
    REGISTRY,
    beneficiary,
    count_now,
    load,
    load_dependency,
    load_problem,
    natural_key,
    organisation,
    organisation_step,
    participant,
    participant_step,
    place,
    row_before,
    service,
)
from data_loader.staging import has_key, keys_of, prepare, recall, remember, remember_absent, row_key, same_key


class LoadError(Exception):
    """A load cannot be done as asked; the message is Russian and says what to do."""


@dataclass(frozen=True)
class Entry:
    """What the log says of a load from its first moment."""

    kind: str
    day: date
    replaces: int | None = None


def next_load(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(load.c.load_id), 0) + 1)).scalar_one())


def log(connection: Connection, load_id: int, programme: Programme, entry: Entry) -> None:
    connection.execute(
        insert(load).values(
            load_id=load_id,
            kind=entry.kind,
            day=entry.day,
            loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            by_whom=_who(),
            programme=programme.name,
            files=[],
            taken={},
            refused={},
            replaces=entry.replaces,
        )
    )


def finish(
    connection: Connection,
    load_id: int,
    *,
    files: Sequence[Mapping[str, str]],
    taken: Mapping[str, int],
    refused: Mapping[str, int],
) -> None:
    """What the log says of a load in the end: its files ({file, sha256}) and rows per sheet."""
    together = hashlib.sha256("".join(sorted(file["sha256"] for file in files)).encode()).hexdigest()
    connection.execute(
        update(load)
        .where(load.c.load_id == load_id)
        .values(files=[dict(file) for file in files], sha256=together, taken=dict(taken), refused=dict(refused))
    )


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def log_problems(connection: Connection, load_id: int, problems: Iterable[Problem]) -> None:
    rows = [
        {
            "load_id": load_id,
            "level": problem.level,
            "file": problem.file,
            "sheet": problem.sheet or "",
            "cell": problem.cell or "",
            "row": problem.row,
            "column": problem.column or "",
            "value": "" if problem.value is None else str(problem.value),
            "rule": problem.rule,
            "remedy": problem.remedy,
        }
        for problem in problems
    ]
    if rows:
        connection.execute(insert(load_problem), rows)


# --- whose database it is ----------------------------------------------------------------------------------------------


def claim(connection: Connection, programme: Programme, pseudonym_key: str) -> None:
    """Stamps a new database with its programme and pseudonym key; refuses one that belongs to others."""
    check_belongs(connection, programme)
    known = stamps(connection)
    mark = fingerprint(pseudonym_key)
    if known.get("pseudonym_key", mark) != mark:
        raise DatabaseError(
            "PSEUDONYM_KEY не тот, с которым загружали благополучателей: людей посчитали бы дважды. "
            "Верните прежний ключ (var/secrets или окружение)."
        )
    for name, value in (("programme", programme.name), ("pseudonym_key", mark)):
        if name not in known:
            set_stamp(connection, name, value)


def check_belongs(connection: Connection, programme: Programme) -> None:
    """Whether a migrated database is this programme's; raises `DatabaseError` for another's, and for keys that the data use and
    the programme no longer has: both would count wrongly.
    """
    owner = stamps(connection).get("programme", programme.name)
    if owner != programme.name:
        raise DatabaseError(
            f"База заполнена для программы «{owner}», а файл описывает «{programme.name}». "
            "Укажите её programme.toml или другую базу (DATABASE_URL)."
        )
    check_keys_in_use(connection, programme)


def check_ready(engine: Engine, programme: Programme) -> None:
    """Whether the dashboard can be served from this database; raises `DatabaseError` with the cure."""
    try:
        with engine.connect() as connection:
            if not is_migrated(connection):
                raise DatabaseError("DATABASE_URL: в базе нет таблиц этой версии. Выполните: python -m data_loader migrate.")
            check_belongs(connection, programme)
    except SQLAlchemyError as error:
        raise DatabaseError(
            f"DATABASE_URL: база не открывается ({getattr(error, 'orig', None) or error}). Проверьте адрес и доступ."
        ) from error


def check_keys_in_use(connection: Connection, programme: Programme) -> None:
    """A key that the data use may be renamed by an alias, not removed."""
    known = {
        "city": {city.key for city in programme.cities},
        "school.step или school.exit": {s.key for s in programme.steps} | {e.key for e in programme.school.exits},
        "track": {track.key for track in programme.tracks},
        "category": {category.key for category in programme.categories},
    }
    used = {
        "city": union(*(select(table.c.city) for table in (organisation, participant, place))),
        "school.step или school.exit": select(participant_step.c.step).distinct(),
        "track": select(organisation_step.c.track).distinct(),
        "category": _categories_in_use(),
    }
    for section, query in used.items():
        gone = sorted(key for key in connection.execute(query).scalars() if key and key not in known[section])
        if gone:
            raise DatabaseError(
                f"В данных есть ключи, которых нет в programme.toml ({section}): {', '.join(gone)}. "
                "Верните их; переименовать можно через name и aliases."
            )


def _categories_in_use() -> Any:
    """From the counts: as many rows as places and months, not as many as services."""
    return select(count_now.c.item).where(count_now.c.measure == "services_given").distinct()


def _counting_mark(programme: Programme) -> str:
    return f"{COUNTING_VERSION}:{programme.counting_fingerprint}"


# --- taking back -----------------------------------------------------------------------------------------------------------


def loads_in_force(connection: Connection) -> list[Any]:
    return list(connection.execute(select(load).where(load.c.undone_by.is_(None)).order_by(load.c.load_id)))


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
    later = (
        select(load_dependency.c.load_id)
        .join(load, load.c.load_id == load_dependency.c.load_id)
        .where(load_dependency.c.on_load == load_id, load.c.undone_by.is_(None))
        .order_by(load_dependency.c.load_id)
    )
    if dependents := [str(found) for found in connection.execute(later).scalars()]:
        raise LoadError(
            f"Загрузку № {load_id} нельзя отменить: на неё опираются загрузки № {', '.join(dependents)}. "
            "Сначала отмените их, начиная с последней."
        )
    return entry


def revert(connection: Connection, count: Count, entry: Any, by: int, *, keep: bool) -> None:
    """Puts the rows of a load back as they were before it. With `keep`, undoing `by` brings the load's rows back."""
    restored = {table.name: recall(connection, entry.load_id, table) for table in REGISTRY}
    for table in REGISTRY:
        back = restored[table.name]
        keys = natural_key(table)
        mine = select(*(table.c[name] for name in keys)).where(table.c.load_id == entry.load_id)
        count.touch(table.name, union(mine, select(*(back.c[name] for name in keys))).subquery())
    count.before()
    for table in reversed(REGISTRY):
        back = restored[table.name]
        if keep:
            remember(
                connection,
                by,
                table,
                select(table).where((table.c.load_id == entry.load_id) | has_key(table, keys_of(back, table))),
            )
            remember_absent(connection, by, table)
        connection.execute(delete(table).where(table.c.load_id == entry.load_id))
        connection.execute(delete(table).where(has_key(table, keys_of(back, table))))
    _reinstate(connection, restored)
    _forget_people_without_services(connection, count)
    count.after()
    connection.execute(update(load).where(load.c.load_id == entry.load_id).values(undone_by=by))
    if entry.replaces is not None:
        _stands_again(connection, entry.replaces, instead_of=entry.load_id)


def make_room(connection: Connection, count: Count, load_id: int, by: int) -> set[int]:
    """Takes out the load that `by` replaces and, where that was a replacement itself, what it had replaced: a correction of a
    correction brings no first mistake back. Returns the loads that they leaned on.
    """
    leaned_on: set[int] = set()
    replaced: int | None = load_id
    while replaced is not None:
        entry = check_can_be_undone(connection, replaced)
        leaned_on |= dependencies(connection, replaced)
        revert(connection, count, entry, by, keep=True)
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


def _reinstate(connection: Connection, restored: Mapping[str, Any]) -> None:
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
    helped = exists().where(service.c.beneficiary == beneficiary.c.beneficiary)
    touched = beneficiary.c.beneficiary.in_(select(count.touched(PERSON).c.beneficiary))
    connection.execute(delete(beneficiary).where(touched, ~helped))


def _stands_again(connection: Connection, load_id: int, *, instead_of: int) -> None:
    """A load whose replacement is taken back is in force again, and what it had replaced is not."""
    connection.execute(update(load).where(load.c.load_id == load_id, load.c.undone_by == instead_of).values(undone_by=None))
    while (replaced := connection.execute(select(load.c.replaces).where(load.c.load_id == load_id)).scalar()) is not None:
        connection.execute(update(load).where(load.c.load_id == replaced).values(undone_by=load_id))
        load_id = replaced


def depend(connection: Connection, load_id: int, on: Iterable[int]) -> None:
    rows = [{"load_id": load_id, "on_load": other} for other in sorted(set(on) - {load_id})]
    if rows:
        connection.execute(insert(load_dependency), rows)


def dependencies(connection: Connection, load_id: int) -> set[int]:
    query = select(load_dependency.c.on_load).where(load_dependency.c.load_id == load_id)
    return set(connection.execute(query).scalars())


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
        log(connection, by, programme, Entry("undo", today or programme.today()))
        revert(connection, count, entry, by, keep=False)
        count.append(by)
    return by


def clear_demonstration(connection: Connection, count: Count, by: int) -> None:
    """Removes the demonstration data, counts and all: the first real load does it in its own transaction, for good."""
    if not is_demonstration(connection):
        return
    count.clear()
    for table in (*reversed(REGISTRY), beneficiary, row_before, load_dependency):
        connection.execute(delete(table))
    connection.execute(update(load).where(load.c.kind == "demo", load.c.undone_by.is_(None)).values(undone_by=by))


def is_demonstration(connection: Connection) -> bool:
    """Whether the data in force are demonstration data."""
    query = select(exists().where(load.c.kind == "demo", load.c.undone_by.is_(None)))
    return bool(connection.execute(query).scalar())


def is_empty(connection: Connection) -> bool:
    """Whether nothing was ever loaded."""
    return connection.execute(select(load.c.load_id).limit(1)).first() is None


# --- recount ---------------------------------------------------------------------------------------------------------------


def recount(engine: Engine, programme: Programme, *, today: date | None = None) -> tuple[int | None, int]:
    """Compares the counts on record with a full count of the registry and repairs them.

    Returns the id of the repair (None when nothing was wrong) and how many counts differed.
    """
    with writing(engine) as connection:
        check_belongs(connection, programme)
        count = Count(connection, programme)
        count.recount()
        by = next_load(connection)
        log(connection, by, programme, Entry("recount", today or programme.today()))
        changed = count.append(by)
        set_stamp(connection, "counting", _counting_mark(programme))
        if not changed:
            connection.execute(delete(load).where(load.c.load_id == by))
    return (by if changed else None), changed


def recount_if_needed(engine: Engine, programme: Programme, *, today: date | None = None) -> int | None:
    """A changed programme or measure is a recount, logged as a load; returns its id if one was made."""
    with engine.connect() as connection:
        check_belongs(connection, programme)
        due = stamps(connection).get("counting") != _counting_mark(programme)
    return recount(engine, programme, today=today)[0] if due else None
