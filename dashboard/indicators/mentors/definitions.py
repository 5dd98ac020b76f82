"""What the indicators of mentors mean."""

from __future__ import annotations

from dashboard.indicators.definition import Indicator

LOAD = Indicator(
    key="mentor_load",
    title="Нагрузка наставника",
    unit="час",
    what="Часы встреч наставника за месяц рядом с заявленными. Не заявленные часы — «нет данных», а не ноль.",
    formula="Сумма столбца «Часы» за месяц; заявлено — «Часов в месяц»",
    sheets=("Встречи", "Наставники"),
    why="Видно, кто перегружен, а кто мог бы взять ещё дело.",
    kind="hours",
    measures=("mentoring_minutes",),
)
CASES = Indicator(
    key="open_cases",
    title="Открытые дела",
    unit="организация",
    what="Организации, закреплённые за наставником в этот день. Дела, где ход за органом, наставнику не в упрёк.",
    formula="Закрепления, действующие в этот день; пересекающиеся — одно дело",
    sheets=("Закрепления", "Встречи", "Статус"),
    why="Показывает, каким организациям давно никто не звонил.",
    measures=("open_cases",),
)
SILENCE = Indicator(
    key="days_without_contact",
    title="Дней без контакта",
    unit="день",
    what="Сколько дней прошло с последней записанной встречи наставника с любой организацией.",
    formula="День показа − день последней встречи",
    sheets=("Встречи",),
    why="Долгое молчание — повод спросить наставника.",
    better="less",
    kind="days",
    measures=("mentor_meetings",),
)
WITHOUT = Indicator(
    key="organisations_without_mentor",
    title="Организации без наставника",
    unit="организация",
    what="Организации на учёте, которые ни за кем не закреплены и ещё не в реестре.",
    formula="Все организации − закреплённые − вошедшие в реестр",
    sheets=("Организации", "Закрепления", "Статус"),
    why="Этим организациям некому помочь с документами.",
    better="less",
    measures=("organisations_without_mentor",),
)
INDICATORS = (LOAD, CASES, SILENCE, WITHOUT)
