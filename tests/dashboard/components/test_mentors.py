"""One mentor is one line of reading; cities and organisations without a mentor."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from selectolax.lexbor import LexborNode

from dashboard.components.mentors import (
    hours_key,
    organisations_list,
    states_key,
    then_rows,
    without_key,
    without_rows,
    workload_rows,
)
from dashboard.indicators.mentors import WEEKS, CityThen, CityWithout, Mentor, Month, Then, Workload, then_table
from dashboard.indicators.waiting import Term
from dashboard.rows import MentorCases, OrganisationWithoutMentor
from data_loader.months import months_back
from data_loader.programme import Programme
from tests.dashboard.hypertext import found, parsed, words

DAY, BEGAN = date(2026, 10, 31), date(2025, 1, 1)
CALM = Mentor("1", "Наставник 01", MentorCases(in_touch=1), 5.0, 4.0, 10.0, 3, (0.0,) * WEEKS)
TERM = Term(30)


def workload(*mentors: Mentor, months: int = 13, **more: Any) -> Workload:
    back = tuple(Month(months_back(DAY, n), 5.0, 3) for n in reversed(range(months)))
    return replace(Workload(mentors, DAY, BEGAN, back, few=5), **more)


def drawn(programme: Programme, *mentors: Mentor, **more: Any) -> LexborNode:
    return parsed(workload_rows(workload(*mentors, **more), programme))


def style(node: LexborNode) -> str | None:
    return node.attributes.get("style")


# --- cases


@pytest.mark.parametrize(("cases", "squares"), [(11, 11), (12, 12), (13, 0)])
def test_few_cases_are_squares_and_many_are_one_bar(programme: Programme, cases: int, squares: int) -> None:
    of = MentorCases(late=1, waiting=2, new=1, in_touch=cases - 4)
    shown = drawn(programme, replace(CALM, cases=of))
    marks = [mark.attributes["class"] for mark in shown.css(".cases i")]
    assert marks == ["late", "wait", "wait", "new", *["done"] * (cases - 4)][:squares]
    parts = [] if squares else ["width:7.69%", "width:15.38%", "width:7.69%", "width:69.23%"]
    assert [style(part) for part in shown.css(".stacked i")] == parts


def test_who_has_no_case_is_told_from_who_may_have_one(programme: Programme) -> None:
    free = replace(CALM, cases=MentorCases())
    assert words(found(drawn(programme, free), "open-cases")) == "0"
    assert words(found(drawn(programme, free, cases_known=False), "open-cases")) == "нет данных"


def test_every_state_of_a_case_is_said_in_words_too(programme: Programme) -> None:
    of = MentorCases(late=3, waiting=1, in_touch=1, new=2, unmet=1, unmet_since=DAY - timedelta(days=40))
    shown = drawn(programme, replace(CALM, cases=of))
    said = (
        "встреч не было больше 30 дней — 3, из них ни одной встречи — 1 (дело открыто 40 дней назад); очередь за органом — 1; "
        "новое дело, встреч ещё не было — 2; был контакт — 1"
    )
    assert words(shown.css("td .unseen")) == said
    assert " ".join((found(shown, "open-cases")[0].attributes["title"] or "").split()) == said


def test_the_key_names_the_states_that_are_there_and_no_others() -> None:
    of = replace(CALM, cases=MentorCases(late=1, new=1))
    key = parsed("".join(states_key(workload(of, CALM), TERM)))
    assert [words(mark) for mark in key.css("span")] == [
        "встреч не было больше 30 дней",
        "новое дело, встреч ещё не было",
        "был контакт",
    ]
    assert not states_key(workload(replace(CALM, cases=MentorCases())), TERM)


def test_the_name_is_heard_first_and_no_heading_is_empty(programme: Programme) -> None:
    shown = drawn(programme, CALM)
    assert words(shown.css("tbody tr")).startswith("Наставник 01")
    assert all(words(title) for title in shown.css("thead tr > *")) and len(shown.css("thead td")) == 0


# --- hours of the month


def test_the_track_is_what_was_declared_and_the_tick_the_mean(programme: Programme) -> None:
    (track,) = found(drawn(programme, CALM), "load")
    (fill,), (tick,) = track.css("i"), track.css("u")
    assert (style(track), style(fill), style(tick)) == ("width:100.00%", "width:50.00%", "left:40.00%")


def test_what_goes_over_the_declared_hours_is_parted_and_in_accent(programme: Programme) -> None:
    shown = drawn(programme, replace(CALM, hours=12.5))
    (track,) = found(shown, "over")
    assert [style(part) for part in track.css("i, s")] == ["width:100.00%", "width:80.00%"]
    assert words(shown.css("b.urgent")) == "12,5" and words(found(shown, "load-words")) == "12,5 из 10 ч, в среднем 4 за 12 мес."


def test_unknown_capacity_is_an_open_track_and_no_overload(programme: Programme) -> None:
    shown = drawn(programme, replace(CALM, declared=None, hours=90.0))
    (track,) = found(shown, "unknown")
    assert style(track) is None and not shown.css("s, b.urgent")
    assert words(found(shown, "load-words")) == "90 ч, заявлено: нет данных, в среднем 4 за 12 мес."


def test_hours_of_some_cities_are_not_held_against_capacity_in_words(programme: Programme) -> None:
    shown = drawn(programme, CALM, here="в этом городе")
    assert words(found(shown, "load-words")) == "5 ч, в среднем 4 за 12 мес., заявлено на все города 10 ч"
    assert "из заявленных" not in words(shown.css("thead"))


def test_hours_without_an_open_case_are_no_alarm(programme: Programme) -> None:
    shown = drawn(programme, replace(CALM, hours=12.5, cases=MentorCases()))
    assert not found(shown, "over") and not shown.css("b.urgent")
    assert [style(part) for part in shown.css(".load i, .load s")] == ["width:100.00%", "width:80.00%"]


@pytest.mark.parametrize(
    ("months", "mean", "head"),
    [
        (13, 4.0, "черта — среднее за 12 мес."),
        (5, 4.0, "черта — среднее за 5 мес."),
        (4, None, "среднее — мало данных, 4 мес."),
    ],
)
def test_a_mean_says_of_how_many_months_it_is_and_of_few_there_is_none(
    programme: Programme, months: int, mean: float | None, head: str
) -> None:
    shown = drawn(programme, replace(CALM, mean=mean), months=months)
    assert words(shown.css("thead th")[2]).endswith(head)
    assert ("в среднем" in words(found(shown, "load-words"))) is (mean is not None) is bool(shown.css(".load u"))


@pytest.mark.parametrize("day", [date(2026, 10, 30), DAY])
def test_an_unfinished_month_is_hatched_and_says_so_in_the_head_and_the_key(programme: Programme, day: date) -> None:
    shown, key = drawn(programme, CALM, day=day), hours_key(workload(CALM, day=day))
    said = ["(месяц не окончен)" in words(shown.css("thead th")[2]), "месяц не окончен" in words(parsed(key))]
    assert said == [day < DAY, day < DAY] and bool(found(shown, "unfinished")) is (day < DAY)


def test_red_bars_have_a_key_where_they_are() -> None:
    over = replace(CALM, hours=12.5)
    assert "больше заявленных" in hours_key(workload(over)) and "больше заявленных" not in hours_key(workload(CALM))


# --- days without a contact


@pytest.mark.parametrize(
    ("days", "late", "loud"),
    [(29, 1, False), (30, 1, False), (31, 1, True), (31, 0, False), (200, 0, False), (None, 1, True), (None, 0, False)],
)
def test_silence_is_loud_after_the_term_and_only_where_a_case_is_late(
    programme: Programme, days: int | None, late: int, loud: bool
) -> None:
    shown = drawn(programme, replace(CALM, silent_days=days, cases=MentorCases(late=late, in_touch=1)))
    assert words(found(shown, "days")) == ("встреч не было" if days is None else str(days))
    assert bool(shown.css(".days .urgent")) is loud


# --- hours by week


def test_weeks_of_one_step_are_strokes_of_one_path(programme: Programme) -> None:
    weeks = [0.0] * WEEKS
    weeks[0], weeks[1], weeks[7], weeks[52] = 0.5, 4.5, 1.0, 5.0
    shown = drawn(programme, replace(CALM, weeks=tuple(weeks)))
    (strip,) = found(shown, "heat")
    assert {path.attributes.get("class"): path.attributes["d"] for path in strip.css("path")} == {
        None: "M0 0H53",
        "hours-1": "M0 0h1M7 0h1",
        "hours-4": "M1 0h1M52 0h1",
    }
    assert (strip.attributes["role"], (strip.attributes["aria-label"] or "").replace("\u00a0", " ")) == (
        "img",
        "Наставник 01: за год 11 часов",
    )
    (cell,) = shown.css("td.heatcell")
    assert cell.attributes["title"] == "часы за неделю с 27.10: 0,5; 03.11: 4,5; 15.12: 1; 26.10: 5"


def test_a_year_without_meetings_has_no_hours_to_name(programme: Programme) -> None:
    (cell,) = drawn(programme, CALM).css("td.heatcell")
    assert "title" not in cell.attributes and len(cell.css("path")) == 1


def test_the_key_of_the_weeks_is_their_scale() -> None:
    busy = replace(CALM, weeks=(17.0,) * WEEKS)
    assert words(parsed(hours_key(workload(CALM)))) == "Часов за неделю, с 27 октября 2025 г.: до 1 до 2 до 4 до 8 больше 8"
    assert words(parsed(hours_key(workload(busy)))).endswith("до 5 до 10 до 20 до 40 больше 40")


@pytest.mark.parametrize(("began", "first"), [(date(2025, 11, 2), 0), (date(2025, 11, 3), 1), (DAY, 52)])
def test_nothing_is_drawn_of_weeks_before_the_programme_began(programme: Programme, began: date, first: int) -> None:
    (empty,) = drawn(programme, CALM, began=began).css("path")
    assert empty.attributes["d"] == f"M{first} 0H53"


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 3, 31), date(2026, 2, 1), date(2023, 1, 1), date(2024, 2, 29)])
def test_the_name_of_a_month_stands_over_the_week_in_which_it_begins(programme: Programme, day: date) -> None:
    shown = parsed(workload_rows(replace(workload(CALM), day=day), programme))
    columns = [int(re.findall(r"\d+", style(name) or "")[0]) for name in shown.css(".heatmonths span")]
    first = day - timedelta(days=day.weekday(), weeks=WEEKS - 1)
    begins = [n for n in range(1, 365) if (first + timedelta(days=n - 1)).day == 1]
    assert columns == [(n - 1) // 7 + 1 for n in begins if (n - 1) // 7 + 1 <= WEEKS - 2]


# --- many


@pytest.mark.parametrize(("number", "folds"), [(17, 0), (18, 1), (115, 1), (116, 1)])
def test_more_than_fifteen_mentors_are_behind_a_fold(programme: Programme, number: int, folds: int) -> None:
    shown = drawn(programme, *([CALM] * number))
    assert len(shown.css("details")) == folds
    assert len(shown.css("tbody tr")) == min(number, 115)
    assert len(shown.css("thead")) == 1 + folds
    assert ("в файле" in words(shown)) is (number > 115)


def test_a_name_is_text(programme: Programme) -> None:
    shown = drawn(programme, replace(CALM, name='<b>"Имя"</b>'))
    assert words(shown.css("th.who")) == '<b>"Имя"</b>' and not shown.css("th.who b")


@pytest.mark.parametrize(
    ("busy", "idle", "folded"),
    [
        (0, 3, []),
        (1, 0, []),
        (1, 1, ["Ещё 1 наставник без открытых дел"]),
        (2, 12, ["Ещё 12 наставников без открытых дел"]),
        (18, 2, ["Ещё 3 наставника", "Ещё 2 наставника без открытых дел"]),
    ],
)
def test_mentors_without_a_case_are_folded_unless_nobody_has_one(
    programme: Programme, busy: int, idle: int, folded: list[str]
) -> None:
    shown = drawn(programme, *([CALM] * busy), *([replace(CALM, cases=MentorCases())] * idle))
    assert [words(summary) for summary in shown.css("summary")] == folded
    assert len(shown.css("tbody tr")) == busy + idle


# --- organisations without a mentor


def test_the_key_of_the_cities_names_what_is_there() -> None:
    people, nobody = CityWithout("Тюмень", 4, 4, 20), CityWithout("Омск", 1, 0, 20)
    assert [len(without_key(cities)) for cities in ([], [people], [nobody], [people, nobody])] == [0, 1, 1, 2]


def test_no_heading_of_the_cities_is_empty() -> None:
    heads = parsed(without_rows([CityWithout("Тюмень", 10, 4, 20)])).css("thead tr > *")
    assert [head.tag for head in heads] == ["th"] * 4 and all(words(head) for head in heads)


def test_an_earlier_load_is_a_table_of_cities(programme: Programme) -> None:
    city = CityThen("Тюмень", 3, 2, 4, 150)
    shown = parsed(then_rows(then_table(Then((city, city), DAY, True), programme)))
    assert [words(row) for row in shown.css("tbody tr")] == ["Тюмень 3 2 4 2,5", "Тюмень 3 2 4 2,5", "Вместе 6 4 8 5"]


def test_a_city_is_as_long_as_its_organisations_and_filled_by_those_without() -> None:
    shown = parsed(without_rows([CityWithout("Тюмень", 10, 4, 20), CityWithout("Ишим", 5, 5, 5), CityWithout("Омск", 0, 0, 0)]))
    assert [style(bar) for bar in found(shown, "city-bar")] == ["width:100.00%", "width:25.00%", "width:0.00%"]
    assert [[style(part) for part in bar.css("i")] for bar in found(shown, "city-bar")] == [
        ["width:20.00%", "width:30.00%"],
        ["width:100.00%"],
        ["width:0.00%"],
    ]
    assert [words(row) for row in shown.css("tbody tr")] == ["Тюмень 10 из 20 4", "Ишим 5 из 5 5", "Омск нет 0"]
    assert [words(number) for number in shown.css(".urgent")] == ["4", "5"]


@pytest.mark.parametrize(("total", "folds"), [(10, 0), (11, 1)])
def test_more_than_eight_organisations_are_behind_a_fold(programme: Programme, total: int, folds: int) -> None:
    rows = [OrganisationWithoutMentor(f"o{n}", f"АНО {n}", "ishim", "Молодёжь", 3, 1) for n in range(total)]
    shown = parsed(organisations_list(rows, programme, total))
    assert len(shown.css("details")) == folds
    assert words(shown.css("tbody tr")[0]) == "АНО 0 Ишим Молодёжь 3 1"
