"""Who completed each part by city and cohort, how long it took, and who skipped a part."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from markupsafe import Markup

from dashboard import formats
from dashboard.arrangement.comparing import began
from dashboard.arrangement.view import View
from dashboard.blocks import Block
from dashboard.components import notice, parts
from dashboard.components.grid import city_matrix, cohort_matrix, median_days
from dashboard.components.standing import skipped_rows
from dashboard.indicators import stages
from dashboard.indicators.comparison import Comparison
from dashboard.indicators.overview import STANDING
from dashboard.indicators.stages import (
    COMPLETION,
    DAYS_TO_PART,
    SKIPPED,
    Counts,
    Matrix,
    Medians,
    Standing,
    matrix,
    matrix_table,
    medians,
    medians_table,
    skipped_table,
    standing_enrolled,
)
from dashboard.queries.cache import remembered
from data_loader.months import last_complete_month


@dataclass(frozen=True)
class Completion:
    """Everybody by city; what the message may judge by; the cohorts that it leaves out."""

    cities: Matrix
    judged: Matrix
    young: tuple[str, ...]


def completion(view: View, everyone: Standing | None, compared: Comparison, young: Collection[str]) -> Completion:
    """All cities are counted: those shown are part of them. Where all cohorts are young, all are judged by."""
    programme, shown = view.programme, view.filters.city_keys(view.programme)
    still = None if everyone is None else standing_enrolled(everyone, programme)
    entered, grown = (_summed(view, "participants_entered", "city", without=some) for some in ((), young))
    reached = _summed(view, "participants_reached", "city")
    cities = stages.city_matrix(
        entered,
        reached,
        shown,
        programme,
        standing=still,
        young={city.key for city in programme.cities if not grown.get((city.key, programme.enrolment.key))},
        behind={(one.city, one.step) for one in compared.behind},
        many_standing={one.city for one in compared.standing},
    )
    return Completion(cities, cities if cities.total.early else _grown(view, grown, young, still), _enrolled_young(view, young))


def _grown(view: View, grown: Counts, young: Collection[str], still: dict[str, int] | None) -> Matrix:
    reached = _summed(view, "participants_reached", "city", without=young)
    return stages.city_matrix(grown, reached, view.filters.city_keys(view.programme), view.programme, standing=still)


def _enrolled_young(view: View, young: Collection[str]) -> tuple[str, ...]:
    """The young cohorts with anybody enrolled in the cities shown."""
    entered = _summed(view, "participants_entered", "cohort", view.filters.cities)
    return tuple(key for key in view.cohorts if key in young and entered.get((key, view.programme.enrolment.key)))


def _summed(view: View, measure: str, by: str, cities: Collection[str] = (), *, without: Collection[str] = ()) -> Counts:
    """People by city or cohort, and step: of the cohorts shown but `without` some. Read once for all views of a day."""
    frame = view.counts(measure, ["city", "cohort", "item"], cities=(), cohorts=())
    cohorts, found = view.filters.cohorts, dict[tuple[str, str], int]()
    for city, cohort, item, count in zip(*(frame[name].tolist() for name in ("city", "cohort", "item", "count")), strict=True):
        if (not cities or city in cities) and (not cohorts or cohort in cohorts) and cohort not in without:
            key = (city if by == "city" else cohort, item)
            found[key] = found.get(key, 0) + count
    return found


# --- the matrices -----------------------------------------------------------------------------------------------------


def cities_block(view: View, found: Matrix) -> Block:
    title = "Кто прошёл каждую часть"
    return Block(
        "parts",
        title,
        lambda: city_matrix(found, view.programme, title),
        matrix_table(found, "Город"),
        remark="часть засчитана, если на неё есть запись",
        indicators=(COMPLETION, SKIPPED, STANDING),
        sub=["Сколько зачисленных имеют запись о части.", parts.scale("меньше 35 %", "95 % и больше"), *_marks(view, found)],
    )


def _marks(view: View, found: Matrix) -> list[Markup]:
    """The key of those marks that are there."""
    early = f"рано судить: все здесь из потоков, которые начались {began(view)}"
    return [
        *([parts.key_mark("lowmark", "отстаёт от других городов, вряд ли случайно")] if found.marked else []),
        *([parts.swatch("late", "стоят чаще, чем в других городах, вряд ли случайно")] if found.many_standing else []),
        *([parts.key_mark("earlymark", early)] if found.early else []),
    ]


def cohorts_block(view: View, young: Collection[str]) -> Block:
    title = "По потокам"
    entered, reached = (_summed(view, f"participants_{what}", "cohort", view.filters.cities) for what in ("entered", "reached"))
    shown = [(key, key or "без названия") for key in view.filters.cohorts or view.cohorts]
    found = matrix(entered, reached, shown, view.programme, young=young)
    early = parts.key_mark("earlymark", f"рано судить: начались {began(view)}")
    return Block(
        "cohorts",
        title,
        lambda: cohort_matrix(found, title),
        matrix_table(found, "Поток"),
        indicators=(COMPLETION,),
        sub=["Те же доли.", *([early] if found.early else [])],
    )


def skipped_block(found: Matrix) -> Block:
    return Block(
        "skipped",
        "Какие части пропустили" if found.total.skipped else "Части никто не пропускал",
        lambda: skipped_rows(found),
        skipped_table(found),
        indicators=(SKIPPED,),
        sub="Сколько человек с записью о более позднем шаге не имеют записи об этой части",
    )


# --- medians ----------------------------------------------------------------------------------------------------------


def medians_block(view: View) -> Block:
    """Its days are known by whole months: under `until` it says its own."""
    title, found = "Сколько дней от зачисления до части", _medians(view)
    months = f", по конец {formats.from_month(last_complete_month(view.until), year=True)}" if view.filters.until else ""
    people = formats.plural(found.few, "человека", "человек", "человек")
    few = f"Меньше {formats.number_word(found.few, 'gen')} {people} — мало данных"

    def drawn() -> Markup:
        if found.people:
            return median_days(found, title)
        return notice.empty("Считать пока нечего", "Ни у кого нет записи о части после зачисления.")

    return Block(
        "days",
        title,
        drawn,
        medians_table(found),
        remark=f"полные месяцы{months}" if months else "",
        indicators=(DAYS_TO_PART,),
        sub=f"Медиана у дошедших{months}; под ней — сколько их. {few}",
    )


def _medians(view: View) -> Medians:
    """Of the cities shown; found once for all of them."""
    cities = [(city.key, city.name) for city in view.programme.cities]

    def read() -> Medians:
        return medians(view.counts("lag_to_step", ["city", "item", "lag_days"], cities=()), cities, view.programme)

    found = remembered(view.snapshot, view.viewer, ("medians", view.filters.until, view.filters.cohorts), read)
    return found.of([view.programme.city(key).name for key in view.filters.city_keys(view.programme)])
