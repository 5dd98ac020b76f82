"""The stages: who completed each part, how long it took, who stands still."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import Input, Output, callback, html

from dashboard import formats
from dashboard.callbacks.view import LOAD_VERSION, VIEW, View, explained, open_view, page_body
from dashboard.components import notice, parts
from dashboard.components.chart import chart
from dashboard.components.stages import FIRST, matrix_of, medians_of, people_list, skipped_rows, standing_squares
from dashboard.filters import Offer
from dashboard.indicators.overview import STANDING
from dashboard.indicators.stages import (
    COMPLETION,
    DAYS_TO_PART,
    SKIPPED,
    Counts,
    Matrix,
    Standing,
    city_matrix,
    last_everywhere,
    matrix,
    matrix_table,
    medians,
    medians_table,
    message,
    skipped_table,
    standing,
    standing_enrolled,
    standing_table,
    young_cohorts,
)
from dashboard.indicators.table import Table, table
from dashboard.queries.counts import by_key
from dashboard.queries.registry_stages import standing_people

PAGE = "stages"
BODY = "stages-body"
OFFER = Offer(parts=("city", "cohort", "until"))


@callback(Output(BODY, "children"), Input(VIEW, "data"), Input(LOAD_VERSION, "data"), prevent_initial_call=True)
def show(query: str, _: Any) -> list[Any]:
    return content(query or "")


@explained
def content(query: str) -> list[Any]:
    with open_view(PAGE, query, OFFER) as view:
        still = None if view.filters.until else _standing(view, _named(view))
        if not view.programme.parts:
            return page_body(view, parts.lead("У этой программы нет частей"), _no_parts(), _columns(_still(view, still)))
        found = _cities(view)
        said = message(found, view.programme)
        lead = parts.lead(said.text, *filter(None, [last_everywhere(found, view.programme)]))
        if said.key == "nobody":
            return page_body(view, lead, _nobody())
        return page_body(
            view,
            lead,
            _cities_chart(view, found),
            html.Div([_cohorts_chart(view), _medians_chart(view)], className="cols"),
            _columns(_still(view, still), _skipped_chart(view, found)),
        )


def _named(view: View) -> list[tuple[str, str]]:
    return [(key, view.programme.city(key).name) for key in view.filters.city_keys(view.programme)]


def _counted(view: View, by: str, **conditions: Any) -> tuple[Counts, Counts]:
    """People who entered each step, and who have it on record."""
    entered, reached = (
        by_key(view.counts(f"participants_{what}", [by, "item"], **conditions), by, "item") for what in ("entered", "reached")
    )
    return entered, reached


def _cities(view: View) -> Matrix:
    """All cities are counted: those shown are measured against them."""
    entered, reached = _counted(view, "city", cities=())
    every = [(city.key, city.name) for city in view.programme.cities]
    still = None if view.filters.until else standing_enrolled(_standing(view, every), view.programme)
    return city_matrix(entered, reached, view.filters.city_keys(view.programme), view.programme, standing=still)


def _standing(view: View, cities: list[tuple[str, str]]) -> Standing:
    waiting = view.counts("participants_waiting", ["city", "item", "day"], cities=())
    return standing(waiting, cities, view.programme, view.today)


def _cities_chart(view: View, found: Matrix) -> html.Figure:
    points = formats.number(view.programme.attention.points_behind)
    low = html.Span([html.I(className="lowmark"), formats.bind(f"больше чем на {points} пунктов ниже, чем по всем городам")])
    return chart(
        view.shown,
        "parts",
        "Кто прошёл каждую часть",
        matrix_of(found, "Город", view.programme, main=True),
        matrix_table(found, "Город"),
        source=f"{COMPLETION.source}; часть засчитана, если на неё есть запись",
        indicators=(COMPLETION, SKIPPED, STANDING),
        sub=[
            "Человек с записью о части из всех зачисленных.",
            parts.scale("меньше 35 %", "95 % и больше"),
            *([low] if len(view.programme.cities) > 1 else []),
        ],
    )


def _cohorts_chart(view: View) -> html.Figure:
    first = view.programme.steps[0].key
    young = young_cohorts(view.counts("participants_entered", ["cohort", "day"], items=[first]), view.programme, view.until)
    shown = view.filters.cohorts or view.cohorts
    entered, reached = _counted(view, "cohort")
    found = matrix(entered, reached, [(c, c or "без названия") for c in shown], view.programme, young=young)
    days = formats.days_genitive(view.programme.attention.maturity_days)
    return chart(
        view.shown,
        "cohorts",
        "По потокам",
        matrix_of(found, "Поток", view.programme, main=False),
        matrix_table(found, "Поток"),
        source=COMPLETION.source,
        indicators=(COMPLETION,),
        sub=f"Те же доли. Заштрихованные потоки моложе {days} после медианного первого дня: рано судить"
        if young
        else "Те же доли",
    )


def _medians_chart(view: View) -> html.Figure:
    found = medians(view.counts("lag_to_step", ["city", "item", "lag_days"], cities=()), _named(view), view.programme)
    names = [part.name for part in found.parts]
    drawing: Any = notice.empty("Считать пока нечего", "Ни у кого нет записи о части после зачисления.")
    if found.longest:
        drawing = medians_of(names, found)
    several = len(view.programme.cities) > 1
    return chart(
        view.shown,
        "days",
        "Сколько дней от зачисления до части",
        drawing,
        medians_table(found),
        source=DAYS_TO_PART.source,
        indicators=(DAYS_TO_PART,),
        sub="Медиана среди дошедших, дней" + (". Вертикальные линии — по всем городам" if several else ""),
    )


def _columns(still: list[Any], *short: Any) -> html.Div:
    """Two columns: the list of names is long, so what is short shares the other."""
    first, *names = still
    return html.Div([html.Div([first, *short]), *names] if names else [first, *short], className="cols")


def _still(view: View, still: Standing | None) -> list[Any]:
    """Who stands still is known of today alone, and by name of the latest load alone."""
    if still is None:
        why = "На прошлый день число стоящих было бы догадкой: уберите дату, и оно вернётся."
        again = parts.button("По последний день", view.filters.but(until=None).href("/stages"), first=True)
        return [notice.empty("Кто стоит, видно только на последний день", why, [again])]
    if view.snapshot.historic:
        why = "Имена хранятся только последние: рядом с прежними числами они ввели бы в заблуждение."
        again = parts.button("Показать последнюю загрузку", view.filters.but(known_at=None).href("/stages"), first=True)
        return [_standing_chart(view, still), notice.empty("Имена видны только по последней загрузке", why, [again])]
    return [_standing_chart(view, still), _people_chart(view)]


def _standing_chart(view: View, still: Standing) -> html.Figure:
    days = formats.days_genitive(view.programme.attention.waiting_days)
    verb = formats.agree(still.total, "стоит", "стоят")
    title = f"Где {verb} {formats.counted(still.total, *formats.PEOPLE)}" if still.total else "Никто не стоит"
    last = view.programme.steps[-1]
    return chart(
        view.shown,
        "standing",
        title,
        standing_squares(still),
        standing_table(still, view.programme),
        source=STANDING.source,
        indicators=(STANDING,),
        sub=f"Больше {days} без следующего шага; один квадрат — один человек. Те, кто на шаге {formats.quoted(last.name)}, не считаются",
    )


def _people_chart(view: View) -> html.Figure:
    people = standing_people(view.snapshot, view.viewer, view.today, cities=view.filters.cities, cohorts=view.filters.cohorts)
    drawing: Any = people_list(people, view.programme)
    if people.empty:
        drawing = notice.empty("Звонить некому", "Все, кто не выбыл, двигаются в срок.")
    return chart(
        view.shown,
        "people",
        "Кто стоит дольше всех",
        drawing,
        _people_table(view, people),
        source="листы «Этапы», «Участники», «Организации»; записи на сегодня",
        indicators=(STANDING,),
        sub=f"{'' if people.empty else f'Кто не выбыл и не дошёл до конца: {parts.first_of(len(people), FIRST)}. '}Имена видит только фонд",
    )


def _people_table(view: View, people: pd.DataFrame) -> Table:
    programme = view.programme
    rows: list[Any] = [
        (r["name"], programme.city(r["city"]).name, r["organisation"], programme.step(r["step"]).name, int(r["days"]))
        for r in people.to_dict("records")
    ]
    return table("Участник | Город | Организация | Шаг | #Дней", rows)


def _skipped_chart(view: View, found: Matrix) -> html.Figure:
    return chart(
        view.shown,
        "skipped",
        "Какие части пропустили" if found.total.skipped else "Части никто не пропускал",
        skipped_rows(found),
        skipped_table(found),
        source=SKIPPED.source,
        indicators=(SKIPPED,),
        sub="Человек с записью о более позднем шаге, но не об этой части",
    )


def _no_parts() -> html.Div:
    return notice.empty("Матрицы нет", "В programme.toml ни у одного шага не стоит part = true.")


def _nobody() -> html.Div:
    return notice.empty(
        "Показывать пока нечего", "В выбранных данных никто не зачислен.", [parts.button("Показать всё", "/stages", first=True)]
    )
