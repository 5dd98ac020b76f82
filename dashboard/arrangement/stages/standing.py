"""Who stands still: where, and by name."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from markupsafe import Markup

from dashboard import formats
from dashboard.arrangement.view import View
from dashboard.blocks import Block
from dashboard.components import notice, parts
from dashboard.components.standing import FIRST, fits_beside, in_squares, people_list, where_they_stand
from dashboard.grammar import nouns, verbs
from dashboard.indicators import waiting
from dashboard.indicators.overview import STANDING
from dashboard.indicators.stages import Standing, standing, standing_table
from dashboard.indicators.table import Table, table
from dashboard.queries.registry_stages import standing_people
from dashboard.rows import Listed, StandingPerson


def everybody_standing(view: View) -> Standing:
    """Of all cities."""
    there = waiting.arrivals(view.counts("participants_waiting", ["city", "item", "day"], cities=()))
    waits = waiting.standing(there, waiting.school_terms(view.programme), view.today)
    return standing(waits, [(city.key, city.name) for city in view.programme.cities], view.programme)


def standing_blocks(view: View, still: Standing | None, *short: Block) -> list[Block]:
    """Who stands still is known of today alone, and by name of the latest load alone. The list of names is long, so what is short
    shares the other column.
    """
    if still is None:
        return _beside(_on_a_past_day(view), *short)
    names = _latest_names_only(view) if view.snapshot.historic else _people_block(view)
    where = _standing_block(view, still)
    first = _beside(where) if fits_beside(still) else [where]
    return [*first, *_beside(*short), replace(names, column="right")]


def _beside(*found: Block) -> list[Block]:
    return [replace(block, column="left") for block in found]


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


def _longer(view: View) -> str:
    """«дольше 30 дней»."""
    return f"дольше {nouns.DAY.counted_in(view.programme.attention.waiting_days, 'gen')}"


# --- where ------------------------------------------------------------------------------------------------------------


def _standing_block(view: View, still: Standing) -> Block:
    where = f"Где {verbs.STANDS.of(still.total)} {nouns.PERSON.counted(still.total)}"
    title = where if still.total else f"Никто не стоит {_longer(view)}"
    return Block(
        "standing",
        title,
        lambda: where_they_stand(still, title),
        standing_table(still, view.programme),
        indicators=(STANDING,),
        sub=_standing_key(view, still),
    )


def _standing_key(view: View, still: Standing) -> list[str | Markup]:
    """What a mark is, where there are marks; who is not counted."""
    drawn = "один квадрат — один человек" if in_squares(still) else "полосы — в одном масштабе"
    last = formats.quoted(view.programme.steps[-1].name)
    key = [parts.swatch("late", f"без следующего шага {_longer(view)}; {drawn}.")] if still.total else []
    return [*key, f"Те, кто на шаге {last}, не считаются"]


# --- who --------------------------------------------------------------------------------------------------------------


def _people_block(view: View) -> Block:
    people = _standing_people(view)
    first = parts.first_of(people.total, FIRST)

    def drawn() -> Markup:
        if people.total:
            return people_list(people.rows, view.programme, people.total)
        return notice.empty(f"Никто не стоит {_longer(view)}", "Стоит тот, кто не выбыл, не на последнем шаге и без нового шага.")

    return Block(
        "people",
        "Кто стоит дольше всех" if first else "Кто стоит",
        drawn,
        _people_table(view, people),
        sheets=("Участники", "Организации"),
        remark="записи на сегодня",
        indicators=(STANDING,),
        sub=f"{formats.capital(first)}. Имена видит только фонд" if first else "Имена видит только фонд",
    )


def _standing_people(view: View) -> Listed[StandingPerson]:
    before = {step: term.first_day(view.today) for step, term in waiting.school_terms(view.programme).items()}
    chosen: dict[str, Any] = {"cities": view.filters.cities, "cohorts": view.filters.cohorts}
    return standing_people(view.snapshot, view.viewer, view.today, before, **chosen, most=view.most)


def _people_table(view: View, people: Listed[StandingPerson]) -> Table:
    programme = view.programme
    rows: list[Any] = [
        (one.name, programme.city(one.city).name, one.organisation, programme.step(one.step).name, one.days)
        for one in people.rows
    ]
    return table("Участник | Город | Организация | Шаг | #Дней", rows, left_out=people.left_out)
