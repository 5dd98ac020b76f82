"""People helped by settlement, and the sentence that says it."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.indicators.beneficiaries import Beneficiaries, Settlement, beneficiaries, message, settlements_table
from data_loader.programme import load_programme

SCHOOL = load_programme(Path(__file__).parents[3] / "programme.toml")


def at(name: str, people: int, *, is_city: bool = False, services: int = 0, city: str = "tyumen") -> Settlement:
    return Settlement(name, name, city, 57.0, 65.0, people, services or people, is_city)


def values(*settlements: Settlement) -> Beneficiaries:
    return Beneficiaries(settlements, sum(s.people for s in settlements), sum(s.services for s in settlements))


def test_places_carry_their_counts_and_the_largest_comes_first() -> None:
    places = pd.DataFrame(
        [("1", "Уват", "tobolsk", 59.1, 68.9), ("2", "г. Тюмень", "tyumen", 57.1, None), ("3", "", "ishim", None, None)],
        columns=["place", "name", "city", "lat", "lon"],
    )
    people = pd.DataFrame({"place": ["1", "2"], "count": [5, 9]})
    services = pd.DataFrame({"place": ["1", "2"], "count": [7, 20]})
    found = beneficiaries(people, services, places, SCHOOL)
    assert [(s.key, s.people, s.services, s.is_city) for s in found.settlements] == [
        ("2", 9, 20, True),
        ("1", 5, 7, False),
        ("3", 0, 0, False),
    ]
    assert (found.people, found.services) == (14, 27)
    assert not found.settlements[0].is_located
    assert [s.key for s in found.not_reached] == ["3"]


def test_of_a_city_only_its_places_are_shown() -> None:
    places = pd.DataFrame(
        [("1", "Уват", "tobolsk", 1.0, 1.0), ("2", "Чикча", "tyumen", 1.0, 1.0)], columns=["place", "name", "city", "lat", "lon"]
    )
    none = pd.DataFrame({"place": [], "count": []})
    assert [s.key for s in beneficiaries(none, none, places, SCHOOL, cities=("tyumen",)).settlements] == ["2"]


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
    places = pd.DataFrame(
        [("1", "Песчаное", "ishim", 1.0, 1.0), ("2", "Песчаное", "tyumen", 1.0, 1.0), ("3", "Песчаное", "tyumen", 1.0, 1.0)],
        columns=["place", "name", "city", "lat", "lon"],
    )
    none = pd.DataFrame({"place": [], "count": []})
    names = {s.name for s in beneficiaries(none, none, places, SCHOOL).settlements}
    assert names == {"Песчаное (Ишим)", "Песчаное (Тюмень), 2", "Песчаное (Тюмень), 3"}
