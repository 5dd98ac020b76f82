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


def values(*settlements: Settlement) -> Beneficiaries:
    return Beneficiaries(settlements, sum(s.people for s in settlements), sum(s.services for s in settlements))


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


def test_cities_and_the_rest_are_a_plain_fraction_only_when_it_is_true() -> None:
    exact = values(at("Тюмень", 30, is_city=True), at("Ишим", 46, is_city=True, city="ishim"), at("Уват", 24))
    assert message(exact, SCHOOL).text.startswith("Три четверти благополучателей получили помощь в двух городах, четверть —")
    between = values(at("Тюмень", 30, is_city=True), at("Ишим", 30, is_city=True, city="ishim"), at("Уват", 40))
    assert message(between, SCHOOL).text.startswith("60 из\u00a0100 благополучателей")


def test_one_place_with_more_than_half_is_named() -> None:
    one = values(at("Тюмень", 60, is_city=True), at("Уват", 30), at("Чикча", 10))
    assert message(one, SCHOOL).text == "Больше половины благополучателей — в\u00a0Тюмени: 60 из\u00a0100"
    village = values(at("Тюмень", 20, is_city=True), at("Уват", 70), at("Чикча", 10))
    assert "месте «Уват»" in message(village, SCHOOL).text


def test_few_people_are_no_ground_for_a_claim() -> None:
    assert message(values(at("Тюмень", 6, is_city=True), at("Уват", 2), at("Чикча", 1)), SCHOOL).key == "neutral"


def test_the_table_sums_to_its_total() -> None:
    table = settlements_table(values(at("Тюмень", 6, services=9), at("Уват", 2), at("Пусто", 0)), "")
    *rows, total = table.rows
    assert total[1:] == (sum(r[1] for r in rows), sum(r[2] for r in rows)) == (8, 11)  # type: ignore[misc]
    assert len(rows) == 3


def test_of_one_month_the_people_are_new() -> None:
    found = Beneficiaries((at("Уват", 21),), 21, 21, new=True)
    assert message(found, SCHOOL).text == "21\u00a0новый благополучатель в\u00a0одном\u00a0населённом пункте"
    assert message(Beneficiaries((), 0, 0, new=True), SCHOOL).text == "Новых благополучателей в выбранных данных пока нет"


@pytest.mark.parametrize(
    ("inside", "outside", "text"),
    [
        (
            801,
            350,
            "801 из\u00a01\u00a0151 благополучателя получил помощь в\u00a0Тюмени, остальные — ещё в\u00a0одном\u00a0месте",
        ),
        (50, 50, "Половина благополучателей получила помощь в\u00a0Тюмени, половина — ещё в\u00a0одном\u00a0месте"),
        (75, 25, "Три четверти благополучателей получили помощь в\u00a0Тюмени, четверть — ещё в\u00a0одном\u00a0месте"),
    ],
)
def test_cities_and_the_rest_agree(inside: int, outside: int, text: str) -> None:
    assert message(values(at("Тюмень", inside, is_city=True), at("Уват", outside)), SCHOOL).text == text


def test_all_people_in_one_place_are_more_than_half() -> None:
    dominated = values(at("Тюмень", 12, is_city=True), at("Уват", 0, services=3), at("Вагай", 0, services=1))
    assert message(dominated, SCHOOL).text == "Все 12\u00a0благополучателей — в\u00a0Тюмени"


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


@pytest.mark.parametrize(
    ("inside", "start"), [(729, "729 из"), (730, "Три четверти"), (731, "Три четверти"), (770, "Три четверти"), (771, "771 из")]
)
def test_a_fraction_is_a_word_within_two_points(inside: int, start: str) -> None:
    """730 and 770 of 1,000 are two points off three quarters."""
    found = values(
        at("Тюмень", inside - 300, is_city=True), at("Ишим", 300, is_city=True, city="ishim"), at("Уват", 1000 - inside)
    )
    assert message(found, SCHOOL).text.startswith(start)
