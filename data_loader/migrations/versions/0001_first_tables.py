"""First tables: reference, registry, counts and the log of loads."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TXT = sa.String().with_variant(sa.TEXT(collation="C"), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "beneficiary",
        sa.Column("beneficiary", TXT, nullable=False),
        sa.PrimaryKeyConstraint("beneficiary"),
        comment="one row per person helped: a pseudonym, the keyed hash of the given code; never a name",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "count_now",
        sa.Column("measure", TXT, nullable=False),
        sa.Column("city", TXT, nullable=False),
        sa.Column("cohort", TXT, nullable=False),
        sa.Column("item", TXT, nullable=False),
        sa.Column("place", TXT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("lag_days", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", BIG, nullable=False),
        sa.PrimaryKeyConstraint("measure", "city", "cohort", "item", "place", "day", "lag_days"),
        comment="one row per count that is not zero: count_change summed to the newest load",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "load",
        sa.Column("load_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", TXT, nullable=False, comment="load, demo, undo or recount"),
        sa.Column(
            "day", sa.Date(), nullable=False, comment="the day of the load in the programme's time zone"
        ),
        sa.Column("loaded_at", TXT, nullable=False, comment="ISO 8601, UTC"),
        sa.Column("by_whom", TXT, server_default="", nullable=False),
        sa.Column("programme", TXT, server_default="", nullable=False),
        sa.Column("files", sa.JSON(), nullable=False, comment="[{file, sha256}]"),
        sa.Column("sha256", TXT, server_default="", nullable=False),
        sa.Column("taken", sa.JSON(), nullable=False, comment="{sheet: rows taken}"),
        sa.Column("refused", sa.JSON(), nullable=False, comment="{sheet: rows refused}"),
        sa.Column(
            "replaces",
            sa.Integer(),
            nullable=True,
            comment="the load that this one undid and took the place of",
        ),
        sa.Column(
            "undone_by", sa.Integer(), nullable=True, comment="the load that undid or replaced this one"
        ),
        sa.PrimaryKeyConstraint("load_id"),
        comment="one row per load, undo or recount that changed the database",
    )
    op.create_table(
        "stamp",
        sa.Column("name", TXT, nullable=False),
        sa.Column("value", TXT, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("name"),
        comment="one row per fact about the database itself: its programme, the fingerprint of its pseudonym key, of its counts",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "count_change",
        sa.Column("measure", TXT, nullable=False),
        sa.Column("load_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("city", TXT, nullable=False),
        sa.Column("cohort", TXT, nullable=False),
        sa.Column("item", TXT, nullable=False),
        sa.Column("place", TXT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("lag_days", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("delta", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["load_id"],
            ["load.load_id"],
        ),
        sa.PrimaryKeyConstraint("measure", "load_id", "city", "cohort", "item", "place", "day", "lag_days"),
        comment="one row per change of one count by one load; an unused dimension is '', 1970-01-01 or -1",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "load_dependency",
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("on_load", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["load_id"],
            ["load.load_id"],
        ),
        sa.ForeignKeyConstraint(
            ["on_load"],
            ["load.load_id"],
        ),
        sa.PrimaryKeyConstraint("load_id", "on_load"),
        comment="one row per pair of loads of which the first rewrote, confirmed or refers to rows of the second",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "load_problem",
        sa.Column("problem_id", sa.Integer(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("level", TXT, server_default="", nullable=False),
        sa.Column("file", TXT, server_default="", nullable=False),
        sa.Column("sheet", TXT, server_default="", nullable=False),
        sa.Column("cell", TXT, server_default="", nullable=False),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("column", TXT, server_default="", nullable=False),
        sa.Column("value", TXT, server_default="", nullable=False),
        sa.Column("rule", TXT, server_default="", nullable=False),
        sa.Column("remedy", TXT, server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["load_id"],
            ["load.load_id"],
        ),
        sa.PrimaryKeyConstraint("problem_id"),
        comment="one row per problem that a load met: refused, repaired, ignored or noted",
    )
    op.create_index(op.f("ix_load_problem_load_id"), "load_problem", ["load_id"], unique=False)
    op.create_table(
        "mentor",
        sa.Column("mentor", TXT, nullable=False),
        sa.Column("full_name", TXT, server_default="", nullable=False),
        sa.Column("hours_per_month", sa.Float(), nullable=True, comment="NULL: not declared"),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("file", TXT, server_default="", nullable=False),
        sa.Column("sheet", TXT, server_default="", nullable=False),
        sa.Column("row", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.load_id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("mentor"),
        comment="one row per mentor",
    )
    op.create_index("ix_mentor_load", "mentor", ["load_id"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("organisation", TXT, nullable=False),
        sa.Column("inn", TXT, server_default="", nullable=False),
        sa.Column("name", TXT, server_default="", nullable=False),
        sa.Column("city", TXT, server_default="", nullable=False),
        sa.Column("field", TXT, server_default="", nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("file", TXT, server_default="", nullable=False),
        sa.Column("sheet", TXT, server_default="", nullable=False),
        sa.Column("row", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.load_id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("organisation"),
        comment="one row per organisation",
    )
    op.create_index("ix_organisation_load", "organisation", ["load_id"], unique=False)
    op.create_table(
        "place",
        sa.Column("place", TXT, nullable=False),
        sa.Column("name", TXT, server_default="", nullable=False),
        sa.Column("city", TXT, server_default="", nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("oktmo", TXT, server_default="", nullable=False),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("file", TXT, server_default="", nullable=False),
        sa.Column("sheet", TXT, server_default="", nullable=False),
        sa.Column("row", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.load_id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("place"),
        comment="one row per settlement",
    )
    op.create_index("ix_place_load", "place", ["load_id"], unique=False)
    op.create_table(
        "row_before",
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("table_name", TXT, nullable=False),
        sa.Column("row_key", TXT, nullable=False, comment="natural key as a JSON list"),
        sa.Column(
            "former",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="NULL: there was no row, a replaced load's own return made one",
        ),
        sa.Column(
            "given_up",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="1: the load left this key without a row of its own; a later load of the same key depends on it",
        ),
        sa.ForeignKeyConstraint(
            ["load_id"],
            ["load.load_id"],
        ),
        sa.PrimaryKeyConstraint("load_id", "table_name", "row_key"),
        comment="one row per registry row that a load rewrote or removed, as it was before; nothing for an insert",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "target",
        sa.Column("indicator", TXT, nullable=False),
        sa.Column("city", TXT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("file", TXT, server_default="", nullable=False),
        sa.Column("sheet", TXT, server_default="", nullable=False),
        sa.Column("row", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.load_id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("indicator", "city", "due_on"),
        comment="one row per indicator, city (empty: the whole programme) and due date",
    )
    op.create_index("ix_target_load", "target", ["load_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("mentor", TXT, nullable=False),
        sa.Column("organisation", TXT, nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True, comment="last day in care; NULL: open"),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("file", TXT, server_default="", nullable=False),
        sa.Column("sheet", TXT, server_default="", nullable=False),
        sa.Column("row", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.load_id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["mentor"], ["mentor.mentor"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.organisation"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("mentor", "organisation", "from_day"),
        comment="one row per mentor, organisation and first day of care",
    )
    op.create_index("ix_assignment_load", "assignment", ["load_id"], unique=False)
    op.create_index("ix_assignment_organisation", "assignment", ["organisation"], unique=False)
    op.create_table(
        "organisation_step",
        sa.Column("organisation", TXT, nullable=False),
        sa.Column("track", TXT, nullable=False),
        sa.Column("attempt", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", TXT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("document", TXT, server_default="", nullable=False),
        sa.Column("reason", TXT, server_default="", nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("file", TXT, server_default="", nullable=False),
        sa.Column("sheet", TXT, server_default="", nullable=False),
        sa.Column("row", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.load_id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.organisation"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("organisation", "track", "attempt", "step"),
        comment="one row per organisation, track, attempt and step or exit",
    )
    op.create_index("ix_organisation_step_load", "organisation_step", ["load_id"], unique=False)
    op.create_table(
        "participant",
        sa.Column("participant", TXT, nullable=False),
        sa.Column("full_name", TXT, server_default="", nullable=False),
        sa.Column("organisation", TXT, nullable=True),
        sa.Column("city", TXT, server_default="", nullable=False),
        sa.Column("cohort", TXT, server_default="", nullable=False),
        sa.Column("role", TXT, server_default="", nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("file", TXT, server_default="", nullable=False),
        sa.Column("sheet", TXT, server_default="", nullable=False),
        sa.Column("row", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.load_id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.organisation"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("participant"),
        comment="one row per participant",
    )
    op.create_index("ix_participant_load", "participant", ["load_id"], unique=False)
    op.create_index("ix_participant_organisation", "participant", ["organisation"], unique=False)
    op.create_table(
        "service",
        sa.Column("beneficiary", TXT, nullable=False),
        sa.Column("organisation", TXT, nullable=False),
        sa.Column("service", TXT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", TXT, nullable=False),
        sa.Column("category", TXT, server_default="", nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("file", TXT, server_default="", nullable=False),
        sa.Column("sheet", TXT, server_default="", nullable=False),
        sa.Column("row", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["beneficiary"], ["beneficiary.beneficiary"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["load_id"], ["load.load_id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.organisation"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["place"], ["place.place"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("beneficiary", "organisation", "service", "day", "place"),
        comment="one row per beneficiary, organisation, service, day and place",
        sqlite_with_rowid=False,
    )
    op.create_index("ix_service_load", "service", ["load_id"], unique=False)
    op.create_index("ix_service_organisation", "service", ["organisation"], unique=False)
    op.create_index("ix_service_place", "service", ["place"], unique=False)
    op.create_table(
        "session",
        sa.Column("mentor", TXT, nullable=False),
        sa.Column("organisation", TXT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", TXT, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("file", TXT, server_default="", nullable=False),
        sa.Column("sheet", TXT, server_default="", nullable=False),
        sa.Column("row", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.load_id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["mentor"], ["mentor.mentor"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.organisation"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("mentor", "organisation", "day", "kind"),
        comment="one row per mentor, organisation, day and kind of meeting",
    )
    op.create_index("ix_session_load", "session", ["load_id"], unique=False)
    op.create_index("ix_session_organisation", "session", ["organisation"], unique=False)
    op.create_table(
        "participant_step",
        sa.Column("participant", TXT, nullable=False),
        sa.Column("step", TXT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("comment", TXT, server_default="", nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("file", TXT, server_default="", nullable=False),
        sa.Column("sheet", TXT, server_default="", nullable=False),
        sa.Column("row", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.load_id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["participant"], ["participant.participant"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("participant", "step"),
        comment="one row per participant and step or exit of the School",
    )
    op.create_index("ix_participant_step_load", "participant_step", ["load_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_participant_step_load", table_name="participant_step")
    op.drop_table("participant_step")
    op.drop_index("ix_session_organisation", table_name="session")
    op.drop_index("ix_session_load", table_name="session")
    op.drop_table("session")
    op.drop_index("ix_service_place", table_name="service")
    op.drop_index("ix_service_organisation", table_name="service")
    op.drop_index("ix_service_load", table_name="service")
    op.drop_table("service")
    op.drop_index("ix_participant_organisation", table_name="participant")
    op.drop_index("ix_participant_load", table_name="participant")
    op.drop_table("participant")
    op.drop_index("ix_organisation_step_load", table_name="organisation_step")
    op.drop_table("organisation_step")
    op.drop_index("ix_assignment_organisation", table_name="assignment")
    op.drop_index("ix_assignment_load", table_name="assignment")
    op.drop_table("assignment")
    op.drop_index("ix_target_load", table_name="target")
    op.drop_table("target")
    op.drop_table("row_before")
    op.drop_index("ix_place_load", table_name="place")
    op.drop_table("place")
    op.drop_index("ix_organisation_load", table_name="organisation")
    op.drop_table("organisation")
    op.drop_index("ix_mentor_load", table_name="mentor")
    op.drop_table("mentor")
    op.drop_index(op.f("ix_load_problem_load_id"), table_name="load_problem")
    op.drop_table("load_problem")
    op.drop_table("load_dependency")
    op.drop_table("count_change")
    op.drop_table("stamp")
    op.drop_table("load")
    op.drop_table("count_now")
    op.drop_table("beneficiary")
