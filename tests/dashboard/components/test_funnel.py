"""The funnel on screen: lengths are counts on one scale, nobody who is there vanishes, words say the rest, red only what is set apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborNode

from dashboard.components.funnel import Grid, drawn, grid, people, stacked
from dashboard.indicators.comparison import Comparison, Difference
from dashboard.indicators.definition import Share
from dashboard.indicators.funnel import Funnel, Step
from dashboard.indicators.funnel import Path as Way
from data_loader.programme import City
from tests.dashboard.hypertext import found, parsed, words
from tests.dashboard.indicators.funnel.made import SCHOOL, STEPS, Counts, ago, falling, funnel

ASSETS = Path(__file__).parents[3] / "assets"
HOSTILE = "<img src=x onerror=\"alert('1')\">"
BEHIND = Difference("tyumen", "accepted", Share(11, 21), Share(71, 83))
STANDING = Difference("tyumen", "", Share(25, 60), Share(10, 120))


def href(city: City, step: Step) -> str:
    return f"/stages?city={city.key}#standing-{city.key}-{step.key}"


def made(
    entered: Counts,
    left: Counts | None = None,
    late: Counts | None = None,
    cities: tuple[str, ...] = ("tyumen",),
    grown: Counts | None = None,
    apart: Comparison | None = None,
) -> LexborNode:
    standing = [(city, step, ago(90), count) for city, step, count in late or []]
    return parsed(people(funnel(entered, left, standing, cities, grown=grown, apart=apart), SCHOOL, href))


def rows(shown: LexborNode) -> list[LexborNode]:
    """The steps, without what unfolds."""
    return [row for row in shown.css("tbody:not(.outcome) tr") if "unfolds" not in (row.attributes.get("class") or "")]


def cells(shown: LexborNode, city: int = 0) -> list[LexborNode]:
    """The steps of a city."""
    return [row.css("td")[city] for row in rows(shown)]


def bar(step: Step, largest: int = 100) -> LexborNode:
    path = Way(None, "", (Step("first", "", largest, 0, largest, 0),))
    return parsed(stacked(step, Funnel((path,), path, path)))


def segments(step: Step, largest: int = 100) -> dict[str | None, str | None]:
    return {segment.attributes["class"]: segment.attributes["style"] for segment in bar(step, largest).css("i")}


# --- bars -------------------------------------------------------------------------------------------------------------


def test_lengths_are_counts_in_the_order_of_their_status() -> None:
    lengths = segments(Step("theory", "", 75, 40, 10, 5, {"withdrawn": 20}))
    assert list(lengths.items()) == [
        ("done", "width:40.00%"),
        ("wait", "width:10.00%"),
        ("late", "width:5.00%"),
        ("gone", "width:20.00%"),
    ]


def test_who_arrived_has_the_colour_of_what_is_done() -> None:
    assert segments(Step("support", "", 10, 0, 10, 0, last=True)) == {"done": "width:10.00%"}


def test_one_of_thousands_is_seen_and_nobody_is_not() -> None:
    assert list(segments(Step("theory", "", 9001, 9000, 0, 1, {"withdrawn": 0}), largest=10_000)) == ["done", "late"]
    (rule,) = re.findall(r"^\.stacked i \{([^}]*)\}", (ASSETS / "look.css").read_text(encoding="utf-8"), re.MULTILINE)
    assert re.search(r"min-width: [1-9]", rule)


def test_an_empty_funnel_is_drawn_without_dividing_by_nothing() -> None:
    assert segments(Step("theory", "", 0, 0, 0, 0), largest=0) == {}
    assert words(found(made([]), "why")[0]) == "пока никого"


def test_all_cities_share_one_scale() -> None:
    shown = made(falling(50, 50) + falling(25, 25, city="ishim"), cities=("tyumen", "ishim"))
    first = [cell.css(".done")[0].attributes["style"] for cell in rows(shown)[0].css("td")]
    assert first == ["width:100.00%", "width:50.00%"]


@pytest.mark.parametrize(
    ("left", "late", "seen"),
    [
        (None, None, {"done"}),
        ([("tyumen", "applied/rejected", 1)], None, {"done", "gone"}),
        (None, [("tyumen", "applied", 1)], {"done", "late"}),
    ],
)
def test_the_key_knows_which_statuses_are_drawn(left: Counts | None, late: Counts | None, seen: set[str]) -> None:
    standing = [(city, step, ago(90), count) for city, step, count in late or []]
    assert drawn(funnel(falling(*[8, 7 if left or late else 8] + [7 if left or late else 8] * 6), left, standing)) == seen


# --- words ------------------------------------------------------------------------------------------------------------


def test_a_cell_says_its_number_its_share_and_what_became_of_the_rest() -> None:
    left: Counts = [("tyumen", "applied/rejected", 4), ("tyumen", "accepted/withdrawn", 2)]
    said = [words(cell) for cell in cells(made(falling(50, 43, 41), left, [("tyumen", "applied", 3)]))]
    assert said[0] == "50 стоят 3 : Тюмень, шаг Заявка отказано 4"
    assert said[1] == "43 из 50, 86 % выбыли 2"
    assert [words(cell) for cell in cells(made(falling(9, 9, 8)))][1] == "9 из 9 на шаге 1", "no per cent of less than ten"


def test_where_all_moved_on_or_arrived_it_is_said() -> None:
    said = [words(found(cell, "why")) for cell in cells(made(falling(*[8] * len(STEPS))))]
    assert said == [*["все пошли дальше"] * 7, "сейчас здесь"]
    left: Counts = [("tyumen", "support/withdrawn", 3)]
    assert words(found(cells(made(falling(*[8] * len(STEPS)), left))[-1], "why")) == "сейчас здесь 5 выбыли 3"


def test_on_a_past_day_nobody_is_here_now() -> None:
    past = parsed(people(funnel(falling(*[8] * len(STEPS)), cities=("tyumen",)), SCHOOL, href))
    assert words(found(cells(past)[-1], "why")) == "здесь"


def test_every_link_to_those_who_stand_leads_to_their_step_and_has_a_name_of_its_own() -> None:
    late: Counts = [("tyumen", "applied", 1), ("tyumen", "accepted", 1), ("ishim", "applied", 1)]
    shown = made(falling(50, 43, 40) + falling(9, 8, city="ishim"), late=late, cities=("tyumen", "ishim"))
    links = [link for cell in (*cells(shown), *cells(shown, 1)) for link in cell.css("a")]
    assert [words(link).replace(" :", ":") for link in links] == [
        "стоит 1: Тюмень, шаг Заявка",
        "стоит 1: Тюмень, шаг Принято",
        "стоит 1: Ишим, шаг Заявка",
    ]
    assert [link.attributes["href"] for link in links] == [
        "/stages?city=tyumen#standing-tyumen-applied",
        "/stages?city=tyumen#standing-tyumen-accepted",
        "/stages?city=ishim#standing-ishim-applied",
    ]
    assert not shown.css("a[aria-hidden], a[tabindex]"), "a hidden link that a pointer reaches is a fault in the console"


def test_a_step_unfolds_what_a_phone_has_no_room_for() -> None:
    shown = made(falling(50, 43, 41), late=[("tyumen", "applied", 3)])
    folds = shown.css(".unfolds details")
    assert len({fold.attributes["id"] for fold in folds}) == len(folds) == len(STEPS) + 1
    assert words(folds[0]) == "Подробно: шаг Заявка Тюмень 50 ; на шаге 4 стоят 3 : Тюмень, шаг Заявка"
    assert words(folds[-1]).startswith("Подробно: Дошли до сопровождения Тюмень 0 из 41 зачисленного")


def test_the_bar_tells_the_rest_when_pointed_at() -> None:
    told = [node.attributes["title"] for cell in cells(made(falling(52, 43, 41))) for node in cell.css("[title]")]
    assert [(one or "").replace("\u00a0", " ").split("\n") for one in told][:2] == [
        ["доля от прошлого шага (интервал 70–91 %)"],
        ["доля от прошлого шага (интервал 85–99 %)", "от первого шага 41 из 52, 79 %"],
    ]


@pytest.mark.parametrize(("before", "told"), [(9, False), (10, True), (11, True)])
def test_of_a_small_group_no_interval_is_told(before: int, told: bool) -> None:
    assert bool(cells(made(falling(before, 5)))[1].css("[title]")) is told


# --- red --------------------------------------------------------------------------------------------------------------


def red(shown: LexborNode) -> list[str]:
    return [words(node) for row in shown.css("thead, tbody:not(.outcome) tr:first-child") for node in found(row, "urgent")]


def test_red_is_what_the_comparison_sets_apart_and_nothing_else() -> None:
    entered, cities = falling(20, 10) + falling(40, 38, city="ishim"), ("tyumen", "ishim")
    assert not red(made(entered, cities=cities))
    apart = Comparison((BEHIND,), judged=True)
    assert red(made(entered, cities=cities, apart=apart)) == ["Тюмень", "10", "11 из 21 зачисленного, у других 71 из 83"]
    assert not red(made(entered, cities=("ishim",), apart=apart))


@pytest.mark.parametrize(("apart", "status"), [((), "stand"), ((STANDING,), "late")])
def test_who_stands_is_red_where_more_stand_than_elsewhere(apart: tuple[Difference, ...], status: str) -> None:
    shown = made(falling(50, 43), late=[("tyumen", "applied", 3)], apart=Comparison((), apart, judged=True))
    assert [words(one) for one in found(cells(shown)[0], f"t-{status}")] == ["стоят 3 : Тюмень, шаг Заявка"]


# --- what came of it --------------------------------------------------------------------------------------------------


def outcome(shown: LexborNode) -> LexborNode:
    return shown.css("tbody.outcome tr:first-child td")[0]


@pytest.mark.parametrize(
    ("enrolled", "said"),
    [
        (0, "– никто не зачислен"),
        (9, "4 из 9 зачисленных"),
        (10, "4 из 10 зачисленных — 40 % (интервал 17–69 %)"),
        (11, "4 из 11 зачисленных — 36 % (интервал 15–65 %)"),
        (21, "4 из 21 зачисленного — 19 % (интервал 8–40 %)"),
    ],
)
def test_the_outcome_is_of_those_enrolled(enrolled: int, said: str) -> None:
    assert words(outcome(made(falling(50, 50, enrolled, *[min(4, enrolled)] * 5)))) == said


@pytest.mark.parametrize(
    ("grown", "said", "hatched"),
    [
        (21, "4 из 21 зачисленного — 19 % (интервал 8–40 %)", False),
        (20, "4 из 21 зачисленного из них 1 — рано судить без них 4 из 20 : 20 % (интервал 8–42 %)", False),
        (9, "4 из 21 зачисленного из них 12 — рано судить без них 4 из 9", False),
        (0, "4 из 21 зачисленного рано судить", True),
    ],
)
def test_of_young_cohorts_it_is_said_that_it_is_too_early(grown: int, said: str, hatched: bool) -> None:
    cell = outcome(made(falling(21, 21, 21, *[4] * 5), grown=falling(grown, grown, grown, *[min(grown, 4)] * 5)))
    assert words(cell) == said
    assert (cell.attributes.get("class") == "early") is hatched


# --- the table --------------------------------------------------------------------------------------------------------


def test_every_row_begins_with_its_step_and_every_column_with_its_city() -> None:
    shown = made(falling(50, 43), cities=("tyumen", "ishim"))
    assert [words(head) for head in shown.css("thead th")] == ["Вошли в шаг", "Тюмень", "Ишим"]
    assert [words(row.css("th")[0]) for row in rows(shown)][:3] == ["Заявка всего 50", "Принято всего 43", "Зачислено всего 0"]
    assert all((row.first_child and row.css("th[scope=row]")) for row in rows(shown))
    assert words(shown.css("tbody.outcome th")[0]) == "Дошли до сопровождения"
    assert words(made(falling(50, 43)).css("tbody th")[0]) == "Заявка", "one city is its own sum"


def test_columns_are_never_narrower_than_the_longest_number() -> None:
    assert "--longest:9" in (made(falling(1_629_524, 5)).css("table")[0].attributes["style"] or "")


def columns(number: int) -> LexborNode:
    return parsed(grid(Grid("people", "Шаги", "Вошли в шаг", [(f"Город {n}", False) for n in range(number)], [], 1)))


@pytest.mark.parametrize(("cities", "sideways"), [(1, False), (5, False), (6, True)])
def test_many_cities_can_be_scrolled_with_the_keyboard(cities: int, sideways: bool) -> None:
    assert bool(columns(cities).css(".funnel-scroll[tabindex='0'][role=region][aria-label]")) is sideways


def test_names_are_text() -> None:
    city = SCHOOL.cities[0].model_copy(update={"name": HOSTILE})
    step = SCHOOL.steps[0].model_copy(update={"name": HOSTILE})
    school = SCHOOL.school.model_copy(update={"steps": (step, *SCHOOL.steps[1:])})
    hostile = SCHOOL.model_copy(update={"cities": (city, *SCHOOL.cities[1:]), "school": school})
    late = [("tyumen", "applied", ago(90), 1)]
    shown = parsed(people(funnel(falling(5, 4), None, late, programme=hostile), hostile, lambda *_: f"/stages?city={HOSTILE}"))
    assert not shown.css("img") and words(shown.css("thead th")[1]) == HOSTILE
