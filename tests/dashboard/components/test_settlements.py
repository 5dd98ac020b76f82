"""The map's places and the list beside it, as HTML."""

from pathlib import Path

import pytest
from markupsafe import Markup

from dashboard.components.settlements import has_map, map_and_list, map_key, spots
from dashboard.indicators.beneficiaries import Beneficiaries, Settlement
from data_loader.programme import load_programme
from tests.dashboard.hypertext import found, parsed, words

SCHOOL = load_programme(Path(__file__).parents[3] / "programme.toml")
BARE = SCHOOL.model_copy(update={"map": SCHOOL.map.model_copy(update={"outline": None})})
vars(BARE).pop("outline_path", None)


def at(name: str, people: int, services: int, *, is_city: bool = False, lat: float | None = 57.0) -> Settlement:
    return Settlement(name, name, "tyumen", lat, 65.0, people, services, is_city)


def many(number: int, people: int = 1) -> Beneficiaries:
    places = tuple(at(f"Село {n:04}", people, people) for n in range(number))
    return Beneficiaries(places, number * people, number * people)


FEW = Beneficiaries(
    (at("Тюмень", 12, 30, is_city=True), at("Уват", 6, 40), at("Чикча", 1, 1, lat=None), at("Вагай", 0, 0)), 19, 71
)


def test_the_unit_that_is_shown_is_in_ink_and_the_other_quiet() -> None:
    for unit, quiet in (("", ["30", "40", "1", "71"]), ("services", ["6", "12", "1", "19"])):
        list_ = parsed(map_and_list(FEW, unit, SCHOOL))
        assert [words(cell) for cell in found(list_, "muted")] == quiet


def test_bars_are_as_long_as_the_share_of_the_largest() -> None:
    bars = found(parsed(map_and_list(FEW, "", SCHOOL)), "bar")
    assert [bar.attributes["style"] for bar in bars] == ["width:100.00%", "width:50.00%", "width:8.33%"]


def test_all_sizes_have_their_place_before_anything_is_drawn() -> None:
    drawn = parsed(map_and_list(FEW, "", SCHOOL))
    for name in ("map-wide", "map-middle", "map-narrow"):
        (place,) = found(drawn, name)
        assert (place.attributes["style"] or "").startswith("aspect-ratio:")
        label = (place.attributes["aria-label"] or "").replace("\u00a0", " ")
        assert label == "Карта: мест с кругами — 2, людей — 18; по каждому месту числа в списке рядом"
        assert len(place.css(f"[data-place={name}]")) == 1


def said(values: Beneficiaries, unit: str = "") -> str:
    return words(parsed(map_and_list(values, unit, SCHOOL))).replace("\u00a0", " ")


def test_places_that_are_not_on_the_map_are_counted_and_in_the_list() -> None:
    told = said(FEW)
    assert "Нет на карте, но есть в списке: без координат — 1 место." in told and "Чикча" in told
    swapped = at("Уват", 6, 40)._replace(lat=68.9, lon=59.1)
    far = Beneficiaries((at("Тюмень", 12, 30, is_city=True), swapped, at("Чикча", 1, 1, lat=None)), 19, 71)
    assert "без координат — 1 место и с координатами далеко за границей — 1 место." in said(far)
    assert [spot.label for spot in spots(far, "", SCHOOL)] == ["Тюмень"]
    assert [spot.label for spot in spots(far, "", BARE)] == ["Тюмень", "Уват"]
    assert "Нет на карте" not in said(many(3))


def test_without_coordinates_and_outline_there_is_no_map_but_a_list() -> None:
    nowhere = Beneficiaries((at("Чикча", 1, 1, lat=None),), 1, 1)
    assert not has_map(nowhere, "", BARE) and has_map(nowhere, "", SCHOOL) and has_map(FEW, "", BARE)
    drawn = parsed(map_and_list(nowhere, "", BARE))
    assert "Рисовать нечего" in words(drawn) and not drawn.css("[data-place]")
    assert "Чикча" in words(found(drawn, "places"))


def test_a_circle_says_in_full_what_it_counts() -> None:
    tyumen, uvat = spots(FEW, "", SCHOOL)
    assert tyumen.hover.replace("\u00a0", " ") == "Тюмень, сам город: 12 человек, 30 услуг" and tyumen.genitive
    assert uvat.hover.replace("\u00a0", " ") == "Уват: 6 человек, 40 услуг"
    assert (uvat.number, uvat.genitive) == (6, "")
    assert [spot.number for spot in spots(FEW, "services", SCHOOL)] == [40, 30]
    (new,) = spots(Beneficiaries((at("Уват", 1, 2),), 1, 2, new=True), "", SCHOOL)
    assert new.hover.replace("\u00a0", " ") == "Уват: 1 человек впервые, 2 услуги"


def test_the_programme_says_where_a_name_stands_however_it_is_spelt() -> None:
    wished = SCHOOL.model_copy(update={"map": SCHOOL.map.model_validate({"label": [{"place": "г. УВАТ", "hour": 7}]})})
    assert [spot.hour for spot in spots(FEW, "", wished)] == [0, 7]


def test_the_key_is_as_large_as_the_circles_of_each_size() -> None:
    rings = found(parsed(map_key(FEW, "", SCHOOL)), "rings")
    largest = [float((ring.attributes["style"] or "").removeprefix("--across:").removesuffix("px")) for ring in rings]
    radius = {"map-wide": 23, "map-middle": 17, "map-narrow": 12}
    assert largest == [pytest.approx(2 * r * (10 / 12) ** 0.5, abs=0.05) for r in radius.values()]
    assert [(ring.attributes["class"] or "").split()[-1] for ring in rings] == list(radius)
    assert words(parsed(map_key(FEW, "services", SCHOOL))).replace("\u00a0", " ") == "10 услуг"
    assert not map_key(many(0), "", SCHOOL)


def test_a_city_and_its_villages_are_told_from_the_city_itself() -> None:
    of_tyumen = Beneficiaries((at("Тюмень", 173, 878, is_city=True), at("Чикча", 85, 347)), 258, 1225, cities=("tyumen",))
    rows = parsed(map_and_list(of_tyumen, "", SCHOOL)).css(".places tr")
    assert [words(row).replace("\u00a0", " ") for row in rows][1:] == [
        "Тюмень сам город 173 878",
        "Чикча 85 347",
        "Тюмень с округой 258 1 225",
    ]
    assert "Всего" in said(FEW)


def test_the_list_can_be_reached_by_keyboard_and_has_room_for_its_longest_numbers() -> None:
    long = Beneficiaries((at("Уват", 12, 4_027_200),), 12, 4_027_200)
    (region,) = found(parsed(map_and_list(long, "", SCHOOL)), "placelist")
    assert [region.attributes[name] for name in ("tabindex", "role", "aria-label")] == ["0", "region", "Список мест"]
    assert region.attributes["style"] == "--people-digits:2;--services-digits:7"


def test_a_place_has_no_circle_where_nothing_is_counted_in_the_unit_that_is_shown() -> None:
    only_services = Beneficiaries((at("Уват", 2, 2), at("Вагай", 0, 3)), 2, 5)
    assert [spot.label for spot in spots(only_services, "", SCHOOL)] == ["Уват"]
    assert [spot.label for spot in spots(only_services, "services", SCHOOL)] == ["Вагай", "Уват"]


@pytest.mark.parametrize(("places", "listed", "folded"), [(45, 45, 0), (47, 47, 0), (48, 45, 3), (145, 45, 100), (146, 45, 100)])
def test_of_many_places_some_are_listed_and_some_fold_away(places: int, listed: int, folded: int) -> None:
    drawn = parsed(map_and_list(many(places), "", SCHOOL))
    hidden = [row for fold in found(drawn, "more") for row in fold.css("tbody tr")]
    assert (len(drawn.css(".places tbody tr")) - len(hidden), len(hidden)) == (listed, folded)
    assert ("Остальные" in words(drawn)) == (places > 145)
    assert len(drawn.css(".places thead")) == len(drawn.css(".places tfoot")) == 1


@pytest.mark.parametrize(("places", "rest"), [(99, ""), (100, ""), (101, "и ещё 1 — в файле"), (1_300, "и ещё 1 200 — в файле")])
def test_of_places_without_anybody_so_many_are_named(places: int, rest: str) -> None:
    (nobody,) = found(parsed(map_and_list(many(places, people=0), "", SCHOOL)), "nobody")
    told = words(nobody).replace("\u00a0", " ")
    assert told.count("Село") == min(places, 100)
    assert told.endswith(f"{rest}, кнопка «Скачать»" if rest else f"Село {places - 1:04}")


def test_of_a_month_it_is_said_that_people_are_new() -> None:
    month = Beneficiaries((at("Уват", 1, 1), at("Вагай", 0, 0)), 1, 1, new=True)
    told = said(month)
    assert "Людей впервые" in told and "Без услуг в этом месяце: Вагай" in told


def test_names_are_text_not_markup() -> None:
    drawn = map_and_list(Beneficiaries((at("<b>Село", 1, 1), at("<i>Пусто", 0, 0)), 1, 1), "", SCHOOL)
    assert isinstance(drawn, Markup) and "<b>Село" not in drawn and "<i>Пусто" not in drawn
    assert "&lt;b&gt;Село" in drawn and "&lt;i&gt;Пусто" in drawn
