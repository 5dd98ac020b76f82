"""The map in its sizes, its key, and the list that is its twin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard import formats
from dashboard.components import notice, parts
from dashboard.components.markup import draw
from dashboard.figures.map import MIDDLE, NARROW, WIDE, Spot, key_radii, read_outline
from dashboard.indicators.beneficiaries import (
    ITSELF,
    NEW_PEOPLE,
    Beneficiaries,
    Settlement,
    all_together,
    count_of,
)
from data_loader.names import match_key
from data_loader.programme import Programme

SIZES = {"map-wide": WIDE, "map-middle": MIDDLE, "map-narrow": NARROW}
"""The drawing in its sizes, by the name of its place: what has room on a desk collides on a phone."""
_FIRST = 45
"""Settlements listed at once; the rest unfold."""
_MOST_NAMED = 100
"""Places without anybody that are named; more are in the file."""


def map_and_list(values: Beneficiaries, unit: str, programme: Programme) -> Markup:
    drawn = has_map(values, unit, programme)
    return draw("settlements.html", "side_by_side", _map(values, unit, programme), _listed(values, unit, programme), drawn)


# --- the map ----------------------------------------------------------------------------------------------------------


def has_map(values: Beneficiaries, unit: str, programme: Programme) -> bool:
    """Without places on the map and without an outline there is nothing to draw."""
    return programme.outline_path is not None or bool(_drawn(values, unit, programme))


def spots(values: Beneficiaries, unit: str, programme: Programme) -> list[Spot]:
    """The circles of the map, the largest first."""
    return [_spot(s, where, values, unit, programme) for s, where in _drawn(values, unit, programme)]


def _drawn(values: Beneficiaries, unit: str, programme: Programme) -> list[tuple[Settlement, tuple[float, float]]]:
    ground = read_outline(programme.outline_path)
    return [(s, where) for s in values.by(unit) if (where := s.where) and count_of(s, unit) and ground.holds(*where)]


def _spot(settlement: Settlement, where: tuple[float, float], values: Beneficiaries, unit: str, programme: Programme) -> Spot:
    people = formats.counted(settlement.people, *formats.PEOPLE) + (" впервые" if values.new else "")
    services = formats.counted(settlement.services, *formats.SERVICES)
    name = f"{settlement.name}, {ITSELF}" if settlement.is_city else settlement.name
    around = programme.city(settlement.city).forms.gen if settlement.is_city else None
    hour = programme.map.hours.get(match_key(settlement.name), 0)
    return Spot(
        settlement.key,
        *where,
        count_of(settlement, unit),
        settlement.name,
        f"{name}: {people}, {services}",
        settlement.is_city,
        around or "",
        hour,
    )


def _map(values: Beneficiaries, unit: str, programme: Programme) -> Markup:
    """Its places, and how many settlements are not on it."""
    if not has_map(values, unit, programme):
        return notice.empty("Рисовать нечего", "Ни у одного места нет координат. Список полон.")
    label = _label([s for s, _ in _drawn(values, unit, programme)], unit)
    places = [parts.place(name, label, ratio=canvas.ratio, class_name=name) for name, canvas in SIZES.items()]
    return parts.together(*places, _not_on_map(values, programme))


def _label(drawn: Sequence[Settlement], unit: str) -> str:
    """What the drawing is for those who do not see it."""
    counted = "услуг" if unit == "services" else "людей"
    number = formats.number(sum(count_of(s, unit) for s in drawn))
    return f"Карта: мест с кругами — {formats.number(len(drawn))}, {counted} — {number}; по каждому месту числа в списке рядом"


def map_key(values: Beneficiaries, unit: str, programme: Programme) -> Markup:
    """Circles of round counts, one inside another, as large as on each size of the map."""
    most = max((count_of(s, unit) for s, _ in _drawn(values, unit, programme)), default=0)
    if not (radii := key_radii(most, WIDE)):
        return Markup("")
    words = formats.SERVICES if unit == "services" else formats.PEOPLE
    counts = formats.listed([formats.number(count) for count, _ in radii])
    said = f"{counts}{formats.NBSP}{formats.plural(radii[-1][0], *words)}"
    rings = [(name, [2 * radius for _, radius in key_radii(most, canvas)]) for name, canvas in SIZES.items()]
    return draw("settlements.html", "key", rings, said)


def _not_on_map(values: Beneficiaries, programme: Programme) -> Markup:
    lost = sum(s.where is None for s in values.reached)
    ground = read_outline(programme.outline_path)
    far = sum(s.where is not None and not ground.holds(*s.where) for s in values.reached)
    found = {"без координат": lost, "с координатами далеко за границей": far}
    said = [f"{words} — {_places(number)}" for words, number in found.items() if number]
    if not said:
        return Markup("")
    return draw("settlements.html", "not_on_map", f"Нет на карте, но есть в списке: {formats.listed(said)}.")


def _places(number: int) -> str:
    return formats.counted(number, "место", "места", "мест")


# --- the list ---------------------------------------------------------------------------------------------------------

_Count = tuple[int, bool]
"""A number, and whether it is the one that is shown; the other is quiet."""


@dataclass(frozen=True)
class _Row:
    """A line of the list as it is drawn; `ratio`: the length of its bar. `itself`: said beside a city of the programme."""

    name: str
    itself: str
    ratio: float
    counts: Sequence[_Count]


def _counts(people: int, services: int, unit: str) -> list[_Count]:
    return [(people, unit != "services"), (services, unit == "services")]


def _listed(values: Beneficiaries, unit: str, programme: Programme) -> Markup:
    """Sorted by size; a bar beside each number; places where nobody was helped yet are named below."""
    ordered = values.by(unit)
    most = max((count_of(s, unit) for s in ordered), default=0) or 1
    people = NEW_PEOPLE if values.new else "Людей"

    def table(settlements: Sequence[Settlement], head: bool) -> Markup:
        rows = [
            _Row(s.name, ITSELF if s.is_city else "", count_of(s, unit) / most, _counts(s.people, s.services, unit))
            for s in settlements
        ]
        return draw("settlements.html", "places", rows, people if head else "")

    rows = parts.unfolding(ordered, _FIRST, table, "место", "места", "мест")
    counts = _counts(values.people, values.services, unit)
    total = draw("settlements.html", "total", all_together(values, programme), counts)
    digits = [len(str(number)) for number in (values.people, values.services)]
    return draw("settlements.html", "listed", parts.together(rows, total, _not_reached(values)), digits)


def _not_reached(values: Beneficiaries) -> Markup:
    names = sorted(s.name for s in values.not_reached)
    if not names:
        return Markup("")
    since = "Без услуг в этом месяце" if values.new else "Пока никого"
    more = len(names) - _MOST_NAMED
    rest = f" и{formats.NBSP}ещё {formats.number(more)} — в файле, кнопка «Скачать»" if more > 0 else ""
    return draw("settlements.html", "not_reached", since, ", ".join(names[:_MOST_NAMED]), formats.bind(rest))
