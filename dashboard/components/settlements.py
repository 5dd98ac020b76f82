"""The map in its two sizes, its key, and the list that is its twin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard import formats
from dashboard.components import notice, parts
from dashboard.components.markup import draw
from dashboard.figures.map import NARROW, WIDE, Spot, key_radii, ratio
from dashboard.indicators.beneficiaries import PEOPLE_OF_MONTH, Beneficiaries, Settlement, count_of
from data_loader.programme import Programme

SIZES = {"map-wide": WIDE, "map-narrow": NARROW}
"""The drawing in two sizes, by the name of its place: what has room on a desk collides on a phone."""
_FIRST = 45
"""Settlements listed at once; the rest unfold."""
_MOST_NAMED = 100
"""Places without anybody that are named; more are in the file."""


def map_and_list(values: Beneficiaries, unit: str, programme: Programme) -> Markup:
    return draw("settlements.html", "side_by_side", _map(values, unit, programme), _listed(values, unit))


# --- the map ----------------------------------------------------------------------------------------------------------


def has_map(values: Beneficiaries, unit: str, programme: Programme) -> bool:
    """Without places on the map and without an outline there is nothing to draw."""
    return programme.outline_path is not None or bool(_drawn(values, unit))


def spots(values: Beneficiaries, unit: str, programme: Programme) -> list[Spot]:
    """The circles of the map, the largest first."""
    return [_spot(s, where, unit, programme) for s, where in _drawn(values, unit)]


def _drawn(values: Beneficiaries, unit: str) -> list[tuple[Settlement, tuple[float, float]]]:
    return [(s, where) for s in values.by(unit) if (where := s.where) and count_of(s, unit)]


def _spot(settlement: Settlement, where: tuple[float, float], unit: str, programme: Programme) -> Spot:
    people = formats.counted(settlement.people, *formats.PEOPLE)
    services = formats.counted(settlement.services, *formats.SERVICES)
    around = programme.city(settlement.city).forms.gen if settlement.is_city else None
    hover = f"{settlement.name}: {people}, {services}"
    number = count_of(settlement, unit)
    return Spot(settlement.key, *where, number, settlement.name, hover, settlement.is_city, around or "")


def _map(values: Beneficiaries, unit: str, programme: Programme) -> Markup:
    """Its two places, its key, and how many places are not on it."""
    if not has_map(values, unit, programme):
        return notice.empty("Рисовать нечего", "Ни у одного места нет координат. Список рядом полон.")
    drawn = _drawn(values, unit)
    where = [one for _, one in drawn]
    label = f"Карта: мест с кругами — {len(drawn)}; те же числа в списке рядом"
    places = [
        parts.place(name, label, ratio=ratio(where, programme.outline_path, canvas), class_name=name)
        for name, canvas in SIZES.items()
    ]
    key = _key(max((count_of(s, unit) for s, _ in drawn), default=0), unit)
    return parts.together(*places, key, _not_on_map(values))


def _key(most: int, unit: str) -> Markup:
    """Circles of round counts, one inside another."""
    if not (radii := key_radii(most, WIDE)):
        return Markup("")
    words = formats.SERVICES if unit == "services" else formats.PEOPLE
    counts = formats.listed([formats.number(count) for count, _ in radii])
    said = f"{counts}{formats.NBSP}{formats.plural(radii[-1][0], *words)}"
    return draw("settlements.html", "key", [2 * radius for _, radius in radii], said)


def _not_on_map(values: Beneficiaries) -> Markup:
    lost = sum(s.where is None for s in values.reached)
    if not lost:
        return Markup("")
    places = formats.counted(lost, "место", "места", "мест")
    return draw("settlements.html", "not_on_map", f"Без координат, поэтому не на карте: {places}. В списке они есть.")


# --- the list ---------------------------------------------------------------------------------------------------------

_Count = tuple[int, bool]
"""A number, and whether it is the one that is shown; the other is quiet."""


@dataclass(frozen=True)
class _Row:
    """A line of the list as it is drawn; `ratio`: the length of its bar."""

    name: str
    ratio: float
    counts: Sequence[_Count]
    strong: bool


def _counts(people: int, services: int, unit: str) -> list[_Count]:
    return [(people, unit != "services"), (services, unit == "services")]


def _listed(values: Beneficiaries, unit: str) -> Markup:
    """Sorted by size; a bar beside each number; places where nobody was helped yet are named below."""
    ordered = values.by(unit)
    most = max((count_of(s, unit) for s in ordered), default=0) or 1
    people = PEOPLE_OF_MONTH if values.new else "Людей"
    digits = [len(str(number)) for number in (values.people, values.services)]

    def table(settlements: Sequence[Settlement], head: bool) -> Markup:
        rows = [_Row(s.name, count_of(s, unit) / most, _counts(s.people, s.services, unit), s.is_city) for s in settlements]
        return draw("settlements.html", "places", rows, people if head else "", digits)

    rows = parts.unfolding(ordered, _FIRST, table, "место", "места", "мест")
    total = draw("settlements.html", "total", _counts(values.people, values.services, unit), digits)
    return parts.together(rows, total, _not_reached(values))


def _not_reached(values: Beneficiaries) -> Markup:
    names = sorted(s.name for s in values.not_reached)
    if not names:
        return Markup("")
    since = "Без услуг в этом месяце" if values.new else "Пока никого"
    more = len(names) - _MOST_NAMED
    rest = f" и{formats.NBSP}ещё {formats.number(more)} — в файле, кнопка «Скачать»" if more > 0 else ""
    return draw("settlements.html", "not_reached", since, ", ".join(names[:_MOST_NAMED]), formats.bind(rest))
