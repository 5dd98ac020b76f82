"""What is said of cities that are set apart, and of those that are not: the same words on every page."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import formats
from dashboard.grammar import nouns, part_of, to_step, verbs
from dashboard.indicators.cities import at_city
from dashboard.indicators.comparison import Comparison, Difference
from data_loader.programme import Programme

MOST_CITIES = 2
"""More cities are only marked."""
NOT_BY_CHANCE = "различие вряд ли случайно"


def own_said(one: Difference, programme: Programme) -> str:
    """«В Заводоуковске до практики дошли 11 из 21 зачисленного», «В Ишиме дольше 30 дней стоят 25 из 60 зачисленных»."""
    what, did = f"дольше {nouns.DAY.counted_in(programme.attention.waiting_days, 'gen')}", verbs.STANDS
    if one.step:
        what, did = to_step(programme.step(one.step)), verbs.CAME
    return at_city(programme.city(one.city), f"{what} {part_of(did, one.own.numerator, one.own.denominator, nouns.ENROLLED)}")


def others_said(one: Difference, programme: Programme) -> str:
    """«в других городах — 71 из 83», «… — никто из 11», «… — все 11»; of two cities «в другом»."""
    part, whole = one.others.numerator, one.others.denominator
    said = formats.out_of(part, whole)
    if not part or part == whole:
        said = f"{'все' if part else 'никто из'}{formats.NBSP}{formats.number(whole)}"
    where = "других городах" if len(programme.cities) > 2 else "другом"
    return f"в{formats.NBSP}{where}{formats.NBSP}— {said}"


def apart_of(compared: Comparison, shown: Sequence[str]) -> list[Difference]:
    """Of the cities shown each once, by what chance explains least: behind at a step before those where more stand."""
    found: dict[str, Difference] = {}
    for one in compared.behind:
        if one.city in shown:
            found.setdefault(one.city, one)
    return [*found.values(), *(one for one in compared.standing if one.city in shown)]


def apart_said(compared: Comparison, shown: Sequence[str], programme: Programme) -> list[str]:
    """«В Заводоуковске до практики дошли 11 из 21 зачисленного, в других городах — 71 из 83; различие вряд ли случайно.»"""
    found = apart_of(compared, shown)[:MOST_CITIES]
    return [f"{own_said(one, programme)}, {others_said(one, programme)}; {NOT_BY_CHANCE}." for one in found]


def about(compared: Comparison, shown: Sequence[str], programme: Programme) -> str:
    """Whom a comparison leaves out, or why it sets none of the cities shown apart; nothing where there is nothing to compare."""
    if apart_of(compared, shown):
        days = nouns.DAY.counted_in(programme.attention.waiting_days, "gen")
        return f"Те, кто на шаге до {days}, здесь не в счёт: они ещё могут пойти дальше."
    if len(programme.cities) < 2 or not compared.people:
        return ""
    if not compared.judged or not any(city in compared.cities for city in shown):
        return f"Сравнивать города рано: для этого нужно по {formats.number(formats.SMALL_GROUP)} зачисленных хотя бы в двух."
    return _alike(compared, shown, programme)


def _alike(compared: Comparison, shown: Sequence[str], programme: Programme) -> str:
    """Cities that nothing sets apart, or those shown where another one is apart."""
    one = len(shown) == 1
    if compared.behind or compared.standing:
        return f"Не видно, чтобы {'этот город отставал' if one else 'эти города отставали'} от других."
    points = formats.counted(programme.attention.points_behind, "пункта", "пунктов", "пунктов")
    seen, others = ("Этот город неотличим от других", "с ними") if one else ("Эти города неотличимы от других", "с ними")
    if len(shown) == len(programme.cities):
        seen, others = "Города неотличимы", "между ними"
    return f"{seen}: разница {others} меньше {points} или такая, какая бывает и случайно."
