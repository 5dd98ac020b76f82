"""Goals: the indicators whose goal a page shows, and what sheets call them."""

from __future__ import annotations

from typing import Any

from data_loader import cells
from data_loader.cells import Noticed
from data_loader.names import match_key
from data_loader.sheets.context import ParseContext

GOALS = {
    "participants_enrolled": ("Зачислено", "Зачислено участников", "Участники", "Участников"),
    "organisations_registered": ("В реестре", "Организаций в реестре", "Организации в реестре"),
    "people_reached": ("Благополучатели", "Благополучателей"),
    "mentoring_hours": ("Часы наставников", "Часов наставников", "Часы наставничества"),
}
"""Key -> the titles by which a sheet may call it, the indicator's own first: the template offers that one."""
_KEYS = {match_key(label): key for key, labels in GOALS.items() for label in (key, *labels)}


def indicator(raw: Any, context: ParseContext) -> str | Noticed:
    """Any other name is kept as it is written: pages look goals up by the key and the title of an indicator, so a goal waits
    there for its page to show it.
    """
    found = cells.plain(raw)
    known = _KEYS.get(match_key(found))
    return known or Noticed(
        found, "note", "Цель этого показателя пока не показывается; она сохранена", "Проверьте название по Методике"
    )
