"""Days in SQL, said once and written by each database in its own way."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Date, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class month_start(GenericFunction[date]):
    type = Date()
    inherit_cache = True


class next_day(GenericFunction[date]):
    type = Date()
    inherit_cache = True


class days_between(GenericFunction[int]):
    """days_between(later, earlier)"""

    type = Integer()
    inherit_cache = True


def _arguments(element: Any, compiler: Any, **kw: Any) -> list[str]:
    return [compiler.process(clause, **kw) for clause in element.clauses]


# SQLite keeps days as text, so the month is cut out of it: cheaper than strftime, which would read the text as a date first.
@compiles(month_start, "sqlite")
def _(element: Any, compiler: Any, **kw: Any) -> str:
    return "(substr({0}, 1, 7) || '-01')".format(*_arguments(element, compiler, **kw))


# date_trunc answers with a moment in time; without the CAST the day would come back as a datetime.
@compiles(month_start, "postgresql")
def _(element: Any, compiler: Any, **kw: Any) -> str:
    return "CAST(date_trunc('month', {0}) AS DATE)".format(*_arguments(element, compiler, **kw))


@compiles(next_day, "sqlite")
def _(element: Any, compiler: Any, **kw: Any) -> str:
    return "date({0}, '+1 day')".format(*_arguments(element, compiler, **kw))


@compiles(next_day, "postgresql")
def _(element: Any, compiler: Any, **kw: Any) -> str:
    return "({0} + 1)".format(*_arguments(element, compiler, **kw))


# julianday is a float; both days are midnights, so their difference is whole and the CAST loses nothing.
@compiles(days_between, "sqlite")
def _(element: Any, compiler: Any, **kw: Any) -> str:
    return "CAST(julianday({0}) - julianday({1}) AS INTEGER)".format(*_arguments(element, compiler, **kw))


@compiles(days_between, "postgresql")
def _(element: Any, compiler: Any, **kw: Any) -> str:
    return "({0} - {1})".format(*_arguments(element, compiler, **kw))
