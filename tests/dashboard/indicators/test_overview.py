"""The four numbers, the rows of cities and the message, on frames written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard.indicators.overview import (
    ENROLLED,
    HOURS,
    PEOPLE,
    REGISTERED,
    CityCounts,
    CityRows,
    Goal,
    MonthOfMentoring,
    Number,
    cities_table,
    city_rows,
    goal_said,
    hours_said,
    last_months,
    message,
    month_of_mentoring,
    number,
    numbers_table,
    registered_said,
    short_names,
    standing_by_city,
)
from dashboard.running import Running
from data_loader.programme import Attention, Programme, Track

UNTIL = date(2026, 10, 31)
YEAR_END = date(2026, 12, 31)
RULES = Attention()


HERE = ("ishim",)


def days(*counts: tuple[str, int]) -> Running:
    return Running.of(("ishim", date.fromisoformat(day), count) for day, count in counts)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def reached(value: float, goal: float | None = None, due_on: date = YEAR_END, **more: Any) -> Number:
    of = {"indicator": PEOPLE, "recent": 0, "months": (), "reached_on": None, "until": UNTIL, **more}
    return Number(value=value, goal=Goal(goal, due_on) if goal is not None else None, **of)


# --- a number ---------------------------------------------------------------------------------------------------------


def test_a_number_sums_its_days_and_the_last_thirty_of_them() -> None:
    found = number(ENROLLED, days(("2026-10-01", 4), ("2026-10-02", 2), ("2026-10-31", 1), ("2026-11-01", 9)), HERE, None, UNTIL)
    assert (found.value, found.recent) == (7, 3)


def test_twelve_months_end_with_the_month_shown_and_may_be_incomplete() -> None:
    found = number(ENROLLED, days(("2025-10-31", 5), ("2025-11-01", 2), ("2026-10-31", 1)), HERE, None, UNTIL)
    assert [count for _, count in found.months] == [2, *[0] * 10, 1]
    assert (found.months[0][0], found.months[-1][0]) == (date(2025, 11, 1), date(2026, 10, 1))


def test_last_months_cross_the_year() -> None:
    assert last_months(date(2026, 1, 15), 3) == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]


def test_a_number_of_nothing_is_zero() -> None:
    found = number(HOURS, days(), HERE, Goal(10, YEAR_END), UNTIL, per_unit=60)
    assert (found.value, found.recent, found.reached_on, sum(count for _, count in found.months)) == (0, 0, None, 0)


def test_minutes_become_hours() -> None:
    assert number(HOURS, days(("2026-10-04", 90)), HERE, None, UNTIL, per_unit=60).value == 1.5


def test_the_goal_was_reached_on_the_day_from_which_it_is_held() -> None:
    frame = days(("2026-05-01", 10), ("2026-06-01", -3), ("2026-07-01", 3))
    assert number(PEOPLE, frame, HERE, Goal(10, YEAR_END), UNTIL).reached_on == date(2026, 7, 1)
    assert number(PEOPLE, frame, HERE, Goal(11, YEAR_END), UNTIL).reached_on is None


def test_a_goal_may_be_reached_on_the_day_shown() -> None:
    found = days(("2026-10-30", 9), ("2026-10-31", 1), ("2026-11-01", 5))
    assert number(PEOPLE, found, HERE, Goal(10, YEAR_END), UNTIL).reached_on == UNTIL


def test_of_the_cities_shown_only() -> None:
    counts = Running.of([("ishim", date(2026, 10, 1), 3), ("tyumen", date(2026, 10, 2), 4)])
    assert number(PEOPLE, counts, HERE, None, UNTIL).value == 3
    both = number(PEOPLE, counts, ("ishim", "tyumen"), Goal(7, YEAR_END), UNTIL)
    assert (both.value, both.recent, both.reached_on) == (7, 4, date(2026, 10, 2))


@pytest.mark.parametrize(
    ("value", "goal", "due_on", "behind"),
    [
        (59, 100, YEAR_END, True),
        (60, 100, YEAR_END, False),
        (100, 100, YEAR_END, False),
        (0, 0, YEAR_END, False),
        (61, 100, YEAR_END, False),
        (99, 100, date(2026, 10, 30), True),
        (100, 100, date(2026, 10, 30), False),
        (99, 100, date(2026, 10, 31), False),
        (99, 100, date(2026, 11, 1), False),
        (1, 100, date(2027, 10, 30), True),
        (1, 100, date(2027, 10, 31), True),
        (1, 100, date(2027, 11, 1), False),
    ],
)
def test_a_goal_lags_below_the_share_of_the_programme_or_after_its_day(value: int, goal: int, due_on: date, behind: bool) -> None:
    assert reached(value, goal, due_on).is_behind(RULES) is behind


@pytest.mark.parametrize(
    ("due_on", "said"),
    [
        (date(2026, 11, 1), "До 1 ноября остался 1 день"),
        (date(2026, 11, 2), "До 2 ноября осталось 2 дня"),
        (date(2026, 11, 5), "До 5 ноября осталось 5 дней"),
        (date(2026, 11, 21), "До 21 ноября остался 21 день"),
        (date(2027, 2, 9), "До 9 февраля 2027 г. остался 101 день"),
        (date(2026, 10, 31), "Срок — сегодня"),
        (date(2025, 12, 31), "Срок прошёл 31 декабря 2025 г."),
    ],
)
def test_the_time_left_agrees_with_its_number(due_on: date, said: str) -> None:
    assert plain(goal_said(reached(80, 100, due_on), RULES).rest) == said


def test_what_is_said_of_goals() -> None:
    assert goal_said(reached(5), RULES).rest == "Цель не задана"
    assert plain(goal_said(reached(5, 4, reached_on=date(2026, 7, 2)), RULES).rest) == "в июле 2026 г."
    lacking = goal_said(reached(30, 100), RULES)
    assert (lacking.strong, lacking.act) == ("Не хватает 70.", True)


def test_registers_stand_beside_the_goal() -> None:
    said = registered_said(reached(11, 25), [("ИОПУ", 5), ("поставщиков", 6)], RULES)
    assert [plain(f"{one.strong}{one.rest}") for one in said] == ["Не хватает 14.", "ИОПУ — 5, поставщиков — 6"]
    assert registered_said(reached(11, 25), [], RULES)[0].rest.startswith("До")


def test_a_first_word_that_all_registers_share_is_left_out(programme: Programme) -> None:
    assert short_names(programme.tracks) == ["ИОПУ", "поставщиков социальных услуг"]
    alone = programme.tracks[:1]
    assert short_names(alone) == ["Реестр ИОПУ"]
    other = Track.model_validate({"key": "x", "name": "Лицензия", "step": [{"key": "a", "name": "А"}]})
    assert short_names([*alone, other]) == ["Реестр ИОПУ", "Лицензия"]
    bare = Track.model_validate({"key": "y", "name": "Реестр", "step": [{"key": "a", "name": "А"}]})
    assert short_names([*alone, bare]) == ["Реестр ИОПУ", "Реестр"]
    assert short_names([]) == []


def test_hours_are_compared_with_what_the_same_mentors_declared() -> None:
    month = month_of_mentoring(date(2026, 10, 1), {"m1": 60, "m3": 600}, {"m1": 27.0, "m2": 173.0, "m3": None})
    assert month == MonthOfMentoring(date(2026, 10, 1), 1.0, 200.0, 1)
    said = hours_said(reached(400.5), month, RULES)
    assert plain(" ".join(f"{one.strong} {one.rest}" for one in said).strip()) == (
        "В октябре 1 из 200 заявленных часов.  Цель не задана"
    )
    assert month_of_mentoring(date(2026, 10, 1), {}, {"m3": None}) is None


@pytest.mark.parametrize(("hours", "behind"), [(119, True), (120, False), (121, False)])
def test_a_month_lags_below_the_share_of_the_declared(hours: float, behind: bool) -> None:
    month = MonthOfMentoring(date(2026, 10, 1), hours, 200, 0)
    assert month.is_behind(RULES) is behind
    assert hours_said(reached(400), month, RULES)[0].act is behind


@pytest.mark.parametrize(
    ("hours", "said"), [(199, "В октябре 199 из 200"), (200, "В октябре 200 из 200"), (201, "В октябре 201 час")]
)
def test_more_hours_than_declared_are_no_share_of_them(hours: float, said: str) -> None:
    assert plain(hours_said(reached(400), MonthOfMentoring(date(2026, 10, 1), hours, 200, 0), RULES)[0].strong) == said


def test_the_table_of_numbers_has_a_row_each() -> None:
    found = number(ENROLLED, days(("2026-10-31", 1)), HERE, Goal(5, YEAR_END), UNTIL)
    rows = numbers_table([found, number(HOURS, days(), HERE, None, UNTIL)]).rows
    assert rows[0][:5] == ("Зачислено участников", 1, 5, YEAR_END, 1)
    assert rows[1][2:4] == ("не задана", "—")
    assert all(len(row) == 17 for row in rows)


# --- cities -----------------------------------------------------------------------------------------------------------

STEPS = {
    "tyumen": [52, 43, 41, 39, 36, 30, 22, 18],
    "tobolsk": [35, 30, 28, 26, 20, 15, 12, 9],
    "ishim": [18, 16, 15, 15, 14, 11, 9, 8],
    "yalutorovsk": [14, 11, 10, 8, 8, 8, 7, 5],
    "zavodoukovsk": [31, 28, 26, 20, 13, 11, 9, 8],
}
STANDING = {"tyumen": 10, "tobolsk": 4, "ishim": 3, "zavodoukovsk": 9}


def rows_of(programme: Programme, shown: list[str] | None = None, **changes: Any) -> CityRows:
    keys = [step.key for step in programme.steps]
    entered = {(city, key): n for city, counts in STEPS.items() for key, n in zip(keys, counts, strict=True)}
    goals = {"tyumen": Goal(75, YEAR_END), "tobolsk": Goal(25, YEAR_END)}
    given = {"entered": entered, "standing": STANDING, "registered": {"tyumen": 2}, "people": {}, "goals": goals, **changes}
    return city_rows(CityCounts(**given), programme, shown or list(STEPS), UNTIL)


def test_rows_keep_the_order_of_the_programme_and_sum_up(programme: Programme) -> None:
    found = rows_of(programme)
    assert [row.key for row in found.rows] == [city.key for city in programme.cities]
    assert found.total is not None
    assert found.total.steps == (150, 128, 120, 108, 91, 75, 59, 48)
    assert (found.total.enrolled, found.total.standing, found.total.goal) == (120, 26, None)


def test_the_steepest_drop_is_marked_once(programme: Programme) -> None:
    found = rows_of(programme)
    assert found.drop is not None
    assert (found.drop[0].key, found.drop[1]) == ("zavodoukovsk", "Практика")
    assert sum(row.drop is not None for row in found.rows) == 1


def test_what_stands_out_is_measured_against_all_cities_whatever_is_shown(programme: Programme) -> None:
    one = rows_of(programme, ["zavodoukovsk"])
    assert one.total is None
    assert one.rows[0].drop == 4
    assert one.rows[0].has_many_standing
    assert rows_of(programme, ["ishim"]).drop is None


def dropping(programme: Programme, **cities: list[int]) -> str | None:
    """The city with the steepest drop, of counts of the first steps."""
    entered = {(city, step.key): n for city, counts in cities.items() for step, n in zip(programme.steps, counts, strict=False)}
    found = rows_of(programme, entered=entered).drop
    return found[0].key if found else None


@pytest.mark.parametrize(("people", "city"), [(9, None), (10, "ishim"), (11, "ishim")])
def test_small_steps_have_no_steepest_drop(programme: Programme, people: int, city: str | None) -> None:
    few = {("tyumen", step.key): n for step, n in zip(programme.steps, [9, 1, 1, 1, 1, 1, 1, 1], strict=True)}
    assert rows_of(programme, entered=few).drop is None
    assert dropping(programme, tyumen=[90, 90], ishim=[people, 0]) == city


@pytest.mark.parametrize(("others", "city"), [(1, None), (2, None), (3, "ishim")])
def test_a_drop_is_steep_beyond_ten_points_below_all_cities(programme: Programme, others: int, city: str | None) -> None:
    """Nobody of ten in Ishim, and so many of ten in Tyumen: 5, 10 and 15 per cent of all."""
    assert dropping(programme, tyumen=[10, others], ishim=[10, 0]) == city


@pytest.mark.parametrize(("here", "many"), [(1, False), (2, False), (3, True)])
def test_many_stand_above_the_mean_of_all_cities(programme: Programme, here: int, many: bool) -> None:
    others = {"tobolsk": 2, "ishim": 2, "yalutorovsk": 2, "zavodoukovsk": 2}
    (row,) = rows_of(programme, ["tyumen"], standing={**others, "tyumen": here}).rows
    assert row.has_many_standing is many


def test_many_stand_where_more_than_the_mean_do(programme: Programme) -> None:
    assert [row.key for row in rows_of(programme).rows if row.has_many_standing] == ["tyumen", "zavodoukovsk"]
    assert not any(row.has_many_standing for row in rows_of(programme, standing=dict.fromkeys(STEPS, 1)).rows)
    assert not any(row.has_many_standing for row in rows_of(programme, standing={}).rows)


def test_a_city_lags_below_the_share_of_its_goal(programme: Programme) -> None:
    assert [row.key for row in rows_of(programme).rows if row.is_behind] == ["tyumen"]


def test_columns_that_the_view_lacks_are_left_out(programme: Programme) -> None:
    table = cities_table(rows_of(programme, standing=None, registered=None, people=None))
    assert len(table.columns) == 10
    assert len(cities_table(rows_of(programme)).columns) == 13
    assert cities_table(rows_of(programme)).rows[-1][0] == "Все города"


def test_standing_leaves_out_the_last_step_and_the_limit_itself(programme: Programme) -> None:
    waiting = {
        ("tyumen", "theory", date(2026, 9, 30)): 2,
        ("tyumen", "theory", date(2026, 10, 1)): 5,
        ("tyumen", "support", date(2025, 1, 1)): 7,
    }
    assert standing_by_city(waiting, programme, UNTIL) == {"tyumen": 2}


# --- the message ------------------------------------------------------------------------------------------------------


def four(enrolled: Any = 0, registered: Any = 0, people: Any = 0, hours: Any = 0, **more: Any) -> list[Number]:
    given = zip((ENROLLED, REGISTERED, PEOPLE, HOURS), (enrolled, registered, people, hours), strict=True)
    return [
        reached(value[0], value[1], indicator=one, **more) if isinstance(value, tuple) else reached(value, indicator=one)
        for one, value in given
    ]


@pytest.mark.parametrize(
    ("numbers", "key", "text"),
    [
        (
            four((120, 149), (11, 25), (1150, 1000), 400.5),
            "done and behind",
            "Помогли 1 150 людям — больше, чем обещали. Отстаёт реестр: 11 организаций из 25",
        ),
        (
            four((21, 149), (1, 25), (1, 1)),
            "done and behind",
            "Помогли 1 человеку — столько, сколько обещали. Отстают реестр и набор: 1 организация из 25 и 21 участник из 149",
        ),
        (four((41, 75)), "behind", "Отстаёт набор: 41 участник из 75"),
        (four((2, 3), (5, 6)), "on the way", "Зачислены 2 участника из 3; в реестре 5 организаций из 6"),
        (four((5, 5), (11, 10)), "all done", "Обе цели достигнуты: 5 участников из 5 и 11 организаций из 10"),
        (four((101, 100), (6, 10)), "done", "Зачислен 101 участник — больше, чем обещали"),
        (four(1, 2, 21, 0.5), "counted", "Зачислен 1 участник; в реестре 2 организации; помогли 21 человеку"),
        (four(0, 0, 0, 0.5), "counted", "Наставники провели 0,5 часа"),
        (four(), "nothing", "За выбранное время записей нет"),
        (four((0, 149)), "behind", "Отстаёт набор: 0 участников из 149"),
    ],
)
def test_the_message_says_the_heaviest_thing(numbers: list[Number], key: str, text: str, programme: Programme) -> None:
    found = message(numbers, programme)
    assert (found.key, plain(found.text)) == (key, text)


def test_a_goal_whose_day_is_past_is_said(programme: Programme) -> None:
    late = four((90, 100))[:1]
    past = Number(**{**late[0].__dict__, "goal": Goal(100, date(2026, 6, 30))})
    found = message([past], programme)
    assert plain(found.text) == "Срок прошёл 30 июня 2026 г., цель не достигнута: 90 участников из 100"


@pytest.mark.parametrize(
    ("due_on", "key"), [(date(2026, 10, 30), "overdue"), (date(2026, 10, 31), "behind"), (date(2026, 11, 1), "behind")]
)
def test_a_goal_is_overdue_on_the_day_after_its_own(due_on: date, key: str, programme: Programme) -> None:
    assert message([reached(50, 100, due_on)], programme).key == key


def test_the_message_of_a_part_names_it_without_a_case(programme: Programme) -> None:
    assert plain(message(four((41, 75)), programme, about="Омск").text) == "Омск: отстаёт набор — 41 участник из 75"
    text = plain(message(four(5), programme, about="поток 2026-1").text)
    assert text == "Поток 2026-1: зачислено 5 участников"


def test_what_was_never_recorded_is_neither_zero_nor_late(programme: Programme) -> None:
    unknown = [replace(found, missing="В листе «Этапы» записей ещё нет") for found in four((0, 75))]
    assert message(unknown, programme).key == "nothing"
    assert numbers_table(unknown).rows[0][1] is None
