"""The shared database: the contract between the loader and the dashboard. Every table's comment states its grain.

Three kinds of tables: reference and registry (named rows, written by loads), counts (no names; what pages read), and the
log of loads with what undo needs. Text is compared byte by byte on both databases, so "the least of" means the same on each.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, Date, Float, ForeignKey, Index, Integer, MetaData, Table
from sqlalchemy import text as sql

from data_loader.shapes import CLUSTERED, PROVENANCE, Big, Txt, key, provenance, refers, text

EPOCH = date(1970, 1, 1)
"""The day of a count whose measure has no day, and the day from which "on record" is counted."""

NO_LAG = -1
"""Of a count without a lag; 0 is a lag, of a step on the day of enrolment."""

metadata = MetaData()

# --- the log of loads -------------------------------------------------------------------------------------------------

load = Table(
    "load",
    metadata,
    Column("load_id", Integer, primary_key=True, autoincrement=False),
    Column("kind", Txt, nullable=False, comment="load, demo, undo or recount"),
    Column("day", Date, nullable=False, comment="the day of the load in the programme's time zone"),
    Column("loaded_at", Txt, nullable=False, comment="ISO 8601, UTC"),
    text("by_whom"),
    text("programme"),
    Column("files", JSON, nullable=False, comment="[{file, sha256, sheets: {name there: key}}]; older loads noted no sheets"),
    text("sha256"),
    Column("taken", JSON, nullable=False, comment="{sheet: rows taken}"),
    Column("refused", JSON, nullable=False, comment="{sheet: rows refused}"),
    Column("replaces", Integer, nullable=True, comment="the load that this one undid and took the place of"),
    Column("undone_by", Integer, nullable=True, comment="the load that undid or replaced this one"),
    Column(
        "on_record",
        JSON(none_as_null=True),
        nullable=True,
        comment="{sheet: rows on record after this load}; NULL: not known of loads before there was this column",
    ),
    comment="one row per load, undo or recount that changed the database",
)

load_problem = Table(
    "load_problem",
    metadata,
    Column("problem_id", Integer, primary_key=True),
    Column("load_id", Integer, ForeignKey("load.load_id"), nullable=False, index=True),
    text("level"),
    text("file"),
    text("sheet"),
    text("cell"),
    Column("row", Integer, nullable=True),
    text("column"),
    text("value"),
    text("rule"),
    text("remedy"),
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
        server_default=sql("0"),
        comment="1: the load left this key without a row of its own; a later load of the same key depends on it",
    ),
    comment="one row per registry row that a load rewrote or removed, as it was before; nothing for an insert",
    **CLUSTERED,
)

stamp = Table(
    "stamp",
    metadata,
    key("name"),
    text("value"),
    comment="one row per fact about the database itself: its programme, the fingerprint of its pseudonym key, of its counts",
    **CLUSTERED,
)

# --- reference --------------------------------------------------------------------------------------------------------

place = Table(
    "place",
    metadata,
    key("place"),
    text("name"),
    text("city"),
    Column("lat", Float, nullable=True),
    Column("lon", Float, nullable=True),
    text("oktmo"),
    Column("population", Integer, nullable=True),
    *provenance(),
    comment="one row per settlement",
)

target = Table(
    "target",
    metadata,
    key("indicator"),
    key("city"),
    Column("due_on", Date, primary_key=True),
    Column("value", Float, nullable=False),
    Column("start_on", Date, nullable=True, comment="from when the goal counts; NULL: from the first record of the indicator"),
    *provenance(),
    comment="one row per indicator, city (empty: the whole programme) and due date",
)

# --- registry ---------------------------------------------------------------------------------------------------------

organisation = Table(
    "organisation",
    metadata,
    key("organisation"),
    text("inn"),
    text("name"),
    text("city"),
    text("field"),
    Column("registered_on", Date, nullable=True),
    *provenance(),
    comment="one row per organisation",
)

participant = Table(
    "participant",
    metadata,
    key("participant"),
    text("full_name"),
    refers("organisation", "organisation.organisation", nullable=True),
    text("city"),
    text("cohort"),
    text("role"),
    *provenance(),
    Index("ix_participant_organisation", "organisation"),
    comment="one row per participant",
)

participant_step = Table(
    "participant_step",
    metadata,
    refers("participant", "participant.participant", primary_key=True),
    key("step"),
    Column("day", Date, nullable=False),
    text("comment"),
    *provenance(),
    comment="one row per participant and step or exit of the School",
)

organisation_step = Table(
    "organisation_step",
    metadata,
    refers("organisation", "organisation.organisation", primary_key=True),
    key("track"),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    key("step"),
    Column("day", Date, nullable=False),
    text("document"),
    text("reason"),
    *provenance(),
    comment="one row per organisation, track, attempt and step or exit",
)

mentor = Table(
    "mentor",
    metadata,
    key("mentor"),
    text("full_name"),
    Column("hours_per_month", Float, nullable=True, comment="NULL: not declared"),
    *provenance(),
    comment="one row per mentor",
)

assignment = Table(
    "assignment",
    metadata,
    refers("mentor", "mentor.mentor", primary_key=True),
    refers("organisation", "organisation.organisation", primary_key=True),
    Column("from_day", Date, primary_key=True),
    Column("to_day", Date, nullable=True, comment="last day in care; NULL: open"),
    *provenance(),
    Index("ix_assignment_organisation", "organisation"),
    comment="one row per mentor, organisation and first day of care",
)

session = Table(
    "session",
    metadata,
    refers("mentor", "mentor.mentor", primary_key=True),
    refers("organisation", "organisation.organisation", primary_key=True),
    Column("day", Date, primary_key=True),
    key("kind"),
    Column("minutes", Integer, nullable=False),
    *provenance(),
    Index("ix_session_organisation", "organisation"),
    comment="one row per mentor, organisation, day and kind of meeting",
)

beneficiary = Table(
    "beneficiary",
    metadata,
    key("beneficiary"),
    comment="one row per person helped: a pseudonym, the keyed hash of the given code; never a name",
    **CLUSTERED,
)

service = Table(
    "service",
    metadata,
    refers("beneficiary", "beneficiary.beneficiary", primary_key=True),
    refers("organisation", "organisation.organisation", primary_key=True),
    key("service"),
    Column("day", Date, primary_key=True),
    refers("place", "place.place", primary_key=True),
    text("category"),
    Column("quantity", Integer, nullable=False),
    *provenance(),
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

# --- versions of the reference ----------------------------------------------------------------------------------------


def _versions(table: Table) -> Table:
    """The history of a reference table: its columns without provenance, a key being a key and a load."""
    own = [Column(c.name, c.type, primary_key=c.primary_key, nullable=not c.primary_key) for c in table.columns]
    return Table(
        f"{table.name}_version",
        metadata,
        *(column for column in own if column.name not in PROVENANCE),
        Column("load_id", Integer, ForeignKey("load.load_id"), primary_key=True, autoincrement=False),
        Column("gone", Integer, nullable=False, comment="1: since this load there is no such row"),
        comment=f"one row per {table.name} and load that changed it: as it was from that load on",
    )


VERSIONS = {table: _versions(table) for table in (place, target)}
"""Reference tables and the history of each: appended to, never changed."""

# --- counts -----------------------------------------------------------------------------------------------------------

DIMENSIONS = ("city", "cohort", "item", "place", "day", "lag_days")


def _dimensions() -> list[Column[Any]]:
    return [
        key("city"),
        key("cohort"),
        key("item"),
        key("place"),
        Column("day", Date, primary_key=True),
        Column("lag_days", Integer, primary_key=True, autoincrement=False),
    ]


count_change = Table(
    "count_change",
    metadata,
    key("measure"),
    Column("load_id", Integer, ForeignKey("load.load_id"), primary_key=True, autoincrement=False),
    *_dimensions(),
    Column("delta", Big, nullable=False),
    comment="one row per change of one count by one load; an unused dimension is '', 1970-01-01 or -1",
    **CLUSTERED,
)

count_now = Table(
    "count_now",
    metadata,
    key("measure"),
    *_dimensions(),
    Column("count", Big, nullable=False),
    comment="one row per count that is not zero: count_change summed to the newest load",
    **CLUSTERED,
)


def natural_key(table: Table) -> tuple[str, ...]:
    """The columns by which a row of the spreadsheet finds its row on record."""
    return tuple(column.name for column in table.primary_key.columns)
