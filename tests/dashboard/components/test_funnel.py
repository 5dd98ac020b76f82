"""The funnel on screen: lengths are counts on one scale, nobody who is there vanishes, words say the rest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborNode

from dashboard.components.funnel import Column, Names, grid, people, stacked
from dashboard.indicators.funnel import Funnel, Step
from dashboard.indicators.funnel import Path as Way
from data_loader.programme import City
from tests.dashboard.hypertext import found, parsed, words
from tests.dashboard.indicators.funnel.made import SCHOOL, STEPS, Counts, ago, falling, funnel

ASSETS = Path(__file__).parents[3] / "assets"
HOSTILE = "<img src=x onerror=\"alert('1')\">"


def href(city: City) -> str:
    return f"/stages?city={city.key}"


def drawn(
    entered: Counts, left: Counts | None = None, late: Counts | None = None, cities: tuple[str, ...] = ("tyumen",)
) -> LexborNode:
    standing = [(city, step, ago(90), count) for city, step, count in late or []]
    return parsed(people(funnel(entered, left, standing, cities), SCHOOL, href))


def bar(step: Step, largest: int = 100) -> LexborNode:
    path = Way(None, "", (Step("first", "", largest, 0, largest, 0),))
    return parsed(stacked(step, Funnel((path,), path, path, compared=False)))


def segments(step: Step, largest: int = 100) -> dict[str | None, str | None]:
    return {segment.attributes["class"]: segment.attributes["style"] for segment in bar(step, largest).css("i")}


# --- bars -------------------------------------------------------------------------------------------------------------


def test_lengths_are_counts_in_the_order_of_their_status() -> None:
    found = segments(Step("theory", "", 75, 40, 10, 5, {"withdrawn": 20}))
    assert list(found.items()) == [
        ("done", "width:40.00%"),
        ("wait", "width:10.00%"),
        ("late", "width:5.00%"),
        ("gone", "width:20.00%"),
    ]


def test_who_arrived_has_the_colour_of_what_is_done() -> None:
    assert segments(Step("support", "", 10, 0, 10, 0, last=True)) == {"done": "width:10.00%"}


def test_one_of_thousands_is_seen_and_nobody_is_not() -> None:
    assert list(segments(Step("theory", "", 9001, 9000, 0, 1), largest=10_000)) == ["done", "late"]
    (rule,) = re.findall(r"^\.stacked i \{([^}]*)\}", (ASSETS / "look.css").read_text(encoding="utf-8"), re.MULTILINE)
    assert re.search(r"min-width: [1-9]", rule)


def test_an_empty_funnel_is_drawn_without_dividing_by_nothing() -> None:
    assert segments(Step("theory", "", 0, 0, 0, 0), largest=0) == {}
    assert words(found(drawn([]), "why")[0]) == "пока никого"


def test_the_number_of_those_who_moved_on_is_in_the_dark_segment_alone() -> None:
    assert [words(segment) for segment in bar(Step("theory", "", 1234, 1200, 34, 0)).css("i")] == ["1 200", ""]
    assert words(bar(Step("theory", "", 30, 0, 30, 0))) == ""
    assert words(bar(Step("support", "", 30, 0, 30, 0, last=True))) == ""


def test_all_cities_share_one_scale() -> None:
    shown = drawn(falling(50, 50) + falling(25, 25, city="ishim"), cities=("tyumen", "ishim"))
    first = [section.css(".done")[0].attributes["style"] for section in shown.css("section")]
    assert first == ["width:100.00%", "width:50.00%"]


# --- words ------------------------------------------------------------------------------------------------------------


def test_a_row_says_its_number_its_share_and_what_became_of_the_rest() -> None:
    left: Counts = [("tyumen", "applied/rejected", 4), ("tyumen", "accepted/withdrawn", 2)]
    rows = drawn(falling(50, 43, 41), left, [("tyumen", "applied", 3)]).css("section .row")
    assert words(rows[0]) == "50 Заявка 43 стоят 3 отказано 4"
    assert words(rows[1]) == "43 Принято 43 из 50, 86 % 41 выбыли 2"
    assert words(drawn(falling(9, 9, 8)).css("section .row")[1]) == "9 Принято 9 из 9 8 ждёт 1"


def test_where_all_moved_on_or_arrived_it_is_said() -> None:
    rows = found(drawn(falling(*[8] * len(STEPS))), "why")
    assert [words(row) for row in rows] == [*["все пошли дальше"] * 7, "сейчас здесь"]
    left: Counts = [("tyumen", "support/withdrawn", 3)]
    assert words(found(drawn(falling(*[8] * len(STEPS)), left), "why")[-1]) == "сейчас здесь 5 выбыли 3"


def test_on_a_past_day_nobody_is_here_now() -> None:
    past = parsed(people(funnel(falling(*[8] * len(STEPS)), cities=("tyumen",)), SCHOOL, href))
    assert words(found(past, "why")[-1]) == "здесь"


def test_who_stands_is_named_behind_the_words_and_once_for_the_keyboard() -> None:
    row = drawn(falling(50, 43), late=[("tyumen", "applied", 3)]).css("section .row")[0]
    over_bar, in_words = row.css("a")
    assert over_bar.attributes["href"] == in_words.attributes["href"] == "/stages?city=tyumen"
    assert (over_bar.attributes["tabindex"], over_bar.attributes["aria-hidden"]) == ("-1", "true")
    assert words(in_words) == "стоят 3" and "tabindex" not in in_words.attributes


def test_the_bar_tells_the_rest_when_pointed_at() -> None:
    shown = drawn(falling(52, 43, 41), [("tyumen", "applied/rejected", 6)], [("tyumen", "applied", 3)])
    told = [(link.attributes["title"] or "").replace("\u00a0", " ") for link in shown.css(".row > a")]
    assert told[0].split("\n") == ["Заявка", "вошли 52", "стоят 3", "отказано 6"]
    assert told[1].split("\n") == [
        "Принято",
        "вошли 43",
        "доля от прошлого шага (интервал 70–91 %)",
        "от первого шага 43 из 52, 83 %",
        "ждут 2",
    ]


@pytest.mark.parametrize(("before", "told"), [(9, False), (10, True), (11, True)])
def test_of_a_small_group_no_interval_is_told(before: int, told: bool) -> None:
    title = drawn(falling(before, 5)).css(".row > a")[1].attributes["title"] or ""
    assert ("интервал" in title) is told


def test_a_city_far_below_all_is_marked_with_its_share() -> None:
    shown = drawn(falling(20, 10) + falling(40, 38, city="ishim"), cities=("tyumen", "ishim"))
    tyumen, ishim = shown.css("section")
    assert tyumen.attributes.get("class") == "lag" and [words(one) for one in found(tyumen, "urgent")] == ["10 из 20, 50 %"]
    assert "class" not in ishim.attributes and not found(ishim, "urgent")


# --- what came of it --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("enrolled", "said"),
    [
        (0, "– никто не зачислен"),
        (9, "4 из 9 зачисленных от заявки — 4 из 50, 8 %"),
        (10, "4 из 10 зачисленных — 40 % (интервал 17–69 %) от заявки — 4 из 50, 8 %"),
        (11, "4 из 11 зачисленных — 36 % (интервал 15–65 %) от заявки — 4 из 50, 8 %"),
        (21, "4 из 21 зачисленного — 19 % (интервал 8–40 %) от заявки — 4 из 50, 8 %"),
    ],
)
def test_the_outcome_is_of_those_enrolled(enrolled: int, said: str) -> None:
    counts = [50, 50, enrolled, *[min(4, enrolled)] * 5]
    (outcome,) = found(drawn(falling(*counts)).css("section"), "outcome")
    assert words(outcome) == said


def test_the_first_column_names_the_steps_and_the_end() -> None:
    steps = drawn(falling(50, 43)).css(".steps")[0]
    assert words(steps).startswith("Вошли в шаг Заявка всего 50 Принято всего 43 Зачислено всего 0")
    assert words(steps).endswith("Дошли до сопровождения")


# --- the grid ---------------------------------------------------------------------------------------------------------


def columns(number: int) -> LexborNode:
    return parsed(grid("people", Names("Вошли в шаг", []), [Column(f"Город {n}", []) for n in range(number)]))


@pytest.mark.parametrize(("cities", "links"), [(1, 0), (2, 2), (3, 3)])
def test_several_cities_can_be_jumped_to(cities: int, links: int) -> None:
    shown = columns(cities)
    targets = [(link.attributes["href"] or "").removeprefix("#") for link in shown.css(".jump a")]
    assert len(targets) == links
    assert not targets or targets == [section.attributes["id"] for section in shown.css("section")]


@pytest.mark.parametrize(("cities", "sideways"), [(5, False), (6, False), (7, True)])
def test_many_cities_can_be_scrolled_with_the_keyboard(cities: int, sideways: bool) -> None:
    assert bool(columns(cities).css(".funnel-scroll[tabindex='0'][role=region][aria-label]")) is sideways


def test_names_are_text() -> None:
    city = SCHOOL.cities[0].model_copy(update={"name": HOSTILE})
    step = SCHOOL.steps[0].model_copy(update={"name": HOSTILE})
    school = SCHOOL.school.model_copy(update={"steps": (step, *SCHOOL.steps[1:])})
    hostile = SCHOOL.model_copy(update={"cities": (city, *SCHOOL.cities[1:]), "school": school})
    shown = parsed(people(funnel(falling(5, 4), programme=hostile), hostile, lambda _: f"/stages?city={HOSTILE}"))
    assert not shown.css("img") and words(shown.css("section h3")[0]) == HOSTILE
