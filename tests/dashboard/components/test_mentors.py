"""One mentor is one line of reading; cities and organisations without a mentor."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from selectolax.lexbor import LexborNode

from dashboard.components.mentors import organisations_list, without_rows, workload_rows
from dashboard.indicators.mentors import WEEKS, CityWithout, Mentor, Workload
from dashboard.rows import OrganisationWithoutMentor
from data_loader.programme import Programme
from tests.dashboard.hypertext import found, parsed, words

MONTH, DAY = date(2026, 10, 1), date(2026, 10, 31)
CALM = Mentor("1", "Наставник 01", 0, 0, 1, 5.0, 4.0, 10.0, 3, (0.0,) * WEEKS)


def workload(*mentors: Mentor, cases_known: bool = True, here: str = "") -> Workload:
    return Workload(mentors, MONTH, DAY, ((MONTH, 5.0),), cases_known=cases_known, here=here)


def drawn(programme: Programme, *mentors: Mentor, cases_known: bool = True, here: str = "") -> LexborNode:
    return parsed(workload_rows(workload(*mentors, cases_known=cases_known, here=here), programme))


def style(node: LexborNode) -> str | None:
    return node.attributes.get("style")


# --- cases


@pytest.mark.parametrize(("cases", "squares"), [(11, 11), (12, 12), (13, 0)])
def test_few_cases_are_squares_and_many_are_one_bar(programme: Programme, cases: int, squares: int) -> None:
    shown = drawn(programme, replace(CALM, late=1, waiting=2, in_touch=cases - 3))
    marks = [mark.attributes["class"] for mark in shown.css(".cases .cases i")]
    assert marks == [*["late", "wait", "wait"], *["done"] * (cases - 3)][:squares]
    assert [style(part) for part in shown.css(".stacked i")] == (
        [] if squares else ["width:7.69%", "width:15.38%", "width:76.92%"]
    )


def test_who_is_free_is_said_only_where_all_cases_are_known(programme: Programme) -> None:
    free = replace(CALM, in_touch=0)
    assert words(found(drawn(programme, free), "cases")) == "0 свободен"
    assert words(found(drawn(programme, free, here="в этом городе"), "cases")) == "0 нет дел"
    assert words(found(drawn(programme, free, cases_known=False), "cases")) == "нет данных"


# --- hours of the month


def test_the_track_is_what_was_declared_and_the_tick_the_mean(programme: Programme) -> None:
    (track,) = found(drawn(programme, CALM), "load")
    (fill,), (tick,) = track.css("i"), track.css("u")
    assert (style(track), style(fill), style(tick)) == ("width:100.00%", "width:50.00%", "left:40.00%")


def test_what_goes_over_the_declared_hours_is_parted_and_in_accent(programme: Programme) -> None:
    shown = drawn(programme, replace(CALM, hours=12.5))
    (track,) = found(shown, "over")
    assert [style(part) for part in track.css("i, s")] == ["width:100.00%", "width:80.00%"]
    assert words(shown.css("b.urgent")) == "12,5" and words(found(shown, "load-words")) == "12,5 из 10 ч, в среднем 4"


def test_unknown_capacity_is_an_open_track_and_no_overload(programme: Programme) -> None:
    shown = drawn(programme, replace(CALM, declared=None, hours=90.0))
    (track,) = found(shown, "unknown")
    assert style(track) is None and not shown.css("s, b.urgent")
    assert words(found(shown, "load-words")) == "90 ч, заявлено: нет данных"


def test_hours_of_some_cities_are_not_held_against_capacity_in_words(programme: Programme) -> None:
    shown = drawn(programme, CALM, here="в этом городе")
    assert words(found(shown, "load-words")) == "5 ч, заявлено на все города 10 ч"
    assert "из заявленных" not in words(shown.css("thead"))


# --- days without a contact


@pytest.mark.parametrize(
    ("days", "late", "loud"), [(29, 1, False), (30, 1, False), (31, 1, True), (31, 0, False), (200, 0, False)]
)
def test_silence_is_loud_after_the_term_and_only_where_a_case_is_late(
    programme: Programme, days: int, late: int, loud: bool
) -> None:
    shown = drawn(programme, replace(CALM, silent_days=days, late=late))
    assert words(found(shown, "days")) == str(days)
    assert bool(shown.css(".days .urgent")) is loud


def test_no_meeting_at_all_is_said_in_words(programme: Programme) -> None:
    assert words(found(drawn(programme, replace(CALM, silent_days=None)), "days")) == "не было"


# --- hours by week


def test_weeks_of_one_step_are_strokes_of_one_path(programme: Programme) -> None:
    weeks = [0.0] * WEEKS
    weeks[0], weeks[1], weeks[7], weeks[52] = 0.5, 4.5, 1.0, 5.0
    shown = drawn(programme, replace(CALM, weeks=tuple(weeks)))
    (strip,) = found(shown, "heat")
    assert {path.attributes.get("class"): path.attributes["d"] for path in strip.css("path")} == {
        None: "M0 0h53",
        "hours-1": "M0 0h1M7 0h1",
        "hours-5": "M1 0h1M52 0h1",
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
    assert len(shown.css("thead")) == 1
    assert ("в файле" in words(shown)) is (number > 115)


def test_a_name_is_text(programme: Programme) -> None:
    shown = drawn(programme, replace(CALM, name='<b>"Имя"</b>'))
    assert words(shown.css("th.who")) == '<b>"Имя"</b>' and not shown.css("th.who b")


# --- organisations without a mentor


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
