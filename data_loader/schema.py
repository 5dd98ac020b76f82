"""The shared database: the contract between the loader and the dashboard. Every table's comment states its grain.

Three kinds of tables: reference and registry (named rows, written by loads), counts (no names; what pages read), and the
log of loads with what undo needs. Text is compared byte by byte on both databases, so "the least of" means the same on each.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    text,
)
from sqlalchemy.dialects import postgresql

EPOCH = date(1970, 1, 1)
"""The day of a count whose measure has no day, and the day from which "on record" is counted."""

NO_LAG = -1
"""Of a count without a lag; 0 is a lag, of a step on the day of enrolment."""

CLUSTERED: Any = {"sqlite_with_rowid": False}
"""The key is the table: of narrow tables with wide keys SQLite would keep every key twice."""
metadata = MetaData()

Txt = String().with_variant(postgresql.TEXT(collation="C"), "postgresql")
Big = BigInteger().with_variant(Integer, "sqlite")


def _key(name: str) -> Column[str]:
    return Column(name, Txt, primary_key=True, nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, Txt, nullable=False, server_default="")


def _refers(name: str, target: str, *, primary_key: bool = False, nullable: bool = False) -> Column[str]:
    """A reference checked at commit, so that an undo may put rows back in any order."""
    foreign = ForeignKey(target, deferrable=True, initially="DEFERRED")
    return Column(name, Txt, foreign, primary_key=primary_key, nullable=nullable)


def _provenance() -> list[Column[Any]]:
    """Which load wrote the row, and from where: the way from a number back to a cell."""
    return [
        Column("load_id", Integer, ForeignKey("load.load_id", deferrable=True, initially="DEFERRED"), nullable=False),
        _text("file"),
        _text("sheet"),
        Column("row", Integer, nullable=False, server_default=text("0")),
    ]


# --- the log of loads -------------------------------------------------------------------------------------------------

load = Table(
    "load",
    metadata,
    Column("load_id", Integer, primary_key=True, autoincrement=False),
    Column("kind", Txt, nullable=False, comment="load, demo, undo or recount"),
    Column("day", Date, nullable=False, comment="the day of the load in the programme's time zone"),
    Column("loaded_at", Txt, nullable=False, comment="ISO 8601, UTC"),
    _text("by_whom"),
    _text("programme"),
    Column("files", JSON, nullable=False, comment="[{file, sha256}]"),
    _text("sha256"),
    Column("taken", JSON, nullable=False, comment="{sheet: rows taken}"),
    Column("refused", JSON, nullable=False, comment="{sheet: rows refused}"),
    Column("replaces", Integer, nullable=True, comment="the load that this one undid and took the place of"),
    Column("undone_by", Integer, nullable=True, comment="the load that undid or replaced this one"),
    comment="one row per load, undo or recount that changed the database",
)

load_problem = Table(
    "load_problem",
    metadata,
    Column("problem_id", Integer, primary_key=True),
    Column("load_id", Integer, ForeignKey("load.load_id"), nullable=False, index=True),
    _text("level"),
    _text("file"),
    _text("sheet"),
    _text("cell"),
    Column("row", Integer, nullable=True),
    _text("column"),
    _text("value"),
    _text("rule"),
    _text("remedy"),
    comment="one row per problem that a load met: refused, repaired, ignored or noted",
)

load_dependency = Table(
    "load_dependency",
    metadata,
    Column("load_id", Integer, ForeignKey("load.load_id"), primary_key=True),
    Column("on_load", Integer, ForeignKey("load.load_id"), primary_key=True),
    comment="one row per pair of loads of which the first rewrote, confirmed or refers to rows of the second",
    **CLUSTERED,
)

row_before = Table(
    "row_before",
    metadata,
    Column("load_id", Integer, ForeignKey("load.load_id"), primary_key=True),
    Column("table_name", Txt, primary_key=True),
    Column("row_key", Txt, primary_key=True, comment="natural key as a JSON list"),
    Column(
        "former", JSON(none_as_null=True), nullable=True, comment="NULL: there was no row, a replaced load's own return made one"
    ),
    Column(
        "given_up",
        Integer,
        nullable=False,
        server_default=text("0"),
        comment="1: the load left this key without a row of its own; a later load of the same key depends on it",
    ),
    comment="one row per registry row that a load rewrote or removed, as it was before; nothing for an insert",
    **CLUSTERED,
)

stamp = Table(
    "stamp",
    metadata,
    _key("name"),
    _text("value"),
    comment="one row per fact about the database itself: its programme, the fingerprint of its pseudonym key, of its counts",
    **CLUSTERED,
)

# --- reference --------------------------------------------------------------------------------------------------------

place = Table(
    "place",
    metadata,
    _key("place"),
    _text("name"),
    _text("city"),
    Column("lat", Float, nullable=True),
    Column("lon", Float, nullable=True),
    _text("oktmo"),
    Column("population", Integer, nullable=True),
    *_provenance(),
    comment="one row per settlement",
)

target = Table(
    "target",
    metadata,
    _key("indicator"),
    _key("city"),
    Column("due_on", Date, primary_key=True),
    Column("value", Float, nullable=False),
    *_provenance(),
    comment="one row per indicator, city (empty: the whole programme) and due date",
)

# --- registry ---------------------------------------------------------------------------------------------------------

organisation = Table(
    "organisation",
    metadata,
    _key("organisation"),
    _text("inn"),
    _text("name"),
    _text("city"),
    _text("field"),
    Column("registered_on", Date, nullable=True),
    *_provenance(),
    comment="one row per organisation",
)

participant = Table(
    "participant",
    metadata,
    _key("participant"),
    _text("full_name"),
    _refers("organisation", "organisation.organisation", nullable=True),
    _text("city"),
    _text("cohort"),
    _text("role"),
    *_provenance(),
    Index("ix_participant_organisation", "organisation"),
    comment="one row per participant",
)

participant_step = Table(
    "participant_step",
    metadata,
    _refers("participant", "participant.participant", primary_key=True),
    _key("step"),
    Column("day", Date, nullable=False),
    _text("comment"),
    *_provenance(),
    comment="one row per participant and step or exit of the School",
)

organisation_step = Table(
    "organisation_step",
    metadata,
    _refers("organisation", "organisation.organisation", primary_key=True),
    _key("track"),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    _key("step"),
    Column("day", Date, nullable=False),
    _text("document"),
    _text("reason"),
    *_provenance(),
    comment="one row per organisation, track, attempt and step or exit",
)

mentor = Table(
    "mentor",
    metadata,
    _key("mentor"),
    _text("full_name"),
    Column("hours_per_month", Float, nullable=True, comment="NULL: not declared"),
    *_provenance(),
    comment="one row per mentor",
)

assignment = Table(
    "assignment",
    metadata,
    _refers("mentor", "mentor.mentor", primary_key=True),
    _refers("organisation", "organisation.organisation", primary_key=True),
    Column("from_day", Date, primary_key=True),
    Column("to_day", Date, nullable=True, comment="last day in care; NULL: open"),
    *_provenance(),
    Index("ix_assignment_organisation", "organisation"),
    comment="one row per mentor, organisation and first day of care",
)

session = Table(
    "session",
    metadata,
    _refers("mentor", "mentor.mentor", primary_key=True),
    _refers("organisation", "organisation.organisation", primary_key=True),
    Column("day", Date, primary_key=True),
    _key("kind"),
    Column("minutes", Integer, nullable=False),
    *_provenance(),
    Index("ix_session_organisation", "organisation"),
    comment="one row per mentor, organisation, day and kind of meeting",
)

beneficiary = Table(
    "beneficiary",
    metadata,
    _key("beneficiary"),
    comment="one row per person helped: a pseudonym, the keyed hash of the given code; never a name",
    **CLUSTERED,
)

service = Table(
    "service",
    metadata,
    _refers("beneficiary", "beneficiary.beneficiary", primary_key=True),
    _refers("organisation", "organisation.organisation", primary_key=True),
    _key("service"),
    Column("day", Date, primary_key=True),
    _refers("place", "place.place", primary_key=True),
    _text("category"),
    Column("quantity", Integer, nullable=False),
    *_provenance(),
    Index("ix_service_place", "place"),
    Index("ix_service_organisation", "organisation"),
    comment="one row per beneficiary, organisation, service, day and place",
    **CLUSTERED,
)

REGISTRY = (
    organisation,
    place,
    mentor,
    participant,
    participant_step,
    organisation_step,
    assignment,
    session,
    service,
    target,
)
"""Tables that loads write, in an order in which every table comes after those it refers to."""

for _table in REGISTRY:
    Index(f"ix_{_table.name}_load", _table.c.load_id)

# --- counts -----------------------------------------------------------------------------------------------------------

DIMENSIONS = ("city", "cohort", "item", "place", "day", "lag_days")


def _dimensions() -> list[Column[Any]]:
    return [
        _key("city"),
        _key("cohort"),
        _key("item"),
        _key("place"),
        Column("day", Date, primary_key=True),
        Column("lag_days", Integer, primary_key=True, autoincrement=False),
    ]


count_change = Table(
    "count_change",
    metadata,
    _key("measure"),
    Column("load_id", Integer, ForeignKey("load.load_id"), primary_key=True, autoincrement=False),
    *_dimensions(),
    Column("delta", Big, nullable=False),
    comment="one row per change of one count by one load; an unused dimension is '', 1970-01-01 or -1",
    **CLUSTERED,
)

count_now = Table(
    "count_now",
    metadata,
    _key("measure"),
    *_dimensions(),
    Column("count", Big, nullable=False),
    comment="one row per count that is not zero: count_change summed to the newest load",
    **CLUSTERED,
)


def natural_key(table: Table) -> tuple[str, ...]:
    """The columns by which a row of the spreadsheet finds its row on record."""
    return tuple(column.name for column in table.primary_key.columns)


PROVENANCE = ("load_id", "file", "sheet", "row")
