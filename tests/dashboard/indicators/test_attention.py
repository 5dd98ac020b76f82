"""«На что обратить внимание»: each rule alone, at its thresholds and for every count."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from dashboard.indicators.attention import (
    MOST,
    Contact,
    Enrolment,
    Fact,
    Situation,
    attention,
    is_old,
    looked_at,
)
from dashboard.indicators.cities import at_city, in_city
from dashboard.indicators.overview import ENROLLED, HOURS, PEOPLE, REGISTERED, Arrivals, Goal, MonthOfMentoring, Number
from data_loader.programme import City, Programme

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


def of_goal(indicator: Any, value: float, goal: float | None, due_on: date = YEAR_END) -> Number:
    return Number(indicator, value, Goal(goal, due_on) if goal else None, 0, (), None, UNTIL)


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
    month = MonthOfMentoring(date(2026, 10, 1), hours, 200, 0)
    headline, detail = only(programme, mentoring=month, contact=Contact(24, 23))
    assert headline == f"В октябре наставники {said} из 200 заявленных"
    assert detail == "В 23 из 24 дел, где ход за наставником, контакта не было больше 30 дней"


def test_enough_hours_are_no_fact(programme: Programme) -> None:
    assert attention(situation(programme, mentoring=MonthOfMentoring(date(2026, 10, 1), 120, 200, 0))) == ()


def test_hours_of_another_year_name_it(programme: Programme) -> None:
    month = MonthOfMentoring(date(2025, 12, 1), 1, 200, 1)
    headline, detail = only(programme, mentoring=month)
    assert headline.startswith("В декабре 2025 г. наставники")
    assert detail == "Не считая 1 наставника, чьи часы не заявлены"


@pytest.mark.parametrize(("silent", "said"), [(1, "1 из 150 дел"), (21, "21 из 150 дел"), (150, "каждом из 150 дел")])
def test_silence_is_a_fact_of_its_own_when_the_hours_say_nothing(programme: Programme, silent: int, said: str) -> None:
    headline, detail = only(programme, contact=Contact(150, silent))
    assert headline == f"В {said} контакта с наставником не было больше 30 дней"
    assert detail == "Это дела, где ход за наставником"
    headline, detail = only(programme, contact=Contact(1, 1))
    assert headline.startswith("В единственном деле контакта")
    assert detail == "Ход за наставником"


@pytest.mark.parametrize(("silent", "urgent"), [(1, False), (2, False), (3, True)])
def test_silence_is_urgent_when_most_cases_are_silent(programme: Programme, silent: int, urgent: bool) -> None:
    assert attention(situation(programme, contact=Contact(4, silent)))[0].now is urgent
    assert attention(situation(programme, contact=Contact(4, 0))) == ()


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


def test_the_goal_fulfilled_least_is_urgent(programme: Programme) -> None:
    numbers = (of_goal(ENROLLED, 80, 149), of_goal(REGISTERED, 11, 25), of_goal(PEOPLE, 1150, 1000), of_goal(HOURS, 400.5, None))
    (fact,) = attention(situation(programme, numbers=numbers, organisations=waiting(("tyumen", "iopu/documents", 3, 5))))
    assert plain(fact.headline) == "В реестре 11 организаций из 25"
    assert plain(fact.detail) == "До 31 декабря остался 61 день; на шагах до реестра 5 организаций"
    assert (fact.now, fact.page, fact.unit) == (True, "funnel", "organisations")


def test_registers_on_the_way_are_named_when_there_are_several(programme: Programme) -> None:
    here = waiting(
        ("tyumen", "iopu/documents", 3, 5), ("tyumen", "provider/submitted", 3, 1), ("tyumen", "iopu/registered", 3, 9)
    )
    _, detail = only(programme, numbers=(of_goal(REGISTERED, 1, 25),), organisations=here)
    assert detail.endswith("на шагах: Реестр ИОПУ — 5 и Реестр поставщиков социальных услуг — 1")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (of_goal(ENROLLED, 21, 149), "Зачислен 21 участник из 149"),
        (of_goal(ENROLLED, 2, 149), "Зачислены 2 участника из 149"),
        (of_goal(PEOPLE, 101, 1000), "Помощь получил 101 человек из 1 000"),
        (of_goal(PEOPLE, 5, 1000), "Помощь получили 5 человек из 1 000"),
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
    found, detail = only(programme, enrolment=(Enrolment("tyumen", enrolled, Goal(75, YEAR_END), recent),))
    assert (found, detail) == (headline, f"Не хватает {75 - enrolled}; за 30 дней {newly}")


def test_other_cities_behind_are_named_beside_the_one_that_lacks_most(programme: Programme) -> None:
    goals = [("tyumen", 41, 75), ("ishim", 1, 19), ("tobolsk", 28, 25)]
    enrolment = tuple(Enrolment(city, n, Goal(goal, YEAR_END), 0) for city, n, goal in goals)
    assert only(programme, enrolment=enrolment)[1].endswith(". Отстаёт также Ишим")


def test_one_city_is_not_said_twice(programme: Programme) -> None:
    enrolment = (Enrolment("tyumen", 41, Goal(75, YEAR_END), 0),)
    numbers = (of_goal(ENROLLED, 41, 75),)
    facts = attention(situation(programme, cities=("tyumen",), enrolment=enrolment, numbers=numbers))
    assert [fact.key for fact in facts] == ["city goal"]


# --- organisations ----------------------------------------------------------------------------------------------------


def test_organisations_beyond_the_term_and_its_extension(programme: Programme) -> None:
    here = waiting(("tyumen", "iopu/submitted", 535, 1), ("tyumen", "iopu/submitted", 520, 1), ("ishim", "iopu/submitted", 60, 3))
    (fact,) = attention(situation(programme, organisations=here))
    assert plain(fact.headline) == "В Тюмени две организации ждут ответа 535 и 520 дней"
    assert plain(fact.detail) == "«Заявление в орган» (Реестр ИОПУ): срок — 30 дней, с продлением 60"
    assert (fact.now, fact.cities, fact.unit) == (True, ("tyumen",), "organisations")


@pytest.mark.parametrize(("days", "overdue"), [(59, False), (60, False), (61, True)])
def test_a_term_with_its_extension_is_over_on_the_next_day(programme: Programme, days: int, overdue: bool) -> None:
    found = attention(situation(programme, organisations=waiting(("ishim", "iopu/submitted", days, 1))))
    assert ["organisations overdue"] * overdue == [fact.key for fact in found]


@pytest.mark.parametrize(("n", "said"), [(2, "62 и 61 день"), (3, "63, 62 и 61 день"), (4, "от 61 до 64 дней")])
def test_of_more_than_three_only_the_least_and_the_most_are_told(programme: Programme, n: int, said: str) -> None:
    here = waiting(*(("ishim", "iopu/submitted", 60 + i, 1) for i in range(1, n + 1)))
    assert only(programme, organisations=here)[0].endswith(f"ответа {said}")


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "Одна организация ждёт ответа 61 день"),
        (5, "Пять организаций ждут ответа от 61 до 65 дней"),
        (11, "11 организаций ждут ответа от 61 до 71 дня"),
        (21, "21 организация ждёт ответа от 61 до 81 дня"),
    ],
)
def test_organisations_overdue_agree_with_their_number(programme: Programme, n: int, said: str) -> None:
    cities = ["tyumen", "ishim"] if n > 1 else ["ishim"]
    here = waiting(*((cities[i % len(cities)], "iopu/submitted", 61 + i, 1) for i in range(n)))
    headline = only(programme, organisations=here)[0]
    assert headline == (said if n > 1 else "В Ишиме одна организация ждёт ответа 61 день")


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
        (1, "В Ишиме один человек ждёт теорию больше года"),
        (2, "В Ишиме двое ждут теорию больше года"),
        (4, "В Ишиме четверо ждут теорию больше года"),
        (11, "В Ишиме 11 человек ждут теорию больше года"),
        (21, "В Ишиме 21 человек ждёт теорию больше года"),
    ],
)
def test_people_who_never_began(programme: Programme, n: int, said: str) -> None:
    found = {fact.key: fact for fact in attention(situation(programme, waiting=waiting(("ishim", "enrolled", 366, n))))}
    assert plain(found["waiting to begin"].headline) == said
    assert found["waiting to begin"].cities == ("ishim",)


def test_who_never_began_is_said_by_days_until_it_is_a_year(programme: Programme) -> None:
    found = attention(situation(programme, waiting=waiting(("ishim", "enrolled", 365, 1), ("ishim", "enrolled", 31, 1))))
    fact = next(fact for fact in found if fact.key == "waiting to begin")
    assert plain(fact.headline) == "В Ишиме двое ждут теорию больше 30 дней"
    assert plain(fact.detail) == "Зачислены 31–365 дней назад и не начали"
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
def test_waiting_is_told_after_the_waiting_days_and_after_a_year(
    programme: Programme, days: int, begin: str | None, stand: str | None
) -> None:
    found = {fact.key: fact for fact in attention(situation(programme, waiting=waiting(("ishim", "enrolled", days, 1))))}
    said = {key: plain(f"{fact.headline}; {fact.detail}") for key, fact in found.items()}
    assert said.keys() == ({"waiting to begin", "standing"} if begin else set())
    if begin and stand:
        assert begin in said["waiting to begin"]
        assert said["standing"].endswith(stand)


def test_without_case_forms_sentences_need_none(programme: Programme) -> None:
    bare = without_forms(programme)
    found = attention(situation(bare, waiting=waiting(("ishim", "enrolled", 400, 2))))
    assert plain(found[0].headline) == "Ишим: двое ждут шага «Теория» больше года"


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


def entered(programme: Programme, **cities: list[int]) -> dict[tuple[str, str], int]:
    keys = [programme.enrolment.key, *(part.key for part in programme.parts)]
    return {(city, key): n for city, counts in cities.items() for key, n in zip(keys, counts, strict=True)}


def test_a_city_that_loses_people_is_held_against_all_cities(programme: Programme) -> None:
    counts = entered(programme, tyumen=[94, 88, 78, 64, 50, 40], zavodoukovsk=[26, 20, 13, 11, 9, 8])
    assert only(programme, entered=counts) == (
        "В Заводоуковске до практики дошли 13 из 26 зачисленных",
        "По всем городам — 91 из 120, 76 %",
    )


def test_who_waits_within_the_term_is_not_lost(programme: Programme) -> None:
    counts = entered(programme, tyumen=[100, 90, 80, 70, 60, 50], ishim=[20, 20, 10, 9, 8, 7])
    assert [f.key for f in attention(situation(programme, entered=counts))] == ["losing early"]
    rows = waiting(("ishim", "theory", 5, 10))
    assert attention(situation(programme, entered=counts, waiting=rows)) == ()


@pytest.mark.parametrize(("days", "lost"), [(29, False), (30, False), (31, True)])
def test_within_the_term_people_may_still_come(programme: Programme, days: int, lost: bool) -> None:
    counts = entered(programme, tyumen=[100, 90, 80, 70, 60, 50], ishim=[20, 20, 10, 9, 8, 7])
    found = attention(situation(programme, entered=counts, waiting=waiting(("ishim", "theory", days, 10))))
    assert ("losing early" in [fact.key for fact in found]) is lost


@pytest.mark.parametrize(("others", "lost"), [(1, False), (2, False), (3, True)])
def test_a_city_loses_people_beyond_ten_points_below_all_cities(programme: Programme, others: int, lost: bool) -> None:
    """Nobody of ten in Ishim, and so many of ten in Tyumen: 5, 10 and 15 per cent of all."""
    counts = entered(programme, tyumen=[10, others, 0, 0, 0, 0], ishim=[10, 0, 0, 0, 0, 0])
    assert bool(attention(situation(programme, entered=counts))) is lost


@pytest.mark.parametrize(("people", "lost"), [(9, False), (10, True), (11, True)])
def test_a_city_of_ten_can_lose_people(programme: Programme, people: int, lost: bool) -> None:
    counts = entered(programme, tyumen=[100, 90, 80, 70, 60, 50], ishim=[people, 0, 0, 0, 0, 0])
    assert bool(attention(situation(programme, entered=counts))) is lost


def test_small_cities_and_single_cities_lose_nobody(programme: Programme) -> None:
    counts = entered(programme, tyumen=[100, 90, 80, 70, 60, 50], ishim=[9, 0, 0, 0, 0, 0])
    assert attention(situation(programme, entered=counts)) == ()
    two = changed(programme, cities=programme.cities[:2])
    counts = entered(programme, tyumen=[100, 90, 80, 70, 60, 50], tobolsk=[20, 0, 0, 0, 0, 0])
    assert [fact.cities for fact in attention(situation(two, entered=counts))] == [("tobolsk",)]
    alone = changed(programme, cities=programme.cities[:1])
    assert attention(situation(alone, entered=counts)) == ()


# --- the data ---------------------------------------------------------------------------------------------------------


def test_sheets_that_nobody_fills_in(programme: Programme) -> None:
    days = {"Этапы": ago(30), "Встречи": ago(31), "Услуги": None, "Закрепления": ago(900)}
    assert only(programme, last_days=days) == ("Лист «Встречи» не пополнялся 31 день", "Последняя запись — 30 сентября 2026 г.")
    assert only(programme, last_days={**days, "Этапы": ago(40)})[0] == "Листы «Этапы» и «Встречи» давно не пополнялись"
    assert not is_old(None, UNTIL, programme)


@pytest.mark.parametrize(("days", "old"), [(29, False), (30, False), (31, True)])
def test_a_sheet_is_old_after_the_waiting_days(programme: Programme, days: int, old: bool) -> None:
    assert is_old(ago(days), UNTIL, programme) is old


# --- together ---------------------------------------------------------------------------------------------------------


def everything(programme: Programme) -> Situation:
    people = [("zavodoukovsk", "enrolled", 400, 4), ("tyumen", "practice", 90, 6)]
    organisations = waiting(("tyumen", "iopu/submitted", 535, 2), ("tobolsk", "iopu/ministry", 263, 1))
    return situation(
        programme,
        numbers=(of_goal(REGISTERED, 11, 25),),
        enrolment=(Enrolment("tyumen", 41, Goal(75, YEAR_END), 0),),
        entered=entered(programme, tyumen=[94, 88, 78, 64, 50, 40], zavodoukovsk=[26, 20, 13, 11, 9, 8]),
        waiting=waiting(*people),
        organisations=organisations,
        without_mentor={"tyumen": 24},
        mentoring=MonthOfMentoring(date(2026, 10, 1), 1, 200, 0),
        contact=Contact(24, 23),
        last_days={"Встречи": ago(90)},
    )


def test_at_most_seven_and_the_urgent_first(programme: Programme) -> None:
    found = attention(everything(programme))
    assert len(found) == MOST
    assert [fact.now for fact in found] == [True] * 3 + [False] * 4
    assert [fact.weight for fact in found] == sorted((fact.weight for fact in found), reverse=True)


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
    assert looked_at(situation(programme)).startswith("Проверять пока нечего")
    goal = looked_at(situation(programme, numbers=(of_goal(ENROLLED, 90, 100),)))
    assert goal == "Проверено: цели. По порогам программы срочного нет."
    waits = waiting(("ishim", "theory", 3, 1))
    both = looked_at(situation(programme, numbers=(of_goal(ENROLLED, 90, 100),), waiting=waits, without_mentor={}))
    assert plain(both) == "Проверено: цели, ожидание участников и организации без наставника. По порогам программы срочного нет."


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
