"""The map in its two sizes, its key, and the list that is its twin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard import formats
from dashboard.components import notice, parts
from dashboard.components.chart import graph
from dashboard.figures.map import NARROW, WIDE, Canvas, Spot, key_radii, map_figure
from dashboard.indicators.beneficiaries import PEOPLE_OF_MONTH, Beneficiaries, Settlement, count_of
from data_loader.programme import Programme

_FIRST = 45
"""Settlements listed at once; the rest unfold."""


def map_of(values: Beneficiaries, unit: str, programme: Programme) -> html.Div:
    spots = [_spot(s, unit, programme) for s in values.by(unit) if s.is_located and count_of(s, unit)]
    if not spots and programme.outline_path is None:
        return html.Div(
            notice.empty("Рисовать нечего", "Ни у одного места нет координат. Список рядом полон."), className="mapbox"
        )
    drawn = [_drawing(spots, programme, canvas, name) for canvas, name in ((WIDE, "wide"), (NARROW, "narrow"))]
    return html.Div([*drawn, *_key(spots, unit), *_without_place(values, unit)], className="mapbox")


def _drawing(spots: list[Spot], programme: Programme, canvas: Canvas, name: str) -> html.Div:
    figure, ratio = map_figure(spots, programme.outline_path, canvas)
    label = f"Карта: мест с кругами — {len(spots)}; те же числа в списке рядом"
    return html.Div(graph(figure, label), className=f"map-{name}", style={"aspectRatio": f"{ratio:.4f}"})


def _spot(settlement: Settlement, unit: str, programme: Programme) -> Spot:
    assert settlement.lat is not None and settlement.lon is not None
    hover = (
        f"{settlement.name}: {formats.counted(settlement.people, *formats.PEOPLE)}, "
        f"{formats.counted(settlement.services, *formats.SERVICES)}"
    )
    around = programme.city(settlement.city).forms.gen if settlement.is_city else None
    return Spot(
        settlement.key,
        settlement.lat,
        settlement.lon,
        count_of(settlement, unit),
        settlement.name,
        hover,
        settlement.is_city,
        around or "",
    )


def _key(spots: list[Spot], unit: str) -> list[Any]:
    words = formats.SERVICES if unit == "services" else formats.PEOPLE
    if not (radii := key_radii(spots, WIDE)):
        return []
    largest = max(radius for _, radius in radii)
    rings = [
        html.I(className="ring", style={"width": f"{2 * radius:.1f}px", "height": f"{2 * radius:.1f}px"}) for _, radius in radii
    ]
    counts = formats.listed([formats.number(count) for count, _ in radii])
    said = f"{counts}{formats.NBSP}{formats.plural(radii[-1][0], *words)}"
    box = html.Span(rings, className="rings", style={"width": f"{2 * largest:.1f}px", "height": f"{2 * largest:.1f}px"})
    return [html.P(html.Span([box, said]), className="mapkey")]


def _without_place(values: Beneficiaries, unit: str) -> list[Any]:
    lost = [s for s in values.by(unit) if not s.is_located]
    if not lost:
        return []
    places = formats.counted(len(lost), "место", "места", "мест")
    return [html.P(f"Без координат, поэтому не на карте: {places}. В списке они есть.", className="src")]


def settlements_list(values: Beneficiaries, unit: str) -> html.Div:
    """Sorted by size; a bar beside each number; places where nobody was helped yet are named below."""
    ordered = values.by(unit)
    most = max((count_of(s, unit) for s in ordered), default=0) or 1

    def table(places: Sequence[Settlement], head: bool) -> html.Table:
        return _table([_row(s, unit, most) for s in places], values, unit, head=head, foot=False)

    listing = parts.unfolding(ordered, _FIRST, table, "место", "места", "мест")
    return html.Div([*listing, _table([], values, unit, head=False, foot=True), *_not_reached(values)])


def _table(rows: list[html.Tr], values: Beneficiaries, unit: str, *, head: bool, foot: bool) -> html.Table:
    titles = html.Tr(
        [
            html.Th("Место", scope="col"),
            html.Td(),
            html.Th(PEOPLE_OF_MONTH if values.new else "Людей", scope="col", className="num"),
            html.Th("Услуг", scope="col", className="num"),
        ]
    )
    total = html.Tr(
        [
            html.Th("Всего", scope="row"),
            html.Td(),
            *_counts(values.people, values.services, unit, strong=True),
        ]
    )
    columns = html.Colgroup([html.Col(), html.Col(className="barcell"), html.Col(className="k2"), html.Col(className="k2")])
    parts_ = [columns, *([html.Thead(titles)] if head else []), html.Tbody(rows), *([html.Tfoot(total)] if foot else [])]
    return html.Table(parts_, className="pl")


def _row(settlement: Settlement, unit: str, most: int) -> html.Tr:
    name = html.B(settlement.name) if settlement.is_city else settlement.name
    return html.Tr(
        [
            html.Th(name, scope="row", className="nm"),
            html.Td(parts.bar(count_of(settlement, unit) / most), className="barcell"),
            *_counts(settlement.people, settlement.services, unit),
        ]
    )


def _counts(people: int, services: int, unit: str, *, strong: bool = False) -> list[html.Td]:
    """The unit that is shown in ink, the other quiet."""
    shown = [formats.number(people), formats.number(services)]
    quiet = 0 if unit == "services" else 1
    return [
        html.Td(html.B(text) if strong and n != quiet else text, className="num mut" if n == quiet else "num")
        for n, text in enumerate(shown)
    ]


def _not_reached(values: Beneficiaries) -> list[Any]:
    names = [s.name for s in values.not_reached]
    if not names:
        return []
    return [
        html.P(
            [html.B("Без услуг в этом месяце: " if values.new else "Пока никого: "), ", ".join(sorted(names))], className="nobody"
        )
    ]
