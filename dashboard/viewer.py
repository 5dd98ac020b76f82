"""Who looks. `check_can_x` refuses with a sentence for the reader, `can_x` asks the same rule to hide a
control."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dashboard.errors import ReaderError

Role = Literal["public", "reviewer", "management", "operator"]


@dataclass(frozen=True)
class Viewer:
    role: Role


MANAGEMENT = Viewer("management")


def can_see_counts(viewer: Viewer) -> bool:
    """Exact counts. Outsiders read released counts, which do not exist yet."""
    return viewer.role == "management"


def check_can_see_counts(viewer: Viewer) -> None:
    if not can_see_counts(viewer):
        raise ReaderError("Точные числа видит только руководство фонда.", "Войдите как руководитель.")


def can_see_names(viewer: Viewer) -> bool:
    """Named rows: participants, organisations, mentors."""
    return viewer.role == "management"


def check_can_see_names(viewer: Viewer) -> None:
    if not can_see_names(viewer):
        raise ReaderError("Имена видит только руководство фонда.", "Войдите как руководитель.")
