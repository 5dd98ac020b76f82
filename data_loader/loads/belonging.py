"""Whose database it is: a programme, its pseudonym key and the keys that the data use belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Engine, Select, select, union
from sqlalchemy.exc import SQLAlchemyError

from data_loader.database import DatabaseError, is_migrated, set_stamp, stamps
from data_loader.programme import Named, Programme
from data_loader.pseudonyms import fingerprint
from data_loader.schema import count_now, organisation, organisation_step, participant, participant_step, place


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
    _check_keys_in_use(connection, programme)


# --- keys that the data use ---------------------------------------------------------------------------------------------------


def _check_keys_in_use(connection: Connection, programme: Programme) -> None:
    """A key that the data use may be renamed by an alias, not removed."""
    for section, known, used in _sections(programme):
        gone = sorted(key for key in connection.execute(used).scalars() if key and key not in known)
        if gone:
            raise DatabaseError(
                f"В данных есть ключи, которых нет в programme.toml ({section}): {', '.join(gone)}. "
                "Верните их; переименовать можно через name и aliases."
            )


def _sections(programme: Programme) -> Iterator[tuple[str, set[str], Any]]:
    """A section of the programme, its keys, and a SELECT of those that the data use."""
    yield "city", _keys(programme.cities), union(*(select(table.c.city) for table in (organisation, participant, place)))
    known = _keys((*programme.steps, *programme.school.exits))
    yield "school.step или school.exit", known, select(participant_step.c.step).distinct()
    yield "track", _keys(programme.tracks), select(organisation_step.c.track).distinct()
    yield "category", _keys(programme.categories), _categories_in_use()


def _keys(items: Iterable[Named]) -> set[str]:
    return {item.key for item in items}


def _categories_in_use() -> Select[Any]:
    """From the counts: as many rows as places and months, not as many as services."""
    return select(count_now.c.item).where(count_now.c.measure == "services_given").distinct()
