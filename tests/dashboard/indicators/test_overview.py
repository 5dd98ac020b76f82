"""The four numbers, the rows of cities and the message, on frames written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard.indicators.comparison import Comparison, Difference
from dashboard.indicators.definition import Share
from dashboard.indicators.goals import Goal, Pace
from dashboard.indicators.overview import (
    ENROLLED,
    HOURS,
    PEOPLE,
    REGISTERED,
    Aim,
    CityCounts,
    CityRows,
    Dated,
    Number,
    Said,
    cities_table,
    city_rows,
    goal_said,
    goals_table,
    message,
    number,
    numbers_table,
    registered_said,
    short_names,
)
from dashboard.running import Running
from data_loader.programme import Programme, Track

UNTIL = date(2026, 10, 31)
YEAR_END = date(2026, 12, 31)
BEGUN = date(2026, 1, 1)


HERE = ("ishim",)


def days(*counts: tuple[str, int]) -> Running:
    return Running.of(("ishim", date.fromisoformat(day), count) for day, count in counts)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def towards(value: float, goal: float, due_on: date = YEAR_END, **more: Any) -> Pace:
    """A goal that was set ten months ago."""
    given = {"recent": 0.0, "best": 1000.0, **more}
    return Pace(Goal(goal, due_on), value, UNTIL, BEGUN, **given)


MONTHS = ((date(2026, 9, 1), 5.0), (date(2026, 10, 1), 5.0))


def reached(value: float, goal: float | None = None, due_on: date = YEAR_END, **more: Any) -> Number:
    pace = {name: more.pop(name) for name in ("recent", "best", "reached_on") if name in more}
    of = {"indicator": PEOPLE, "recent": 0, "months": MONTHS, "until": UNTIL, **more}
    return Number(value=value, pace=towards(value, goal, due_on, **pace) if goal is not None else None, **of)


def told(said: tuple[Said, ...]) -> str:
    return plain(" ".join(f"{one.strong} {one.rest}".strip() for one in said))


# --- a number ---------------------------------------------------------------------------------------------------------


def test_a_number_sums_its_days_and_the_last_thirty_of_them() -> None:
    found = number(ENROLLED, days(("2026-10-01", 4), ("2026-10-02", 2), ("2026-10-31", 1), ("2026-11-01", 9)), HERE, Aim(), UNTIL)
    assert (found.value, found.recent) == (7, 3)


def test_twelve_months_end_with_the_month_shown_and_may_be_incomplete() -> None:
    found = number(ENROLLED, days(("2025-10-31", 5), ("2025-11-01", 2), ("2026-10-31", 1)), HERE, Aim(), UNTIL)
    assert [count for _, count in found.months] == [2, *[0] * 10, 1]
    assert (found.months[0][0], found.months[-1][0]) == (date(2025, 11, 1), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("until", "unfinished", "last"),
    [(date(2026, 10, 31), False, date(2026, 10, 1)), (date(2026, 10, 30), True, date(2026, 9, 1))],
)
def test_a_month_that_is_not_over_is_not_the_last_whole_one(until: date, unfinished: bool, last: date) -> None:
    found = number(ENROLLED, days(("2026-09-02", 5), ("2026-10-31", 1)), HERE, Aim(), until)
    assert found.is_unfinished is unfinished
    assert found.last_whole_month is not None and found.last_whole_month[0] == last
    titles = [column.title for column in numbers_table([found]).columns]
    assert titles[-1] == ("окт 2026 (не окончен)" if unfinished else "окт 2026")


def test_a_number_of_nothing_is_zero() -> None:
    found = number(HOURS, days(), HERE, Aim(Goal(10, YEAR_END), BEGUN), UNTIL, per_unit=60)
    assert found.pace is not None and found.pace.reached_on is None
    assert (found.value, found.recent, sum(count for _, count in found.months)) == (0, 0, 0)


def test_minutes_become_hours() -> None:
    assert number(HOURS, days(("2026-10-04", 90)), HERE, Aim(), UNTIL, per_unit=60).value == 1.5


def held_on(counts: Running, goal: float) -> date | None:
    found = number(PEOPLE, counts, HERE, Aim(Goal(goal, YEAR_END), BEGUN), UNTIL).pace
    return found.reached_on if found else None


def test_the_goal_was_reached_on_the_day_from_which_it_is_held() -> None:
    frame = days(("2026-05-01", 10), ("2026-06-01", -3), ("2026-07-01", 3))
    assert held_on(frame, 10) == date(2026, 7, 1)
    assert held_on(frame, 11) is None


def test_a_goal_may_be_reached_on_the_day_shown() -> None:
    assert held_on(days(("2026-10-30", 9), ("2026-10-31", 1), ("2026-11-01", 5)), 10) == UNTIL


def test_of_the_cities_shown_only() -> None:
    counts = Running.of([("ishim", date(2026, 10, 1), 3), ("tyumen", date(2026, 10, 2), 4)])
    assert number(PEOPLE, counts, HERE, Aim(), UNTIL).value == 3
    both = number(PEOPLE, counts, ("ishim", "tyumen"), Aim(Goal(7, YEAR_END), BEGUN), UNTIL)
    assert both.pace is not None
    assert (both.value, both.recent, both.pace.reached_on) == (7, 4, date(2026, 10, 2))


def test_what_is_said_of_goals() -> None:
    assert told(goal_said(reached(5))) == "Цель не задана"
    assert told(goal_said(reached(5, 4, reached_on=date(2026, 7, 2)))) == "Цель достигнута досрочно, в июле 2026 г."
    lacking = goal_said(reached(30, 100, recent=9))
    assert [(one.strong, one.act, one.apart) for one in lacking] == [("Не хватает 70.", True, False), ("", False, True)]
    assert told(lacking) == (
        "Не хватает 70. До 31 декабря остался 61 день Нужно по 34,9 в месяц, последние 90 дней — по 3; 30 % цели за 83 % срока"
    )


def test_a_missed_goal_is_no_alarm() -> None:
    missed = goal_said(reached(90, 100, date(2026, 6, 30)))
    assert (told(missed), missed[0].act) == ("Не хватает 10. Срок прошёл 30 июня", False)


def test_a_sum_of_goals_says_that_it_is_one() -> None:
    pace = replace(towards(120, 149), goal=Goal(149, YEAR_END, cities=5, overdue=60))
    said = goal_said(replace(reached(120), pace=pace))
    assert plain(said[-1].rest) == "Сумма целей пяти городов; из них с прошедшим сроком — 60"


def test_registers_stand_beside_the_goal() -> None:
    two = [("ИОПУ", 5), ("поставщиков", 6)]
    assert told(registered_said(reached(11), two, 0)) == "Цель не задана ИОПУ — 5, поставщиков — 6"
    assert told(registered_said(reached(10), two, 1)).endswith("ИОПУ — 5, поставщиков — 6; из них в обоих — 1")
    assert told(registered_said(reached(11), [], 0)) == "Цель не задана"


def test_a_first_word_that_all_registers_share_is_left_out(programme: Programme) -> None:
    assert short_names(programme.tracks) == ["ИОПУ", "поставщиков социальных услуг"]
    alone = programme.tracks[:1]
    assert short_names(alone) == ["Реестр ИОПУ"]
    other = Track.model_validate({"key": "x", "name": "Лицензия", "step": [{"key": "a", "name": "А"}]})
    assert short_names([*alone, other]) == ["Реестр ИОПУ", "Лицензия"]
    bare = Track.model_validate({"key": "y", "name": "Реестр", "step": [{"key": "a", "name": "А"}]})
    assert short_names([*alone, bare]) == ["Реестр ИОПУ", "Реестр"]
    assert short_names([]) == []


def test_the_table_of_numbers_has_a_row_each() -> None:
    found = number(ENROLLED, days(("2026-10-31", 1)), HERE, Aim(Goal(5, YEAR_END), date(2026, 10, 1)), UNTIL)
    rows = numbers_table([found, number(HOURS, days(), HERE, Aim(), UNTIL)]).rows
    assert rows[0][:8] == ("Зачислено участников", 1, 5, YEAR_END, 33, 2.0, 1.0, 1)
    assert rows[1][2:7] == ("не задана", "—", "", "", "")
    assert all(len(row) == 20 for row in rows)


def test_goals_are_listed_with_what_became_of_them() -> None:
    found = [
        Dated(ENROLLED, towards(100, 100, date(2026, 6, 30), reached_on=date(2026, 5, 3)), past=True),
        Dated(ENROLLED, towards(119, 149, date(2026, 6, 30)), "Ишим", past=True),
        Dated(REGISTERED, towards(11, 25)),
        Dated(PEOPLE, towards(990, 1000, recent=900)),
    ]
    rows = goals_table(found).rows
    assert [row[0] for row in rows] == [
        "Зачислено участников",
        "Зачислено участников, Ишим",
        "Организаций в реестре",
        "Благополучатели",
    ]
    assert [plain(str(row[-1])) for row in rows] == [
        "достигнута досрочно, в мае 2026 г.",
        "не достигнута: не хватило 30",
        "отстаёт: 44 % цели за 83 % срока",
        "идёт: 99 % цели за 83 % срока",
    ]


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
    paces = {"tyumen": towards(41, 75), "tobolsk": towards(28, 25)}
    compared = changes.pop("compared", Comparison())
    registers = [{"tyumen": 2, "ishim": 1}, {"tyumen": 3}]
    given = {"entered": entered, "standing": STANDING, "registers": registers, "people": {}, "paces": paces, **changes}
    return city_rows(CityCounts(**given), programme, shown or list(STEPS), short_names(programme.tracks), compared)


def test_rows_keep_the_order_of_the_programme_and_sum_up(programme: Programme) -> None:
    found = rows_of(programme)
    assert [row.key for row in found.rows] == [city.key for city in programme.cities]
    assert found.total is not None
    assert found.total.steps == (150, 128, 120, 108, 91, 75, 59, 48)
    assert (found.total.enrolled, found.total.standing, found.total.goal) == (120, 26, None)


def test_what_sets_a_city_apart_is_marked_whatever_is_shown(programme: Programme) -> None:
    practice = Difference("zavodoukovsk", "practice", Share(11, 21), Share(71, 83))
    standing = Difference("tyumen", "", Share(9, 21), Share(10, 83))
    found = Comparison((practice,), (standing,), judged=True)
    every = rows_of(programme, compared=found)
    assert [(row.key, row.behind) for row in every.rows if row.behind] == [("zavodoukovsk", frozenset({4}))]
    assert [row.key for row in every.rows if row.has_many_standing] == ["tyumen"]
    assert every.marks == (True, True, True)
    one = rows_of(programme, ["zavodoukovsk"], compared=found)
    assert one.total is None and one.rows[0].behind == {4}
    assert rows_of(programme, ["ishim"], compared=found).marks == (False, False, False)


def test_every_register_has_a_column(programme: Programme) -> None:
    found = rows_of(programme)
    assert [row.registers for row in found.rows][:3] == [(2, 3), (0, 0), (1, 0)]
    assert found.total is not None and found.total.registers == (3, 3)
    titles = [column.title for column in cities_table(found).columns]
    assert titles[-3:-1] == ["В реестре: ИОПУ", "В реестре: поставщиков социальных услуг"]


def test_a_city_behind_its_goal_is_marked(programme: Programme) -> None:
    assert [row.key for row in rows_of(programme).rows if row.is_behind] == ["tyumen"]


def test_columns_that_the_view_lacks_are_left_out(programme: Programme) -> None:
    table = cities_table(rows_of(programme, standing=None, registers=None, people=None))
    assert len(table.columns) == 10
    assert len(cities_table(rows_of(programme)).columns) == 14
    assert cities_table(rows_of(programme)).rows[-1][0] == "Все города"


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
            four((130, 149), (11, 25), (1150, 1000), 400.5, recent=3),
            "done and behind",
            "Помогли 1 150 людям — больше, чем обещали. Отстаёт реестр: 11 организаций из 25",
        ),
        (
            four((21, 149), (1, 25), (1, 1)),
            "done and behind",
            "Помогли 1 человеку — столько, сколько обещали. Отстают реестр и набор: 1 организация из 25 и 21 участник из 149",
        ),
        (
            four((21, 149), (1, 25), (9, 1000), (5, 400)),
            "behind",
            "Отстают помощь людям, работа наставников и ещё две: 9 благополучателей из 1 000 и 5 часов из 400",
        ),
        (four((41, 75)), "behind", "Отстаёт набор: 41 участник из 75"),
        (four((41, 75), best=3), "behind", "Цель по набору не выполнить даже темпом лучшего месяца за год: 41 участник из 75"),
        (four((2, 3), (5, 6), recent=60), "on the way", "Зачислены 2 участника из 3; в реестре 5 организаций из 6"),
        (
            four((5, 5), (11, 10), reached_on=date(2026, 5, 2)),
            "all done",
            "Обе цели достигнуты досрочно: 5 участников из 5 и 11 организаций при цели 10",
        ),
        (four((101, 100), (9, 10), recent=60), "done", "Зачислен 101 участник — больше, чем обещали"),
        (
            four((101, 100), months=((date(2026, 10, 1), 0.0),)),
            "done",
            "Зачислен 101 участник — больше, чем обещали, но в октябре не зачислен никто",
        ),
        (four(1, 2, 21, 0.5), "counted", "Зачислен 1 участник; в реестре 2 организации; помогли 21 человеку"),
        (four(0, 0, 0, 0.5), "counted", "Наставники провели 0,5 часа"),
        (four(), "nothing", "Пока никто не зачислен"),
        (four((0, 149)), "behind", "Отстаёт набор: 0 участников из 149"),
    ],
)
def test_the_message_says_what_comes_first(numbers: list[Number], key: str, text: str) -> None:
    found = message(numbers)
    assert (found.key, plain(found.text)) == (key, text)


def test_the_last_day_of_a_goal_is_said() -> None:
    found = message([reached(119, 149, UNTIL, recent=3, best=12, indicator=ENROLLED)])
    assert plain(found.text) == "Цель по набору не выполнить: срок сегодня, 119 участников из 149"


def test_a_goal_whose_day_is_past_is_said() -> None:
    late = [reached(90, 100, date(2026, 6, 30), indicator=one) for one in (ENROLLED, REGISTERED, HOURS)]
    assert plain(message(late[:1]).text) == "Срок прошёл 30 июня, цель не достигнута: 90 участников из 100"
    assert plain(message(late).text).endswith("90 участников из 100, и ещё две")
    done = message([reached(1150, 1000), late[0]])
    assert plain(done.text).startswith("Помогли 1 150 людям — больше, чем обещали. Срок прошёл 30 июня, цель не достигнута")


@pytest.mark.parametrize(
    ("due_on", "key"), [(date(2026, 10, 30), "missed"), (date(2026, 10, 31), "behind"), (date(2026, 11, 1), "behind")]
)
def test_a_goal_is_missed_on_the_day_after_its_own(due_on: date, key: str) -> None:
    assert message([reached(50, 100, due_on)]).key == key


def test_the_message_of_a_part_names_it_without_a_case() -> None:
    assert plain(message(four((41, 75)), about="Омск").text) == "Омск: отстаёт набор — 41 участник из 75"
    text = plain(message(four(5), about="поток 2026-1").text)
    assert text == "Поток 2026-1: зачислено 5 участников"


def test_what_was_never_recorded_is_neither_zero_nor_late() -> None:
    unknown = [replace(found, missing="В листе «Этапы» записей ещё нет") for found in four((0, 75))]
    assert message(unknown).key == "nothing"
    assert numbers_table(unknown).rows[0][1] is None
