from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from dashboard.blocks import Block
from dashboard.indicators.definition import Indicator, named_sheets

ENTERED = Indicator("entered", "Вошли", "человек", "Что", "Формула", ("Этапы", "Участники"), "Зачем")
HELPED = replace(ENTERED, key="helped", sheets=("Услуги", "Этапы"))


def test_a_block_says_the_sheets_of_its_indicators_once_each() -> None:
    block = Block("steps", "Путь", Markup, indicators=(ENTERED, HELPED))
    assert block.source == "листы «Этапы», «Участники», «Услуги»"
    assert replace(block, sheets=("Организации", "Этапы"), remark="записи на сегодня").source == (
        "листы «Этапы», «Участники», «Услуги», «Организации»; записи на сегодня"
    )


def test_one_sheet_is_named_as_one() -> None:
    assert named_sheets(["Этапы", "Этапы"]) == "лист «Этапы»"
    assert ENTERED.source == "листы «Этапы», «Участники»"
