from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.indicators.catalogue import INDICATORS
from dashboard.indicators.definition import Indicator, Progress, Share
from dashboard.indicators.table import Table, in_numbers, table
from data_loader.measures import MEASURES


def test_wilsons_interval_of_known_shares() -> None:
    low, high = Share(8, 26).interval or (0, 0)
    assert (round(low, 3), round(high, 3)) == (0.165, 0.500)
    assert Share(0, 0).interval is None
    assert Share(0, 0).value is None


@given(st.integers(1, 1000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share(counts: tuple[int, int]) -> None:
    share = Share(*counts)
    low, high = share.interval or (2, -1)
    assert 0 <= low <= (share.value or 0) + 1e-12
    assert (share.value or 0) - 1e-12 <= high <= 1


def test_points_below() -> None:
    assert Share(13, 26).points_below(Share(91, 120)) == pytest.approx(25.83, abs=0.01)
    assert Share(0, 0).points_below(Share(1, 2)) == 0


def test_progress_towards_a_target() -> None:
    assert (Progress(120, 149).missing, Progress(120, 149).reached) == (29, False)
    assert Progress(1150, 1000).tick == pytest.approx(0.8696, abs=1e-4)
    assert (Progress(5, None).filled, Progress(5, None).reached, Progress(0, 0).filled) == (0, False, 0)


def test_a_source_line_names_sheets() -> None:
    def of(*sheets: str) -> str:
        return Indicator("k", "t", "u", "w", "f", sheets, "y").source

    assert of("Этапы") == "лист «Этапы»"
    assert of("Этапы", "Цели") == "листы «Этапы», «Цели»"


def test_a_table_is_declared_in_one_line() -> None:
    made = table("Шаг | #Вошли", [("Заявка", 5)])
    assert [(column.title, column.numeric) for column in made.columns] == [("Шаг", False), ("Вошли", True)]
    with pytest.raises(ValueError, match="2 cells"):
        Table(made.columns, (("Заявка",),))


@pytest.mark.parametrize(
    ("share", "cells"),
    [
        (Share(0, 12), (0, 12, "0.0")),
        (Share(1, 3), (1, 3, "33.3")),
        (Share(2, 3), (2, 3, "66.7")),
        (Share(17, 400), (17, 400, "4.3")),  # 4.25 per cent: half up
        (Share(12, 12), (12, 12, "100.0")),
    ],
)
def test_a_file_has_a_share_as_its_part_its_whole_and_a_number_of_per_cent(share: Share, cells: tuple[int, int, str]) -> None:
    made = in_numbers(table("Шаг | #Дошли | #Всего", [("Теория", share, 5)]))
    assert [column.title for column in made.columns] == ["Шаг", "Дошли", "Дошли: из скольких", "Дошли, %", "Всего"]
    assert all(column.numeric for column in made.columns[1:])
    assert made.rows == (("Теория", *cells[:2], Decimal(cells[2]), 5),)


def test_of_nobody_and_beside_words_there_is_no_per_cent() -> None:
    made = in_numbers(table("Шаг | #Дошли", [("Теория", Share(0, 0)), ("Практика", "мало"), ("Диалог", Share(1, 2))]))
    assert made.rows[:2] == (("Теория", 0, 0, ""), ("Практика", "мало", "", ""))


def test_every_indicator_is_defined_once_and_completely() -> None:
    keys = [indicator.key for indicator in INDICATORS]
    assert len(keys) == len(set(keys))
    for indicator in INDICATORS:
        assert all(
            (
                indicator.title,
                indicator.unit,
                indicator.what,
                indicator.formula,
                indicator.sheets,
                indicator.why,
            )
        ), indicator.key
        assert set(indicator.measures) <= set(MEASURES), indicator.key
