"""The map's places and the list beside it, as HTML."""

from pathlib import Path

import pytest
from markupsafe import Markup

from dashboard.components.settlements import has_map, map_and_list, spots
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


def test_both_sizes_have_their_place_before_anything_is_drawn() -> None:
    drawn = parsed(map_and_list(FEW, "", SCHOOL))
    for name in ("map-wide", "map-narrow"):
        (place,) = found(drawn, name)
        assert (place.attributes["style"] or "").startswith("aspect-ratio:")
        assert "мест с кругами — 2" in (place.attributes["aria-label"] or "")
        assert len(place.css(f"[data-place={name}]")) == 1


def test_places_without_coordinates_are_counted_and_in_the_list() -> None:
    said = words(parsed(map_and_list(FEW, "", SCHOOL)))
    assert "Без координат, поэтому не на карте: 1 место." in said and "Чикча" in said


def test_without_coordinates_and_outline_there_is_no_map_but_a_list() -> None:
    nowhere = Beneficiaries((at("Чикча", 1, 1, lat=None),), 1, 1)
    assert not has_map(nowhere, "", BARE) and has_map(nowhere, "", SCHOOL) and has_map(FEW, "", BARE)
    drawn = parsed(map_and_list(nowhere, "", BARE))
    assert "Рисовать нечего" in words(drawn) and not drawn.css("[data-place]")
    assert "Чикча" in words(found(drawn, "places"))


def test_a_circle_says_in_full_what_it_counts() -> None:
    tyumen, uvat = spots(FEW, "", SCHOOL)
    assert tyumen.hover.replace("\u00a0", " ") == "Тюмень: 12 человек, 30 услуг" and tyumen.genitive
    assert (uvat.number, uvat.genitive) == (6, "")
    assert [spot.number for spot in spots(FEW, "services", SCHOOL)] == [40, 30]


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
    said = words(nobody).replace("\u00a0", " ")
    assert said.count("Село") == min(places, 100)
    assert said.endswith(f"{rest}, кнопка «Скачать»" if rest else f"Село {places - 1:04}")


def test_of_a_month_it_is_said_that_people_are_new() -> None:
    month = Beneficiaries((at("Уват", 1, 1), at("Вагай", 0, 0)), 1, 1, new=True)
    said = words(parsed(map_and_list(month, "", SCHOOL)))
    assert "Людей впервые" in said and "Без услуг в этом месяце: Вагай" in said


def test_names_are_text_not_markup() -> None:
    drawn = map_and_list(Beneficiaries((at("<b>Село", 1, 1), at("<i>Пусто", 0, 0)), 1, 1), "", SCHOOL)
    assert isinstance(drawn, Markup) and "<b>Село" not in drawn and "<i>Пусто" not in drawn
    assert "&lt;b&gt;Село" in drawn and "&lt;i&gt;Пусто" in drawn
