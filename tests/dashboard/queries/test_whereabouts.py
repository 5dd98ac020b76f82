"""Where one person stands: furthest step, unless they left."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.queries.whereabouts import whereabouts
from data_loader.programme import Programme

EARLY, LATE = date(2026, 1, 1), date(2026, 2, 1)


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([], None),
        ([("applied", EARLY), ("theory", LATE)], (3, LATE)),
        ([("theory", EARLY), ("applied", LATE)], (3, EARLY)),
        ([("applied", EARLY), ("withdrawn", LATE)], None),
        ([("applied", EARLY), ("withdrawn", EARLY)], None),
        ([("withdrawn", EARLY), ("enrolled", LATE)], (2, LATE)),
        ([("withdrawn", EARLY)], None),
        ([("unknown", EARLY)], None),
    ],
)
def test_who_left_stands_nowhere_and_who_came_back_stands_again(
    rows: list[tuple[str, date]], place: tuple[int, date] | None, programme: Programme
) -> None:
    assert whereabouts(rows, programme) == place
