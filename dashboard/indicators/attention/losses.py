"""A city that is set apart from the others: fewer came to a part, or more stand."""

from __future__ import annotations

from dashboard import formats
from dashboard.indicators import cohorts
from dashboard.indicators.attention.situation import Fact, Situation
from dashboard.indicators.comparison import Difference
from dashboard.indicators.differences import NOT_BY_CHANCE, others_said, own_said


def city_behind(s: Situation) -> Fact | None:
    """«В Заводоуковске до практики дошли 11 из 21 зачисленного»: the difference that chance explains least."""
    worst = s.compared.worst(s.cities) if s.compared else None
    if worst is None:
        return None
    return Fact("city behind", own_said(worst, s.programme), _others(worst, s), "funnel", cities=(worst.city,))


def city_standing(s: Situation) -> Fact | None:
    """«В Заводоуковске стоят 9 из 21 зачисленного»."""
    found = next((one for one in s.compared.standing if one.city in s.cities), None) if s.compared else None
    if found is None:
        return None
    return Fact("city standing", own_said(found, s.programme), _others(found, s), "stages", cities=(found.city,))


def _others(found: Difference, s: Situation) -> str:
    """«В других городах — 71 из 83; различие вряд ли случайно»; which cohorts are too young to be among them."""
    apart = s.compared.without if s.compared else ()
    without = f"; {cohorts.named(apart)}{formats.NBSP}— {cohorts.TOO_EARLY}" if apart else ""
    return f"{formats.capital(others_said(found, s.programme))}; {NOT_BY_CHANCE}{without}"
