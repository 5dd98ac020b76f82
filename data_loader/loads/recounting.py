"""Recounts: the counts on record against a full count of the registry."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine, delete

from data_loader.counting import Count
from data_loader.database import set_stamp, stamps, writing
from data_loader.loads.belonging import check_belongs
from data_loader.loads.log import Entry, close_entry, next_load, open_entry
from data_loader.measures import COUNTING_VERSION
from data_loader.programme import Programme
from data_loader.schema import load


def recount(engine: Engine, programme: Programme, *, today: date | None = None) -> tuple[int | None, int]:
    """Compares the counts on record with a full count of the registry and repairs them.

    Returns the id of the repair (None when nothing was wrong) and how many counts differed.
    """
    with writing(engine) as connection:
        check_belongs(connection, programme)
        count = Count(connection, programme)
        count.recount()
        by = next_load(connection)
        open_entry(connection, by, programme, Entry("recount", today or programme.today()))
        changed = count.append(by)
        set_stamp(connection, "counting", _counting_mark(programme))
        if changed:
            close_entry(connection, by)
        else:
            connection.execute(delete(load).where(load.c.load_id == by))
    return (by if changed else None), changed


def recount_if_needed(engine: Engine, programme: Programme, *, today: date | None = None) -> int | None:
    """A changed programme or measure is a recount, logged as a load; returns its id if one was made."""
    with engine.connect() as connection:
        check_belongs(connection, programme)
        due = stamps(connection).get("counting") != _counting_mark(programme)
    return recount(engine, programme, today=today)[0] if due else None


def _counting_mark(programme: Programme) -> str:
    """What counts depend on beside the rows: the SELECTs and the shape of the programme."""
    return f"{COUNTING_VERSION}:{programme.counting_fingerprint}"
