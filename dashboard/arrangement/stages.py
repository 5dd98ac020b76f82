"""The stages: who completed each part, how long it took, who stands still."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import Any

from markupsafe import Markup

from dashboard import formats
from dashboard.arrangement.view import Subject, View
from dashboard.blocks import Block, Column
from dashboard.components import medians as drawing
from dashboard.components import notice, parts
from dashboard.components.stages import (
    FIRST,
    city_matrix,
    cohort_matrix,
    people_list,
    skipped_rows,
    standing_squares,
)
from dashboard.filters import Offer
from dashboard.indicators import stages
from dashboard.indicators.overview import STANDING
from dashboard.indicators.stages import (
    COMPLETION,
    DAYS_TO_PART,
    SKIPPED,
    Counts,
    Matrix,
    Medians,
    Standing,
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
from dashboard.queries.cache import remembered
from dashboard.queries.registry_stages import standing_people
from dashboard.rows import Listed, StandingPerson

NO_PARTS = "У этой программы нет частей"


def blocks(view: View) -> list[Block]:
    everyone = None if view.filters.until else _standing(view)
    still = everyone and everyone.of(view.filters.city_keys(view.programme))
    if not view.programme.parts:
        return [_lead(NO_PARTS), _no_parts(), *_still(view, still)]
    found = _cities(view, everyone)
    said = message(found, view.programme)
    lead = _lead(said.text, *filter(None, [last_everywhere(found, view.programme)]))
    if said.key == "nobody":
        return [lead, _nobody()]
    return [
        lead,
        _cities_block(view, found),
        _in(_cohorts_block(view), "left"),
        _in(_medians_block(view), "right"),
        *_still(view, still, _skipped_block(found)),
    ]


SUBJECT = Subject("stages", "Этапы", Offer(parts=("city", "cohort", "until")), blocks)


def _lead(text: str, *paragraphs: str) -> Block:
    return Block("lead", text, partial(parts.lead, text, *paragraphs))


def _in(block: Block, column: Column) -> Block:
    return replace(block, column=column)


def _every(view: View) -> list[tuple[str, str]]:
    return [(city.key, city.name) for city in view.programme.cities]


def _counted(view: View, by: str, cities: Collection[str] = ()) -> tuple[Counts, Counts]:
    """People who entered each step, and who have it on record, by city or cohort and step. Read once for all views of a day."""
    return _summed(view, "participants_entered", by, cities), _summed(view, "participants_reached", by, cities)


def _summed(view: View, measure: str, by: str, cities: Collection[str]) -> Counts:
    frame = view.counts(measure, ["city", "cohort", "item"], cities=(), cohorts=())
    cohorts, found = view.filters.cohorts, dict[tuple[str, str], int]()
    for city, cohort, item, count in zip(*(frame[name].tolist() for name in ("city", "cohort", "item", "count")), strict=True):
        if (not cities or city in cities) and (not cohorts or cohort in cohorts):
            key = (city if by == "city" else cohort, item)
            found[key] = found.get(key, 0) + count
    return found


def _cities(view: View, everyone: Standing | None) -> Matrix:
    """All cities are counted: those shown are measured against them."""
    entered, reached = _counted(view, "city")
    still = None if everyone is None else standing_enrolled(everyone, view.programme)
    return stages.city_matrix(entered, reached, view.filters.city_keys(view.programme), view.programme, standing=still)


def _standing(view: View) -> Standing:
    """Of all cities."""
    waiting = view.counts("participants_waiting", ["city", "item", "day"], cities=())
    return standing(waiting, _every(view), view.programme, view.today)


def _medians(view: View) -> Medians:
    """Of the cities shown; found once for all of them."""

    def read() -> Medians:
        return medians(view.counts("lag_to_step", ["city", "item", "lag_days"], cities=()), _every(view), view.programme)

    found = remembered(view.snapshot, view.viewer, ("medians", view.filters.until, view.filters.cohorts), read)
    return found.of([view.programme.city(key).name for key in view.filters.city_keys(view.programme)])


def _cities_block(view: View, found: Matrix) -> Block:
    points = formats.number(view.programme.attention.points_behind)
    low = parts.key_mark("lowmark", f"больше чем на {points} пунктов ниже, чем по всем городам")
    return Block(
        "parts",
        "Кто прошёл каждую часть",
        lambda: city_matrix(found, view.programme),
        matrix_table(found, "Город"),
        remark="часть засчитана, если на неё есть запись",
        indicators=(COMPLETION, SKIPPED, STANDING),
        sub=[
            "Человек с записью о части из всех зачисленных.",
            parts.scale("меньше 35 %", "95 % и больше"),
            *([low] if len(view.programme.cities) > 1 else []),
        ],
    )


def _cohorts_block(view: View) -> Block:
    first = view.programme.steps[0].key
    young = young_cohorts(view.counts("participants_entered", ["cohort", "day"], items=[first]), view.programme, view.until)
    shown = view.filters.cohorts or view.cohorts
    entered, reached = _counted(view, "cohort", view.filters.cities)
    found = matrix(entered, reached, [(c, c or "без названия") for c in shown], view.programme, young=young)
    days = formats.days_genitive(view.programme.attention.maturity_days)
    hatched = f"Те же доли. Заштрихованные потоки моложе {days} после медианного первого дня: рано судить"
    return Block(
        "cohorts",
        "По потокам",
        lambda: cohort_matrix(found),
        matrix_table(found, "Поток"),
        indicators=(COMPLETION,),
        sub=hatched if young else "Те же доли",
    )


def _medians_block(view: View) -> Block:
    found = _medians(view)
    names = [part.name for part in found.parts]
    several = len(view.programme.cities) > 1

    def drawn() -> Markup:
        if found.longest:
            return drawing.dots(names, found.rows)
        return notice.empty("Считать пока нечего", "Ни у кого нет записи о части после зачисления.")

    return Block(
        "days",
        "Сколько дней от зачисления до части",
        drawn,
        medians_table(found),
        indicators=(DAYS_TO_PART,),
        sub="Медиана среди дошедших, дней" + (". Вертикальные линии — по всем городам" if several else ""),
    )


def _still(view: View, still: Standing | None, *short: Block) -> list[Block]:
    """Who stands still is known of today alone, and by name of the latest load alone. The list of names is long, so what is short
    shares the other column.
    """
    if still is None:
        return _beside(_on_a_past_day(view), *short)
    names = _latest_names_only(view) if view.snapshot.historic else _people_block(view)
    return [*_beside(_standing_block(view, still), *short), _in(names, "right")]


def _beside(*found: Block) -> list[Block]:
    return [_in(block, "left") for block in found]


def _on_a_past_day(view: View) -> Block:
    title = "Кто стоит, видно только на последний день"
    why = "На прошлый день число стоящих было бы догадкой: уберите дату, и оно вернётся."
    again = parts.button("По последний день", view.filters.but(until=None).href(view.path), first=True)
    return Block("standing", title, partial(notice.empty, title, why, [again]))


def _latest_names_only(view: View) -> Block:
    title = "Имена видны только по последней загрузке"
    why = "Имена хранятся только последние: рядом с прежними числами они ввели бы в заблуждение."
    again = parts.button("Показать последнюю загрузку", view.filters.but(known_at=None).href(view.path), first=True)
    return Block("people", title, partial(notice.empty, title, why, [again]))


def _standing_block(view: View, still: Standing) -> Block:
    days = formats.days_genitive(view.programme.attention.waiting_days)
    verb = formats.agree(still.total, "стоит", "стоят")
    last = formats.quoted(view.programme.steps[-1].name)
    return Block(
        "standing",
        f"Где {verb} {formats.counted(still.total, *formats.PEOPLE)}" if still.total else "Никто не стоит",
        lambda: standing_squares(still),
        standing_table(still, view.programme),
        indicators=(STANDING,),
        sub=f"Больше {days} без следующего шага; один квадрат — один человек. Те, кто на шаге {last}, не считаются",
    )


def _people_block(view: View) -> Block:
    chosen: dict[str, Any] = {"cities": view.filters.cities, "cohorts": view.filters.cohorts}
    people = standing_people(view.snapshot, view.viewer, view.today, **chosen, most=view.most)
    shown = f"Кто не выбыл и не дошёл до конца: {parts.first_of(people.total, FIRST)}. " if people.total else ""

    def drawn() -> Markup:
        if people.total:
            return people_list(people.rows, view.programme, people.total)
        return notice.empty("Звонить некому", "Все, кто не выбыл, двигаются в срок.")

    return Block(
        "people",
        "Кто стоит дольше всех",
        drawn,
        _people_table(view, people),
        sheets=("Участники", "Организации"),
        remark="записи на сегодня",
        indicators=(STANDING,),
        sub=f"{shown}Имена видит только фонд",
    )


def _people_table(view: View, people: Listed[StandingPerson]) -> Table:
    programme = view.programme
    rows: list[Any] = [
        (one.name, programme.city(one.city).name, one.organisation, programme.step(one.step).name, one.days)
        for one in people.rows
    ]
    return table("Участник | Город | Организация | Шаг | #Дней", rows, left_out=people.left_out)


def _skipped_block(found: Matrix) -> Block:
    return Block(
        "skipped",
        "Какие части пропустили" if found.total.skipped else "Части никто не пропускал",
        lambda: skipped_rows(found),
        skipped_table(found),
        indicators=(SKIPPED,),
        sub="Человек с записью о более позднем шаге, но не об этой части",
    )


def _no_parts() -> Block:
    title = "Матрицы нет"
    return Block("parts", title, partial(notice.empty, title, "В programme.toml ни у одного шага не стоит part = true."))


def _nobody() -> Block:
    title = "Показывать пока нечего"
    again = parts.button("Показать всё", "/stages", first=True)
    return Block("nobody", title, partial(notice.empty, title, "В выбранных данных никто не зачислен.", [again]))
