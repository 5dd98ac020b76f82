from __future__ import annotations

from datetime import date

import pytest
from markupsafe import Markup

from dashboard.blocks import Block, Column, Shown
from dashboard.components.shell import rows
from dashboard.stamp import Stamp
from tests.dashboard.hypertext import parsed

SHOWN = Shown("stages", "", "", Stamp(date(2026, 10, 31), 1, demo=False, historic=False))


def block(key: str, column: Column) -> Block:
    return Block(key, key, lambda: Markup("<b>{}</b>").format(key), column=column)


@pytest.mark.parametrize(
    ("blocks", "drawn"),
    [
        ([("a", ""), ("b", "")], ["a", "b"]),
        ([("a", "left"), ("b", "right"), ("c", "")], [["a", "b"], "c"]),
        ([("a", "left"), ("b", "right"), ("c", "left"), ("d", "left"), ("e", "right")], [["a", "b"], ["cd", "e"]]),
        ([("a", "left"), ("b", "left")], [["ab", ""]]),
    ],
)
def test_left_blocks_stand_beside_right_ones_row_by_row(blocks: list[tuple[str, Column]], drawn: list[object]) -> None:
    made = parsed(rows([block(*one) for one in blocks], SHOWN))
    found = [
        [column.text() for column in node.css("div.cols > div")] if node.attributes.get("class") else node.text()
        for node in made.iter()
    ]
    assert found == drawn
