"""The sentence that the mentors' workload says first, and what stands under it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from dashboard.indicators.mentors import Workload, explained, message, workload
from dashboard.meetings import Meetings
from dashboard.rows import KnownMentor, MentorCases
from data_loader.months import months_back
from data_loader.programme import load_programme

SCHOOL = load_programme(Path(__file__).parents[3] / "programme.toml")
DAY, BEGAN = date(2026, 3, 31), date(2024, 1, 1)
ONE = MentorCases(in_touch=1)
Met = tuple[str, date, int]
"""Mentor, day, minutes."""


def load(
    met: Sequence[Met] = (),
    cases: MentorCases = ONE,
    *,
    declared: Sequence[float | None] = (20,),
    day: date = DAY,
    began: date = BEGAN,
    here: str = "",
    cases_known: bool = True,
) -> Workload:
    """Each mentor has the same cases."""
    mentors = [KnownMentor(f"{key}", f"Наставник {key}", hours) for key, hours in enumerate(declared)]
    meetings = Meetings.of((mentor, "tyumen", when, minutes) for mentor, when, minutes in met).up_to(day)
    found = {mentor.mentor: cases for mentor in mentors}
    return workload(mentors, found, meetings, day, began=began, few=5, cases_known=cases_known, here=here)


def year(hours: Sequence[float], *, each: float = 2) -> list[Met]:
    """Hours of twelve months or so, the last of them March, in meetings of `each` hours."""
    starts = [months_back(DAY, n) for n in reversed(range(len(hours)))]
    return [
        ("0", start + timedelta(days=n % 28), round(60 * each))
        for start, some in zip(starts, hours, strict=True)
        for n in range(round(some / each))
    ]


def said(found: Workload) -> str:
    return message(found, SCHOOL).text.replace("\u00a0", " ")


def under(found: Workload) -> list[str]:
    return [text.replace("\u00a0", " ") for text in explained(found, message(found, SCHOOL), SCHOOL)]


# --- overload


@pytest.mark.parametrize(
    ("over", "text"),
    [
        (1, "Перегрузка в марте: Наставник 0, 52 часа при 20 заявленных"),
        (2, "Перегрузка в марте: Наставник 0, 52 часа при 20 заявленных, и ещё один наставник"),
        (3, "Перегрузка в марте: Наставник 0, 52 часа при 20 заявленных, и ещё два наставника"),
        (6, "Перегрузка в марте: Наставник 0, 52 часа при 20 заявленных, и ещё пять наставников"),
        (12, "Перегрузка в марте: Наставник 0, 52 часа при 20 заявленных, и ещё 11 наставников"),
    ],
)
def test_an_overload_is_said_first_and_others_over_their_hours_are_counted(over: int, text: str) -> None:
    met = [(f"{key}", date(2026, 3, 5), 52 * 60) for key in range(over)]
    assert said(load(met, MentorCases(late=5), declared=[20 + key for key in range(12)])) == text


@pytest.mark.parametrize(("minutes", "over"), [(1199, False), (1200, False), (1201, True)])
def test_more_than_what_was_declared_is_an_overload(minutes: int, over: bool) -> None:
    found = load([("0", date(2026, 3, 5), minutes)])
    assert (found.mentors[0].is_over, message(found, SCHOOL).key == "overload") == (over, over)


def test_an_unfinished_month_says_so() -> None:
    met = [("0", date(2026, 3, 5), 52 * 60)]
    now = DAY - timedelta(days=1)
    assert said(load(met, day=now)).startswith("Перегрузка в марте (месяц не окончен): Наставник 0")
    calm = load(met, day=now, declared=[None])
    assert said(calm) == "В марте (месяц не окончен) у наставников 52 часа встреч; на 30 марта — 1 открытое дело"


def test_hours_of_a_city_say_where() -> None:
    met = [("0", date(2026, 3, 5), 52 * 60)]
    assert said(load(met, here="в этом городе")).endswith("Наставник 0, 52 часа в этом городе при 20 заявленных")


def test_without_an_open_case_hours_are_no_alarm() -> None:
    assert message(load([("0", date(2026, 3, 5), 52 * 60)], MentorCases()), SCHOOL).key == "neutral"


# --- fewer meetings


def test_fewer_meetings_are_said_against_the_median_with_its_months() -> None:
    found = load(year([44, 44, 60, 44, 20, 44, 44, 44, 44, 44, 44, 44, 8]), declared=[None])
    assert said(found) == "Часов встреч стало меньше: обычно 44 за месяц, в марте 8"
    assert under(found) == ["Обычно — медиана 12 месяцев до марта. Встреч обычно 22, в марте 4."]


def test_a_month_without_any_is_said_in_words() -> None:
    found = load(year([21] * 12 + [0], each=1), declared=[None], here="в этом городе")
    assert said(found) == "В этом городе ни одной встречи в марте: обычно 21 час за месяц"


def test_an_unfinished_month_is_not_compared() -> None:
    hours = [44.0] * 12 + [2]
    assert message(load(year(hours), declared=[None]), SCHOOL).key == "fewer meetings"
    assert message(load(year(hours), declared=[None], day=DAY - timedelta(days=1)), SCHOOL).key == "neutral"


@pytest.mark.parametrize(
    ("began", "compared"), [(date(2025, 9, 30), True), (date(2025, 10, 1), True), (date(2025, 11, 1), False)]
)
def test_a_month_is_compared_with_five_months_or_more_since_the_programme_began(began: date, compared: bool) -> None:
    found = load(year([44.0] * 12 + [2]), declared=[None], began=began)
    assert (message(found, SCHOOL).key == "fewer meetings") is compared


@pytest.mark.parametrize(("meetings", "said_so"), [(2, True), (3, True), (6, False), (10, False), (20, False)])
def test_fewer_than_usual_is_said_only_when_chance_would_not_make_it(meetings: int, said_so: bool) -> None:
    found = load(year([10] * 12 + [meetings], each=1), declared=[None])
    assert (message(found, SCHOOL).key == "fewer meetings") is said_so


def test_fewer_but_longer_meetings_are_not_fewer_hours() -> None:
    met = [*year([10] * 12 + [0], each=1), ("0", date(2026, 3, 5), 20 * 60)]
    assert message(load(met, declared=[None]), SCHOOL).key == "neutral"


def test_at_a_constant_two_meetings_a_month_chance_alone_seldom_says_fewer() -> None:
    """Poisson draws; the rule before this one, half of the hours of the best month, said it in more than half of them."""
    chance, said_so = Random(7), 0
    for _ in range(400):
        found = load(year([sum(chance.random() < 0.02 for _ in range(100)) for _ in range(13)], each=1), declared=[None])
        said_so += message(found, SCHOOL).key == "fewer meetings"
    assert said_so <= 400 * 0.05


# --- silence


@pytest.mark.parametrize(
    ("late", "due", "here", "text"),
    [
        (1, 1, "", "На 31 марта в единственном деле больше 30 дней не было встреч"),
        (1, 2, "в этом городе", "На 31 марта в этом городе в 1 из 2 дел больше 30 дней не было встреч"),
        (2, 2, "", "На 31 марта в обоих делах больше 30 дней не было встреч"),
        (23, 24, "", "На 31 марта в 23 из 24 дел больше 30 дней не было встреч"),
        (21, 21, "", "На 31 марта в каждом из 21 дела больше 30 дней не было встреч"),
    ],
)
def test_silent_cases_are_a_part_of_those_that_can_be_late(late: int, due: int, here: str, text: str) -> None:
    met = [("0", date(2026, 3, 5), 60)]
    assert said(load(met, MentorCases(late=late, in_touch=due - late, waiting=9, new=9), here=here)) == text


@pytest.mark.parametrize(("late", "spoken"), [(0, False), (1, False), (2, True), (3, True)])
def test_silence_in_half_of_the_cases_is_said_whoever_waits_or_is_new(late: int, spoken: bool) -> None:
    cases = MentorCases(late=late, waiting=9, in_touch=4 - late + 5, new=9, young=5)
    assert (message(load([("0", date(2026, 3, 5), 60)], cases), SCHOOL).key == "silent") is spoken


@pytest.mark.parametrize(
    ("cases", "text"),
    [
        (MentorCases(late=1), "Это дело, открытое больше 30 дней назад, где очередь за наставником."),
        (MentorCases(late=2), "Это дела, открытые больше 30 дней назад, где очередь за наставником."),
        (
            MentorCases(late=1, unmet=1, unmet_since=BEGAN),
            "Это дело, открытое больше 30 дней назад, где очередь за наставником. Встреч не записано вовсе.",
        ),
        (
            MentorCases(late=3, waiting=2, in_touch=2, new=1, young=2, unmet=1, unmet_since=BEGAN),
            "Это дела, открытые больше 30 дней назад, где очередь за наставником; ещё: очередь за органом — 2, открыты позже — 3. "
            "Ни одной встречи не записано в 1 деле.",
        ),
    ],
)
def test_which_cases_are_compared_and_which_are_left_out_is_said(cases: MentorCases, text: str) -> None:
    assert under(load([("0", date(2026, 3, 5), 60)], cases, declared=[None])) == [text]


# --- nothing, or nothing special


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (load(declared=[]), "Наставников в данных ещё нет"),
        (load(cases=MentorCases()), "Ни одной встречи не записано"),
        (load(here="в этих городах"), "В этих городах ни одной встречи не записано"),
        (load([("0", date(2024, 1, 5), 60)]), "За 13 месяцев по март 2026 г. ни одной встречи не записано"),
        (
            load([("0", date(2026, 1, 5), 60)], MentorCases()),
            "В марте у наставников ни одной встречи; на 31 марта — ни одного открытого дела",
        ),
        (load([("0", date(2026, 1, 5), 60)], MentorCases(), cases_known=False), "В марте у наставников ни одной встречи"),
        (load([("0", date(2026, 3, 5), 60)]), "В марте у наставников 1 час встреч; на 31 марта — 1 открытое дело"),
        (
            load([("0", date(2026, 3, 5), 90)], MentorCases(in_touch=3), here="в этом городе"),
            "В марте у наставников в этом городе 1,5 часа встреч; на 31 марта — 3 открытых дела",
        ),
    ],
)
def test_what_is_recorded_is_said_plainly(found: Workload, text: str) -> None:
    assert said(found) == text


# --- hours against the declared ones


def test_whose_hours_are_left_out_of_a_comparison_is_always_said_and_with_how_many_hours() -> None:
    met = [("0", date(2026, 3, 5), 22 * 60), ("1", date(2026, 3, 6), 14 * 60 + 30)]
    assert under(load(met, declared=[120, None])) == [
        "В марте 22 часа из 120 заявленных: 1 наставник с открытыми делами. Не вошли: без заявленных часов — 1 наставник, 14,5 часа."
    ]


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        (0, "0 часов из 20 заявленных"),
        (20, "20 часов из 20 заявленных"),
        (21, "21 час при 20 заявленных"),
    ],
)
def test_more_than_the_declared_hours_are_no_part_of_them(hours: int, text: str) -> None:
    assert under(load([("0", date(2026, 3, 5), 60 * hours)]))[0].startswith(f"В марте {text}: 1 наставник")


def test_nothing_is_set_against_hours_that_nobody_declared_or_that_are_of_all_cities() -> None:
    met = [("0", date(2026, 3, 5), 60)]
    assert under(load(met, declared=[None])) == under(load(met, here="в этом городе")) == under(load(met, MentorCases())) == []
