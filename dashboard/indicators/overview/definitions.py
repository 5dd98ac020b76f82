"""The indicators of the overview."""

from __future__ import annotations

from dashboard.indicators import beneficiaries
from dashboard.indicators.definition import Indicator

ENROLLED = Indicator(
    key="participants_enrolled",
    title="Зачислено участников",
    unit="человек",
    what="Люди с записью о зачислении или о любом более позднем шаге, каждый один раз, в день первой такой записи. "
    "Кто потом выбыл, остаётся в числе.",
    formula="Число участников, вошедших в шаг, отмеченный в программе как зачисление",
    sheets=("Этапы", "Цели"),
    why="Видно, хватит ли участников до срока цели и в каком городе продолжать набор.",
    better="more",
    measures=("participants_entered",),
)
REGISTERED = Indicator(
    key="organisations_registered",
    title="Организаций в реестре",
    unit="организация",
    what="Организации, дошедшие до последнего шага хотя бы одного реестра, каждая один раз, в первый такой день.",
    formula="Число организаций с записью о последнем шаге реестра; по реестрам отдельно — рядом, "
    "организация из двух реестров есть в обоих числах",
    sheets=("Статус", "Цели"),
    why="Статус — итог программы для организации; цель программы считает оба реестра вместе.",
    better="more",
    measures=("organisations_registered", "organisations_reached"),
)
PEOPLE = next(indicator for indicator in beneficiaries.INDICATORS if indicator.key == "people_reached")
HOURS = Indicator(
    key="mentoring_hours",
    title="Часов наставников",
    unit="час",
    what="Часы всех записанных встреч наставников с организациями.",
    formula="Сумма столбца «Часы»",
    sheets=("Встречи", "Цели"),
    why="Видно, идёт ли наставничество и хватает ли его.",
    better="more",
    kind="hours",
    measures=("mentoring_minutes",),
)
STANDING = Indicator(
    key="participants_standing",
    title="Стоят на шаге",
    unit="человек",
    what="Люди, которые не выбыли и у которых давно нет следующего шага: дольше порога ожидания, который задаёт "
    "программа (обычно 30 дней). Кто дошёл до последнего шага, не считается.",
    formula="Число участников на шаге, кроме последнего, если со дня прихода на него прошло дней больше порога",
    sheets=("Этапы",),
    why="У этих людей давно нет новых записей: повод спросить, что с ними.",
    better="less",
    measures=("participants_waiting",),
)
INDICATORS = (ENROLLED, REGISTERED, PEOPLE, HOURS, STANDING)
