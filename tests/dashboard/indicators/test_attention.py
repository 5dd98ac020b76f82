"""«На что обратить внимание»: each rule alone, at its thresholds and for every count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dashboard.indicators.attention import MOST, RULES, Enrolment, Fact, Filled, Situation, attention, is_old, looked_at
from dashboard.indicators.cities import at_city, in_city
from dashboard.indicators.comparison import Comparison, Difference
from dashboard.indicators.definition import Share
from dashboard.indicators.goals import Goal, Pace
from dashboard.indicators.mentors import Apart, DeclaredMonth
from dashboard.indicators.overview import ENROLLED, HOURS, PEOPLE, REGISTERED, Number
from dashboard.indicators.waiting import Arrivals
from dashboard.rows import MentorCases
from data_loader.programme import Attention, City, Programme

UNTIL = date(2026, 10, 31)
YEAR_END = date(2026, 12, 31)
COUNTS = [1, 2, 5, 11, 21, 101]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def ago(number: int) -> date:
    return UNTIL - timedelta(days=number)


def situation(programme: Programme, **known: Any) -> Situation:
    cities = tuple(city.key for city in programme.cities)
    return Situation(**{"programme": programme, "until": UNTIL, "cities": cities, **known})


def only(programme: Programme, **known: Any) -> tuple[str, str]:
    """Headline and detail of the only fact found."""
    (fact,) = attention(situation(programme, **known))
    return plain(fact.headline), plain(fact.detail)


def waiting(*rows: tuple[str, str, int, int]) -> Arrivals:
    """City, item, days since arrival, count."""
    return {(city, item, ago(days)): n for city, item, days, n in rows}


def towards(value: float, goal: float, due_on: date = YEAR_END, recent: float = 0, best: float = 1000) -> Pace:
    """A goal that was set ten months ago."""
    return Pace(Goal(goal, due_on), value, UNTIL, date(2026, 1, 1), recent, best)


def of_goal(indicator: Any, value: float, goal: float | None, due_on: date = YEAR_END, **more: Any) -> Number:
    return Number(indicator, value, towards(value, goal, due_on, **more) if goal else None, 0, (), UNTIL)


def month(hours: float, declared: float = 200, when: date = date(2026, 10, 1), **apart: Apart) -> DeclaredMonth:
    given = {"undeclared": Apart(), "idle": Apart(), **apart}
    return DeclaredMonth(when, hours, declared, 5, **given)


def changed(programme: Programme, **changes: Any) -> Programme:
    copy = programme.model_copy(update=changes)
    for derived in ("parts", "enrolment"):
        copy.__dict__.pop(derived, None)
    return copy


def without_forms(programme: Programme) -> Programme:
    cities = tuple(City(key=city.key, name=city.name) for city in programme.cities)
    steps = tuple(step.model_copy(update={"forms": type(step.forms)()}) for step in programme.steps)
    return changed(programme, cities=cities, school=programme.school.model_copy(update={"steps": steps}))


# --- mentors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "не провели ни часа"),
        (1, "провели 1 час"),
        (2, "провели 2 часа"),
        (0.5, "провели 0,5 часа"),
        (21, "провели 21 час"),
        (111, "провели 111 часов"),
    ],
)
def test_hours_of_the_month_against_the_declared(programme: Programme, hours: float, said: str) -> None:
    headline, detail = only(programme, declared=month(hours))
    assert headline == f"В октябре наставники с открытыми делами {said} из 200 заявленных"
    assert detail == "Посчитаны все наставники"


@pytest.mark.parametrize(("hours", "behind"), [(119.9, True), (120, False), (121, False)])
def test_hours_lag_below_the_share_of_the_declared(programme: Programme, hours: float, behind: bool) -> None:
    assert bool(attention(situation(programme, declared=month(hours)))) is behind


def test_hours_that_are_left_out_are_told_with_how_many_they_are(programme: Programme) -> None:
    left_out = month(1, when=date(2025, 12, 1), undeclared=Apart(1, 14.5), idle=Apart(2, 0))
    headline, detail = only(programme, declared=left_out)
    assert headline.startswith("В декабре 2025 г. наставники")
    assert detail == "Не вошли: без заявленных часов — 1 наставник, 14,5 часа; без открытых дел — 2 наставника, 0 часов"


def silent(late: int, due: int, unmet: int = 0) -> MentorCases:
    return MentorCases(late=late, in_touch=due - late, unmet=unmet)


@pytest.mark.parametrize(
    ("late", "due", "said"),
    [
        (1, 150, "В 1 из 150 дел"),
        (21, 150, "В 21 из 150 дел"),
        (150, 150, "В каждом из 150 дел"),
        (2, 2, "В обоих делах"),
        (1, 1, "В единственном деле"),
    ],
)
def test_cases_without_a_meeting(programme: Programme, late: int, due: int, said: str) -> None:
    headline, detail = only(programme, contact=silent(late, due))
    assert headline == f"{said} больше 30 дней не было встреч"
    assert detail == ("Дела, где очередь за наставником" if due > 1 else "Очередь за наставником")
    assert only(programme, contact=silent(late, due, unmet=1))[1].endswith("; ни одной встречи не записано в 1 деле")


@pytest.mark.parametrize(("late", "urgent"), [(1, False), (2, False), (3, True)])
def test_silence_is_urgent_when_most_cases_are_silent(programme: Programme, late: int, urgent: bool) -> None:
    assert attention(situation(programme, contact=silent(late, 4)))[0].now is urgent
    assert attention(situation(programme, contact=silent(0, 4))) == ()


@pytest.mark.parametrize(
    ("n", "said"), [(1, "1 организации"), (2, "2 организаций"), (11, "11 организаций"), (21, "21 организации")]
)
def test_organisations_without_a_mentor(programme: Programme, n: int, said: str) -> None:
    known = {"numbers": (of_goal(PEOPLE, 5, None),)}
    headline, detail = only(programme, without_mentor={"tyumen": n}, **known)
    assert headline == f"У {said} нет наставника"
    assert "больше всего" not in detail
    assert "больше всего" not in only(programme, without_mentor={"tyumen": n, "ishim": 0}, **known)[1]
    assert "больше всего — в Тюмени, " in only(programme, without_mentor={"tyumen": n + 2, "ishim": 1}, **known)[1]


def test_nobody_lacks_a_mentor_before_anything_happened(programme: Programme) -> None:
    assert attention(situation(programme, without_mentor={"tyumen": 60}, numbers=(of_goal(PEOPLE, 0, None),))) == ()


# --- goals ------------------------------------------------------------------------------------------------------------


def test_the_goal_fulfilled_least_is_told_with_its_pace(programme: Programme) -> None:
    numbers = (
        of_goal(ENROLLED, 80, 149, recent=60), of_goal(REGISTERED, 11, 25, recent=2), of_goal(PEOPLE, 1150, 1000),
        of_goal(HOURS, 400.5, None),
    )  # fmt: skip
    (fact,) = attention(situation(programme, numbers=numbers, organisations=waiting(("tyumen", "iopu/documents", 3, 5))))
    assert plain(fact.headline) == "В реестре 11 организаций из 25"
    assert plain(fact.detail) == (
        "До 31 декабря остался 61 день. Нужно по 7 в месяц, последние 90 дней — по 0,7. 44 % цели за 83 % срока. "
        "На пути в реестр: ИОПУ — 5. Отстаёт и ещё одна цель"
    )
    assert (fact.now, fact.page, fact.unit) == (True, "funnel", "organisations")


@pytest.mark.parametrize(("recent", "urgent"), [(45, True), (55, False)])
def test_a_goal_is_urgent_at_a_small_share_of_the_pace_that_it_needs(programme: Programme, recent: float, urgent: bool) -> None:
    (fact,) = attention(situation(programme, numbers=(of_goal(ENROLLED, 95, 149, recent=recent),)))
    assert fact.now is urgent


def test_a_goal_with_its_pace_in_hand_is_no_fact(programme: Programme) -> None:
    assert attention(situation(programme, numbers=(of_goal(ENROLLED, 55, 149, date(2027, 9, 23), recent=60),))) == ()


def test_a_goal_out_of_reach_says_so(programme: Programme) -> None:
    detail = only(programme, numbers=(of_goal(ENROLLED, 50, 149, recent=3, best=12),))[1]
    assert "Лучший месяц за год дал 12: и таким темпом к сроку не успеть" in detail
    last = only(programme, numbers=(of_goal(ENROLLED, 119, 149, UNTIL, recent=3, best=12),))
    assert last[0] == "Зачислено 119 участников из 149"
    assert last[1].startswith("Срок — сегодня. Нужно 30 сегодня, за последние 90 дней было 3.")


def test_a_goal_that_was_missed_stays_told_and_is_not_urgent(programme: Programme) -> None:
    (fact,) = attention(situation(programme, numbers=(of_goal(ENROLLED, 119, 149, date(2026, 6, 30)),)))
    assert (fact.key, fact.now) == ("goal missed", False)
    assert plain(fact.detail) == "Срок прошёл 30 июня, не хватило 30"


def test_registers_on_the_way_are_named_when_there_are_several(programme: Programme) -> None:
    here = waiting(
        ("tyumen", "iopu/documents", 3, 5), ("tyumen", "provider/submitted", 3, 1), ("tyumen", "iopu/registered", 3, 9)
    )
    _, detail = only(programme, numbers=(of_goal(REGISTERED, 1, 25),), organisations=here)
    assert detail.endswith("На пути в реестр: ИОПУ — 5 и поставщиков социальных услуг — 1")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (of_goal(ENROLLED, 21, 149), "Зачислен 21 участник из 149"),
        (of_goal(ENROLLED, 2, 149), "Зачислены 2 участника из 149"),
        (of_goal(PEOPLE, 101, 1000), "Помогли 101 человеку из 1 000"),
        (of_goal(PEOPLE, 5, 1000), "Помогли 5 людям из 1 000"),
        (of_goal(HOURS, 0.5, 100), "Наставники провели 0,5 часа из 100"),
        (of_goal(REGISTERED, 1, 25), "В реестре 1 организация из 25"),
    ],
)
def test_goals_agree_with_their_numbers(programme: Programme, number: Number, said: str) -> None:
    assert only(programme, numbers=(number,))[0] == said


@pytest.mark.parametrize(
    ("enrolled", "recent", "headline", "newly"),
    [
        (41, 0, "В Тюмени зачислен 41 человек из 75", "не зачислен никто"),
        (0, 0, "В Тюмени зачислено 0 человек из 75", "не зачислен никто"),
        (2, 1, "В Тюмени зачислены 2 человека из 75", "зачислен один человек"),
        (5, 4, "В Тюмени зачислено 5 человек из 75", "зачислены четверо"),
        (11, 11, "В Тюмени зачислено 11 человек из 75", "зачислено 11 человек"),
    ],
)
def test_a_city_behind_its_goal(programme: Programme, enrolled: int, recent: int, headline: str, newly: str) -> None:
    found, detail = only(programme, enrolment=(Enrolment("tyumen", towards(enrolled, 75, recent=1), recent),))
    assert found == headline
    assert detail.startswith(f"Не хватает {75 - enrolled}; за 30 дней {newly}. До 31 декабря остался 61 день. Нужно по ")


def test_other_cities_behind_are_named_beside_the_one_that_lacks_most(programme: Programme) -> None:
    goals = [("tyumen", 41, 75), ("ishim", 1, 19), ("tobolsk", 28, 25)]
    enrolment = tuple(Enrolment(city, towards(n, goal), 0) for city, n, goal in goals)
    assert only(programme, enrolment=enrolment)[1].endswith(". Отстаёт также Ишим")


def test_one_city_is_not_said_twice(programme: Programme) -> None:
    enrolment = (Enrolment("tyumen", towards(41, 75), 0),)
    numbers = (of_goal(ENROLLED, 41, 75),)
    facts = attention(situation(programme, cities=("tyumen",), enrolment=enrolment, numbers=numbers))
    assert [(fact.key, fact.now) for fact in facts] == [("city goal", True)]


# --- organisations ----------------------------------------------------------------------------------------------------


def test_organisations_beyond_the_term_and_its_extension(programme: Programme) -> None:
    here = waiting(("tyumen", "iopu/submitted", 535, 1), ("tyumen", "iopu/submitted", 520, 1), ("ishim", "iopu/submitted", 60, 3))
    (fact,) = attention(situation(programme, organisations=here))
    assert plain(fact.headline) == "В Тюмени две организации стоят 535 и 520 дней на шаге «Заявление в орган»"
    assert plain(fact.detail) == "Реестр ИОПУ: срок — 30 дней, с продлением 60; очередь за органом"
    assert (fact.now, fact.cities, fact.unit) == (True, ("tyumen",), "organisations")


@pytest.mark.parametrize(("days", "overdue"), [(59, False), (60, False), (61, True)])
def test_a_term_with_its_extension_is_over_on_the_next_day(programme: Programme, days: int, overdue: bool) -> None:
    found = attention(situation(programme, organisations=waiting(("ishim", "iopu/submitted", days, 1))))
    assert ["organisations overdue"] * overdue == [fact.key for fact in found]


@pytest.mark.parametrize(("n", "said"), [(2, "62 и 61 день"), (3, "63, 62 и 61 день"), (4, "от 61 до 64 дней")])
def test_of_more_than_three_only_the_least_and_the_most_are_told(programme: Programme, n: int, said: str) -> None:
    here = waiting(*(("ishim", "iopu/submitted", 60 + i, 1) for i in range(1, n + 1)))
    assert f" {said} на шаге" in only(programme, organisations=here)[0]


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "Одна организация стоит 61 день"),
        (5, "Пять организаций стоят от 61 до 65 дней"),
        (11, "11 организаций стоят от 61 до 71 дня"),
        (21, "21 организация стоит от 61 до 81 дня"),
    ],
)
def test_organisations_overdue_agree_with_their_number(programme: Programme, n: int, said: str) -> None:
    cities = ["tyumen", "ishim"] if n > 1 else ["ishim"]
    here = waiting(*((cities[i % len(cities)], "iopu/submitted", 61 + i, 1) for i in range(n)))
    headline = only(programme, organisations=here)[0]
    assert headline == f"{said if n > 1 else 'В Ишиме одна организация стоит 61 день'} на шаге «Заявление в орган»"


def test_organisations_stand_at_steps_without_a_term(programme: Programme) -> None:
    here = waiting(
        ("tobolsk", "iopu/ministry", 263, 1), ("tyumen", "iopu/conclusion", 31, 1), ("tyumen", "iopu/registered", 900, 4)
    )
    assert only(programme, organisations=here) == (
        "Две организации стоят на пути в реестр больше 30 дней",
        "Дольше всех — 263 дня, Тобольск",
    )


@pytest.mark.parametrize(("days", "stands"), [(29, False), (30, False), (31, True)])
def test_without_a_term_the_waiting_days_are_one(programme: Programme, days: int, stands: bool) -> None:
    found = attention(situation(programme, organisations=waiting(("ishim", "iopu/ministry", days, 1))))
    assert [("organisations standing", f"Уже {days} день, Ишим")] * stands == [(one.key, plain(one.detail)) for one in found]


# --- people -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "В Ишиме один человек зачислен больше года назад, записи о теории нет"),
        (2, "В Ишиме двое зачислены больше года назад, записи о теории нет"),
        (4, "В Ишиме четверо зачислены больше года назад, записи о теории нет"),
        (11, "В Ишиме 11 человек зачислены больше года назад, записи о теории нет"),
        (21, "В Ишиме 21 человек зачислен больше года назад, записи о теории нет"),
    ],
)
def test_people_who_never_began(programme: Programme, n: int, said: str) -> None:
    found = {fact.key: fact for fact in attention(situation(programme, waiting=waiting(("ishim", "enrolled", 366, n))))}
    assert plain(found["not begun"].headline) == said
    assert (found["not begun"].cities, found["not begun"].anchor) == (("ishim",), "standing-ishim-enrolled")


def test_who_never_began_is_said_by_days_until_it_is_a_year(programme: Programme) -> None:
    found = attention(situation(programme, waiting=waiting(("ishim", "enrolled", 365, 1), ("ishim", "enrolled", 31, 1))))
    fact = next(fact for fact in found if fact.key == "not begun")
    assert plain(fact.headline) == "В Ишиме двое зачислены больше 30 дней назад, записи о теории нет"
    assert plain(fact.detail) == "Со дня зачисления — 365 и 31 день"
    assert attention(situation(programme, waiting=waiting(("ishim", "enrolled", 30, 9)))) == ()


@pytest.mark.parametrize(
    ("days", "begin", "stand"),
    [
        (29, None, None),
        (30, None, None),
        (31, "больше 30 дней", "На шаге «Зачислено»"),
        (364, "больше 30 дней", "На шаге «Зачислено»"),
        (365, "больше 30 дней", "На шаге «Зачислено»"),
        (366, "больше года", "На шаге «Зачислено»; уже больше года"),
    ],
)
def test_standing_is_told_after_the_waiting_days_and_after_a_year(
    programme: Programme, days: int, begin: str | None, stand: str | None
) -> None:
    found = {fact.key: fact for fact in attention(situation(programme, waiting=waiting(("ishim", "enrolled", days, 1))))}
    said = {key: plain(f"{fact.headline}; {fact.detail}") for key, fact in found.items()}
    assert said.keys() == ({"not begun", "standing"} if begin else set())
    if begin and stand:
        assert begin in said["not begun"]
        assert said["standing"].endswith(stand)


def test_without_case_forms_sentences_need_none(programme: Programme) -> None:
    bare = without_forms(programme)
    found = attention(situation(bare, waiting=waiting(("ishim", "enrolled", 400, 2))))
    assert plain(found[0].headline) == "Ишим: двое зачислены больше года назад, записи о шаге «Теория» нет"


@pytest.mark.parametrize("n", COUNTS)
def test_everybody_who_stands_but_those_at_the_last_step(programme: Programme, n: int) -> None:
    rows = waiting(("ishim", "practice", 31, n), ("tyumen", "dialogue", 500, 200), ("tyumen", "support", 900, 50))
    found = {fact.key: fact for fact in attention(situation(programme, waiting=rows, cities=("ishim",)))}
    stands = "стоит" if n % 10 == 1 and n != 11 else "стоят"
    people = f"{n} человека" if n == 2 else f"{n} человек"
    assert plain(found["standing"].headline) == f"{people} {stands} без следующего шага больше 30 дней"
    assert plain(found["standing"].detail) == "На шаге «Практика»"


def test_standing_in_several_cities_names_the_most(programme: Programme) -> None:
    rows = waiting(("ishim", "practice", 31, 1), ("tyumen", "dialogue", 500, 3))
    found = {fact.key: fact for fact in attention(situation(programme, waiting=rows))}
    assert plain(found["standing"].detail) == "Больше всего — в Тюмени, 3; больше года — 3"


def set_apart(city: str = "zavodoukovsk", step: str = "practice") -> Comparison:
    return Comparison((Difference(city, step, Share(11, 21), Share(71, 83)),), (), judged=True)


def test_a_city_that_is_set_apart_is_held_against_the_others(programme: Programme) -> None:
    assert only(programme, compared=set_apart()) == (
        "В Заводоуковске до практики дошли 11 из 21 зачисленного",
        "В других городах — 71 из 83; различие вряд ли случайно",
    )


def test_cohorts_that_are_too_young_are_named_beside_the_difference(programme: Programme) -> None:
    found = replace(set_apart(), without=("2026-2",))
    assert only(programme, compared=found)[1].endswith("вряд ли случайно; поток 2026-2 — рано судить")


def test_a_city_that_is_not_shown_is_not_told(programme: Programme) -> None:
    assert attention(situation(programme, compared=set_apart(), cities=("ishim",))) == ()
    assert attention(situation(programme, compared=Comparison(judged=True))) == ()


def test_a_city_where_more_stand_is_told(programme: Programme) -> None:
    found = Comparison((), (Difference("ishim", "", Share(9, 21), Share(10, 83)),), judged=True)
    headline, detail = only(programme, compared=found)
    assert headline == "В Ишиме дольше 30 дней стоят 9 из 21 зачисленного"
    assert detail.startswith("В других городах — 10 из 83; ")


# --- the data ---------------------------------------------------------------------------------------------------------


def test_sheets_that_nobody_fills_in(programme: Programme) -> None:
    sheets = {"Этапы": Filled(ago(30)), "Встречи": Filled(ago(31), ago(2)), "Закрепления": Filled(ago(900))}
    assert only(programme, sheets=sheets) == (
        "Лист «Встречи»: 31 день без новых записей",
        "Последнее событие — 30 сентября, загружали 29 октября",
    )
    headline, detail = only(programme, sheets={**sheets, "Этапы": Filled(ago(400), ago(390))})
    assert headline == "Листы «Этапы» и «Встречи»: больше 30 дней без новых записей"
    assert detail == (
        "«Этапы»: последнее событие — 26 сентября 2025 г., загружали 6 октября 2025 г.; "
        "«Встречи»: последнее событие — 30 сентября, загружали 29 октября"
    )
    assert not is_old(None, UNTIL, programme.attention)


@pytest.mark.parametrize(("days", "old"), [(29, False), (30, False), (31, True)])
def test_a_sheet_is_old_after_the_waiting_days(days: int, old: bool) -> None:
    assert is_old(ago(days), UNTIL, Attention()) is old


# --- together ---------------------------------------------------------------------------------------------------------


def everything(programme: Programme) -> Situation:
    people = [("zavodoukovsk", "enrolled", 400, 4), ("tyumen", "practice", 90, 6)]
    organisations = waiting(("tyumen", "iopu/submitted", 535, 2), ("tobolsk", "iopu/ministry", 263, 1))
    return situation(
        programme,
        numbers=(of_goal(REGISTERED, 11, 25),),
        enrolment=(Enrolment("tyumen", towards(41, 75), 0),),
        compared=set_apart(),
        waiting=waiting(*people),
        organisations=organisations,
        without_mentor={"tyumen": 24},
        declared=month(1),
        contact=silent(23, 24),
        sheets={"Встречи": Filled(ago(90))},
    )


def test_at_most_seven_and_the_urgent_first(programme: Programme) -> None:
    found = attention(everything(programme))
    assert len(found) == MOST
    assert [fact.now for fact in found] == [True] * 4 + [False] * 3
    keys = [fact.key for rule in RULES if (fact := rule(everything(programme))) is not None]
    for urgent in (True, False):
        told = [fact.key for fact in found if fact.now is urgent]
        assert told == [key for key in keys if key in told]


def test_nothing_found_is_no_fact(programme: Programme) -> None:
    assert attention(situation(programme)) == ()


def test_every_fact_is_a_sentence_without_a_stop(programme: Programme) -> None:
    for shown in (programme, without_forms(programme)):
        for fact in attention(everything(shown)):
            assert isinstance(fact, Fact)
            assert fact.headline[0].isupper() or fact.headline[0].isdigit()
            assert not fact.headline.endswith(".")


def test_a_programme_without_registers_parts_and_goals_has_no_such_facts(programme: Programme) -> None:
    steps = tuple(step.model_copy(update={"part": False}) for step in programme.steps)
    bare = changed(programme, tracks=(), school=programme.school.model_copy(update={"steps": steps}))
    assert attention(situation(bare, waiting=waiting(("tyumen", "enrolled", 3, 5)), organisations=waiting())) == ()


@pytest.mark.parametrize(
    ("loc", "said"), [("Тюмени", "в Тюмени"), ("Владимире", "во Владимире"), ("Вологде", "в Вологде"), ("Фрязине", "во Фрязине")]
)
def test_the_preposition_before_a_city(loc: str, said: str) -> None:
    city = City.model_validate({"key": "x", "name": "Икс", "forms": {"loc": loc}})
    assert plain(in_city(city)) == said
    assert plain(at_city(city, "тихо")).lower() == f"{said.lower()} тихо"
    assert plain(in_city(City(key="x", name="Омск"))) == "в городе Омск"


def test_calm_names_what_was_looked_at(programme: Programme) -> None:
    past = " Кто стоит на шаге, видно только на последний день."
    assert looked_at(situation(programme)) == f"Проверять пока нечего. Цели для этого выбора не заданы.{past}"
    assert looked_at(situation(programme, waiting={})) == "Проверять пока нечего. Цели для этого выбора не заданы."
    goal = looked_at(situation(programme, numbers=(of_goal(ENROLLED, 90, 100),)))
    assert goal == f"Проверено: цели. По порогам программы срочного нет.{past}"
    waits = waiting(("ishim", "theory", 3, 1))
    known = {"waiting": waits, "without_mentor": {}, "compared": Comparison(judged=True)}
    every = plain(looked_at(situation(programme, numbers=(of_goal(ENROLLED, 90, 100),), **known)))
    calm = "По порогам программы срочного нет."
    assert every == f"Проверено: цели, сроки на шагах, различия городов и организации без наставника. {calm}"
    without = plain(looked_at(situation(programme, **known)))
    assert without.endswith(f"{calm} Цели для этого выбора не заданы.")


def test_nobody_stands_out_among_equals(programme: Programme) -> None:
    _, detail = only(programme, waiting=waiting(("ishim", "practice", 40, 2), ("tyumen", "practice", 40, 2)))
    assert detail == ""
    _, detail = only(programme, waiting=waiting(("ishim", "practice", 40, 2), ("ishim", "dialogue", 40, 2)))
    assert detail == ""
    _, detail = only(programme, without_mentor={"ishim": 2, "tyumen": 2}, numbers=(of_goal(ENROLLED, 9, None),))
    assert detail == "Они ещё не в реестре и ни за кем не закреплены"


def test_of_one_the_singular_is_spoken(programme: Programme) -> None:
    headline, detail = only(programme, waiting=waiting(("ishim", "practice", 400, 1)))
    assert (headline, detail) == ("1 человек стоит без следующего шага больше 30 дней", "На шаге «Практика»; уже больше года")
    alone = only(programme, without_mentor={"ishim": 1}, numbers=(of_goal(ENROLLED, 9, None),))
    assert alone == ("У 1 организации нет наставника", "Она ещё не в реестре и ни за кем не закреплена")
