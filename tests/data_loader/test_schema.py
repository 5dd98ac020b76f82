"""The shared database says of itself what a row is, and its migrations lead to exactly these tables."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from data_loader.database import migrate
from data_loader.schema import REGISTRY, metadata
from data_loader.sheets import SHEETS


def test_every_table_states_its_grain() -> None:
    for table in metadata.sorted_tables:
        assert table.comment and table.comment.startswith("one row per "), table.name


def test_migrations_lead_to_the_schema(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [d for d in differences if d[0] != "remove_table" or d[1].name != "alembic_version"] == []


def test_migrating_again_changes_nothing(engine: sa.Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM alembic_version")).scalar() == 1


def test_tables_come_after_those_they_refer_to() -> None:
    seen: set[str] = set()
    for table in REGISTRY:
        parents = {key.column.table.name for key in table.foreign_keys} - {"load", "beneficiary", table.name}
        assert parents <= seen, table.name
        seen.add(table.name)


def test_every_sheet_has_its_table_in_the_registry() -> None:
    assert {sheet.table for sheet in SHEETS.values()} == {table.name for table in REGISTRY}


def test_registry_rows_carry_the_way_back_to_a_cell() -> None:
    for table in REGISTRY:
        assert {"load_id", "file", "sheet", "row"} <= set(table.c.keys())
