"""Every page says the same over SQLite and PostgreSQL, and names exactly those whom it counts."""

from __future__ import annotations

import pytest

from dashboard.arrangement import beneficiaries, funnel, mentors, overview, stages
from dashboard.errors import ReaderError
from dashboard.queries.database import Database
from dashboard.queries.registry_mentors import organisations_without_mentor
from dashboard.queries.registry_stages import standing_people
from dashboard.viewer import MANAGEMENT, Role, Viewer
from tests.dashboard.arrangement.reading import Content, found, opened, tables, words

PAGES = (overview.SUBJECT, funnel.SUBJECT, stages.SUBJECT, mentors.SUBJECT, beneficiaries.SUBJECT)


@pytest.mark.parametrize("content", PAGES, ids=lambda content: content.__module__.rpartition(".")[2])
@pytest.mark.parametrize(
    "query", ["", "city=tyumen,ishim&cohort=2026-1", "until=2026-03-31&month=2026-03", "unit=organisations", "unit=services"]
)
def test_both_databases_say_the_same(school: Database, school_on_postgres: Database, content: Content, query: str) -> None:
    here, there = (opened(database, query, content) for database in (school, school_on_postgres))
    assert tables(here) == tables(there)
    assert words(found(here, "page")) == words(found(there, "page"))


@pytest.mark.parametrize("query", ["", "city=zavodoukovsk", "cohort=2025-1", "city=tyumen,ishim&cohort=2026-1,2026-2"])
def test_as_many_are_named_as_are_counted(school: Database, query: str) -> None:
    shown = tables(opened(school, query, stages.SUBJECT))
    counted = sum(row[-1] for row in shown["standing"].rows[: len(shown["standing"].rows) - shown["standing"].sums])  # type: ignore[misc]
    assert len(shown["people"].rows) == counted > 0


def test_those_who_stand_longest_come_first_and_only_of_the_cities_asked_for(school: Database) -> None:
    with school.snapshot() as snapshot:
        people = standing_people(snapshot, MANAGEMENT, school.today(), cities=["ishim"])
    assert list(people["days"]) == sorted(people["days"], reverse=True)
    assert set(people["city"]) == {"ishim"}


@pytest.mark.parametrize("role", ["public", "reviewer", "operator"])
def test_names_stay_with_management_even_when_they_are_remembered(school: Database, role: Role) -> None:
    with school.snapshot() as snapshot:
        standing_people(snapshot, MANAGEMENT, school.today())
        organisations_without_mentor(snapshot, MANAGEMENT, school.today())
        with pytest.raises(ReaderError):
            standing_people(snapshot, Viewer(role), school.today())
        with pytest.raises(ReaderError):
            organisations_without_mentor(snapshot, Viewer(role), school.today())
