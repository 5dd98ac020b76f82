"""Every page says the same over SQLite and PostgreSQL, and names exactly those whom it counts."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, select

from dashboard.arrangement import beneficiaries, funnel, mentors, overview, stages
from dashboard.arrangement.view import Subject
from dashboard.errors import ReaderError
from dashboard.queries.counts import by_key, counts
from dashboard.queries.database import Database
from dashboard.queries.registry_mentors import meetings, organisations_without_mentor
from dashboard.queries.registry_stages import standing_people
from dashboard.viewer import MANAGEMENT, Role, Viewer
from data_loader.measures import has_left, is_on_record, participants_staying, split_item
from data_loader.programme import Programme
from data_loader.schema import participant
from tests.dashboard.arrangement.reading import found, opened, tables, words

BEFORE = {"theory": date(2026, 9, 30), "applied": date(2026, 9, 1)}
PAGES = (overview.SUBJECT, funnel.SUBJECT, stages.SUBJECT, mentors.SUBJECT, beneficiaries.SUBJECT)


@pytest.mark.parametrize("subject", PAGES, ids=lambda subject: subject.key)
@pytest.mark.parametrize(
    "query", ["", "city=tyumen,ishim&cohort=2026-1", "until=2026-03-31&month=2026-03", "unit=organisations", "unit=services"]
)
def test_both_databases_say_the_same(school: Database, school_on_postgres: Database, subject: Subject, query: str) -> None:
    here, there = (opened(database, query, subject) for database in (school, school_on_postgres))
    assert tables(here) == tables(there)
    assert words(found(here, "page")) == words(found(there, "page"))


@pytest.mark.parametrize("query", ["", "city=zavodoukovsk", "cohort=2025-1", "city=tyumen,ishim&cohort=2026-1,2026-2"])
def test_as_many_are_named_as_are_counted(school: Database, query: str) -> None:
    shown = tables(opened(school, query, stages.SUBJECT))
    counted = sum(row[-1] for row in shown["standing"].rows[: len(shown["standing"].rows) - shown["standing"].sums])  # type: ignore[misc]
    assert len(shown["people"].rows) == counted > 0


def test_organisations_without_a_mentor_have_the_people_who_stay(
    school: Database, school_on_postgres: Database, programme: Programme
) -> None:
    enrolled, last = programme.steps.index(programme.enrolment), len(programme.steps) - 1
    for database in (school, school_on_postgres):
        with database.snapshot() as snapshot:
            there = participants_staying(programme)
            query = select(participant.c.organisation, there.c.position).join(there, there.c.owner == participant.c.participant)
            places = [tuple(row) for row in snapshot.connection.execute(query) if row.position >= enrolled]
            listed = organisations_without_mentor(snapshot, MANAGEMENT, database.today()).rows
        learning, finishing = Counter(home for home, _ in places), Counter(home for home, place in places if place == last)
        assert [one[4:] for one in listed] == [(learning[one.organisation], finishing[one.organisation]) for one in listed]
        assert sum(one.learning for one in listed)


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 3, 31), date(2025, 12, 31)])
def test_who_has_left_by_a_day_is_who_the_funnel_counts(
    school: Database, school_on_postgres: Database, programme: Programme, day: date
) -> None:
    learning = [step.key for step in programme.steps[programme.steps.index(programme.enrolment) :]]
    code = participant.c.participant
    for database in (school, school_on_postgres):
        with database.snapshot() as snapshot:
            stay = (
                select(func.count())
                .select_from(participant)
                .where(is_on_record(code, learning, day), ~has_left(programme, code, day))
            )
            entered = by_key(counts(snapshot, MANAGEMENT, "participants_entered", ["item"], until=day), "item")
            left = by_key(counts(snapshot, MANAGEMENT, "participants_left", ["item"], until=day), "item")
            gone = sum(count for item, count in left.items() if split_item(item)[0] in learning)
            assert snapshot.connection.execute(stay).scalar_one() == entered[learning[0]] - gone


def test_hours_of_meetings_are_those_that_are_counted(school: Database, school_on_postgres: Database) -> None:
    for database in (school, school_on_postgres):
        with database.snapshot() as snapshot:
            until = date(2026, 3, 31)
            found = meetings(snapshot, MANAGEMENT).up_to(until)
            counted = by_key(counts(snapshot, MANAGEMENT, "mentoring_minutes", ["item"], until=until), "item")
        assert {
            mentor: sum(all_) for mentor, all_ in zip(found.mentors, found.minutes_since([0]), strict=True) if sum(all_)
        } == counted


def test_those_who_stand_longest_come_first_and_only_of_the_cities_asked_for(school: Database) -> None:
    with school.snapshot() as snapshot:
        people = standing_people(snapshot, MANAGEMENT, school.today(), BEFORE, cities=["ishim"])
    days = [one.days for one in people.rows]
    assert days == sorted(days, reverse=True)
    assert {one.city for one in people.rows} == {"ishim"}
    assert {one.step for one in people.rows} <= set(BEFORE)


@pytest.mark.parametrize("role", ["public", "reviewer", "operator"])
def test_names_stay_with_management_even_when_they_are_remembered(school: Database, role: Role) -> None:
    with school.snapshot() as snapshot:
        standing_people(snapshot, MANAGEMENT, school.today(), BEFORE)
        organisations_without_mentor(snapshot, MANAGEMENT, school.today())
        with pytest.raises(ReaderError):
            standing_people(snapshot, Viewer(role), school.today(), BEFORE)
        with pytest.raises(ReaderError):
            organisations_without_mentor(snapshot, Viewer(role), school.today())
