"""People helped by settlement, and the sentence that says it."""

from math import nan
from pathlib import Path

import pytest

from dashboard.indicators.beneficiaries import (
    Beneficiaries,
    Settlement,
    beneficiaries,
    message,
    on_record,
    settlements_table,
)
from data_loader.programme import load_programme

SCHOOL = load_programme(Path(__file__).parents[3] / "programme.toml")


def at(name: str, people: int, *, is_city: bool = False, services: int = 0, city: str = "tyumen") -> Settlement:
    return Settlement(name, name, city, 57.0, 65.0, people, services or people, is_city)


def values(*settlements: Settlement, cities: tuple[str, ...] = (), new: bool = False) -> Beneficiaries:
    ordered = tuple(sorted(settlements, key=lambda s: -s.people))
    return Beneficiaries(ordered, sum(s.people for s in ordered), sum(s.services for s in ordered), new, cities)


def said(found: Beneficiaries, **chosen: str) -> str:
    return message(found, SCHOOL, **chosen).text.replace("\u00a0", " ")


def test_places_carry_their_counts_and_the_largest_comes_first() -> None:
    places = [("1", "Уват", "tobolsk", 59.1, 68.9), ("2", "г. Тюмень", "tyumen", 57.1, nan), ("3", "", "ishim", None, None)]
    found = beneficiaries({"1": 5, "2": 9}, {"1": 7, "2": 20}, on_record(places, SCHOOL), SCHOOL)
    assert [(s.key, s.people, s.services, s.is_city) for s in found.settlements] == [
        ("2", 9, 20, True),
        ("1", 5, 7, False),
        ("3", 0, 0, False),
    ]
    assert (found.people, found.services) == (14, 27)
    assert [s.where for s in found.settlements] == [None, (59.1, 68.9), None]
    assert [s.key for s in found.not_reached] == ["3"]


def test_of_a_city_only_its_places_are_shown_and_summed() -> None:
    places = on_record([("1", "Уват", "tobolsk", 1.0, 1.0), ("2", "Чикча", "tyumen", 1.0, 1.0)], SCHOOL)
    found = beneficiaries({"1": 5, "2": 9}, {"1": 7, "2": 20}, places, SCHOOL, cities=("tyumen",))
    assert [s.key for s in found.settlements] == ["2"]
    assert (found.people, found.services) == (9, 20)


@pytest.mark.parametrize(
    ("people", "text"),
    [
        (1, "1\u00a0благополучатель в\u00a0одном\u00a0населённом пункте"),
        (2, "2\u00a0благополучателя в\u00a0одном\u00a0населённом пункте"),
        (5, "5\u00a0благополучателей в\u00a0одном\u00a0населённом пункте"),
        (21, "21\u00a0благополучатель в\u00a0одном\u00a0населённом пункте"),
    ],
)
def test_the_neutral_sentence_agrees(people: int, text: str) -> None:
    assert message(values(at("Уват", people)), SCHOOL).text == text


def test_nobody_yet_is_said_plainly() -> None:
    assert message(values(), SCHOOL).text == "Благополучателей в выбранных данных пока нет"
    assert message(values(), SCHOOL, unit="services").text == "Услуг в выбранных данных пока нет"
    assert "категории «Молодёжь»" in message(values(), SCHOOL, category="Молодёжь").text


TYUMEN, ISHIM = at("Тюмень", 30, is_city=True), at("Ишим", 46, is_city=True, city="ishim")


def test_cities_and_the_rest_are_said_in_numbers() -> None:
    """946 of 1,150 are 82 %: no word for a fraction is true of that."""
    inside = [at(city.name, 189 + (city.key == "ishim"), is_city=True, city=city.key) for city in SCHOOL.cities]
    rest = at("Уват", 204)
    all_cities = values(*inside, rest, at("Чикча", 0))
    assert said(all_cities) == "Помощь в самих городах программы получили 946 из 1 150 благополучателей, 204 — ещё в одном месте"


@pytest.mark.parametrize(
    ("chosen", "where"),
    [
        ((), "в самих городах программы (в 2 из 5 городов)"),
        (("tyumen", "ishim"), "в самих выбранных городах"),
        (("tyumen", "ishim", "tobolsk"), "в самих выбранных городах (в 2 из 3 городов)"),
    ],
)
def test_cities_with_people_are_told_from_the_cities_shown(chosen: tuple[str, ...], where: str) -> None:
    found = values(TYUMEN, ISHIM, at("Уват", 12), at("Чикча", 12), cities=chosen)
    assert said(found) == f"Помощь {where} получили 76 из 100 благополучателей, 24 — ещё в 2 местах"


@pytest.mark.parametrize(
    ("inside", "outside", "text"),
    [
        (173, 85, "258 благополучателей в Тюмени с округой, из них 173 — в самом городе"),
        (1, 20, "21 благополучатель в Тюмени с округой, из них 1 — в самом городе"),
        (2, 0, "2 благополучателя — только в самом городе Тюмень"),
        (1, 0, "1 благополучатель — только в самом городе Тюмень"),
        (0, 5, "5 благополучателей — только в округе Тюмени"),
        (0, 0, "Благополучателей в выбранных данных пока нет"),
    ],
)
def test_of_one_city_the_sentence_says_what_is_the_city_itself(inside: int, outside: int, text: str) -> None:
    city, village = at("Тюмень", inside, is_city=True), at("Уват", outside)
    assert said(values(city, village, cities=("tyumen",))) == text


def test_of_one_city_services_and_categories_say_it_too() -> None:
    found = values(at("Тюмень", 2, is_city=True, services=878), at("Уват", 1, services=347), cities=("tyumen",))
    assert said(found, unit="services") == "1 225 услуг в Тюмени с округой, из них 878 — в самом городе"
    category = said(found, category="Молодёжь")
    assert category == "3 благополучателя категории «Молодёжь» в Тюмени с округой, из них 2 — в самом городе"
    new = values(at("Тюмень", 2, is_city=True), at("Уват", 3), cities=("tyumen",), new=True)
    assert said(new) == "5 новых благополучателей в Тюмени с округой, из них 2 — в самом городе"


def test_one_place_with_more_than_half_is_named() -> None:
    one = values(at("Тюмень", 60, is_city=True), at("Уват", 30), at("Чикча", 10))
    assert said(one) == "Больше половины благополучателей — в самом городе Тюмень: 60 из 100"
    village = values(at("Тюмень", 20, is_city=True), at("Уват", 70), at("Чикча", 10))
    assert "месте «Уват»" in said(village)


def test_few_people_are_no_ground_for_a_claim() -> None:
    assert message(values(at("Тюмень", 6, is_city=True), at("Уват", 2), at("Чикча", 1)), SCHOOL).key == "neutral"


def test_the_table_sums_to_its_total() -> None:
    table = settlements_table(values(at("Тюмень", 6, services=9, is_city=True), at("Уват", 2), at("Пусто", 0)), SCHOOL, "")
    *rows, total = table.rows
    assert total == ("Всего", "", sum(r[2] for r in rows), sum(r[3] for r in rows)) == ("Всего", "", 8, 11)  # type: ignore[misc]
    assert [row[:2] for row in rows] == [("Тюмень", "Тюмень, сам город"), ("Уват", "Тюмень"), ("Пусто", "Тюмень")]


def test_the_table_says_what_its_numbers_are() -> None:
    def titles(found: Beneficiaries) -> list[str]:
        return [column.title for column in settlements_table(found, SCHOOL, "").columns]

    assert titles(Beneficiaries((), 0, 0)) == ["Место", "Город программы", "Число людей", "Число услуг"]
    assert titles(Beneficiaries((), 0, 0, new=True))[2:] == ["Людей впервые", "Число услуг"]
    unfinished = Beneficiaries((), 0, 0, new=True, unfinished=True)
    assert titles(unfinished)[2:] == ["Людей впервые, месяц не окончен", "Число услуг, месяц не окончен"]
    of_tyumen = settlements_table(Beneficiaries((at("Уват", 1),), 1, 1, cities=("tyumen",)), SCHOOL, "")
    assert of_tyumen.rows[-1][0] == "Тюмень с округой"


def test_of_one_month_the_people_are_new() -> None:
    found = Beneficiaries((at("Уват", 21),), 21, 21, new=True)
    assert message(found, SCHOOL).text == "21\u00a0новый благополучатель в\u00a0одном\u00a0населённом пункте"
    assert message(Beneficiaries((), 0, 0, new=True), SCHOOL).text == "Новых благополучателей в выбранных данных пока нет"


@pytest.mark.parametrize(
    ("inside", "outside", "text"),
    [
        (801, 350, "Помощь в самом городе Тюмень получил 801 из 1 151 благополучателя, 350 — ещё в одном месте"),
        (50, 50, "Помощь в самом городе Тюмень получили 50 из 100 благополучателей, 50 — ещё в одном месте"),
        (1, 9, "Помощь в самом городе Тюмень получил 1 из 10 благополучателей, 9 — ещё в одном месте"),
    ],
)
def test_cities_and_the_rest_agree(inside: int, outside: int, text: str) -> None:
    assert said(values(at("Тюмень", inside, is_city=True), at("Уват", outside))) == text


def test_all_people_in_one_place_are_more_than_half() -> None:
    dominated = values(at("Тюмень", 12, is_city=True), at("Уват", 0, services=3), at("Вагай", 0, services=1))
    assert said(dominated) == "Все 12 благополучателей — в самом городе Тюмень"


def test_places_of_one_name_are_told_apart() -> None:
    places = [(key, "Песчаное", city, 1.0, 1.0) for key, city in (("1", "ishim"), ("2", "tyumen"), ("3", "tyumen"))]
    names = {s.name for s in beneficiaries({}, {}, on_record(places, SCHOOL), SCHOOL).settlements}
    assert names == {"Песчаное (Ишим)", "Песчаное (Тюмень), 2", "Песчаное (Тюмень), 3"}
    alone = beneficiaries({}, {}, on_record(places[1:2], SCHOOL), SCHOOL)
    assert [s.name for s in alone.settlements] == ["Песчаное"]


def test_places_are_sorted_by_what_is_shown() -> None:
    found = values(at("Уват", 5, services=9), at("Чикча", 7, services=8), at("Вагай", 5, services=9), at("Пусто", 0))
    assert [s.name for s in found.by("")] == ["Чикча", "Вагай", "Уват"]
    assert [s.name for s in found.by("services")] == ["Вагай", "Уват", "Чикча"]


@pytest.mark.parametrize(("inside", "key"), [(49, "cities"), (50, "cities"), (51, "one place")])
def test_one_place_dominates_with_more_than_half(inside: int, key: str) -> None:
    found = values(at("Тюмень", inside, is_city=True), at("Уват", 99 - inside), at("Чикча", 1))
    assert message(found, SCHOOL).key == key


@pytest.mark.parametrize(("places", "key"), [(2, "cities"), (3, "one place"), (4, "one place")])
def test_one_place_dominates_among_three_or_more(places: int, key: str) -> None:
    others = [at(f"Село {n}", 0, services=1) for n in range(places - 2)]
    found = values(at("Тюмень", 60, is_city=True), at("Уват", 40), *others)
    assert message(found, SCHOOL).key == key


@pytest.mark.parametrize(("people", "key"), [(9, "neutral"), (10, "one place"), (11, "one place")])
def test_from_ten_people_one_place_is_named(people: int, key: str) -> None:
    found = values(at("Тюмень", people - 3, is_city=True), at("Уват", 2), at("Чикча", 1))
    assert message(found, SCHOOL).key == key


@pytest.mark.parametrize(("people", "key"), [(9, "neutral"), (10, "cities"), (11, "cities")])
def test_from_ten_people_cities_are_set_against_the_rest(people: int, key: str) -> None:
    assert message(values(at("Тюмень", people - 3, is_city=True), at("Уват", 3)), SCHOOL).key == key
