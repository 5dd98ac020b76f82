"""All indicators, in the order of the methodology: the `INDICATORS` of every subject."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from dashboard import indicators
from dashboard.indicators.definition import Indicator

ORDER = ("overview", "funnel", "stages", "mentors", "beneficiaries")
"""Subjects in the order of the navigation; others follow by name."""


def _subjects() -> list[str]:
    names = [module.name for module in iter_modules(indicators.__path__)]
    return sorted(names, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))


def _collected() -> tuple[Indicator, ...]:
    found: dict[str, Indicator] = {}
    for subject in _subjects():
        if subject == "catalogue":
            continue
        for indicator in getattr(import_module(f"{indicators.__name__}.{subject}"), "INDICATORS", ()):
            if found.setdefault(indicator.key, indicator) is not indicator:
                raise ValueError(f"two indicators are called {indicator.key}")
    return tuple(found.values())


INDICATORS: tuple[Indicator, ...] = _collected()
