"""What the stages are measured by."""

from __future__ import annotations

from dashboard.indicators.definition import Indicator

COMPLETION = Indicator(
    key="part_completion",
    title="Прохождение частей",
    unit="процент",
    what="Какая часть зачисленных имеет запись о части. Пропущенная часть не засчитана, даже если пройдена следующая. "
    "Заголовок страницы считает только потоки, о которых уже можно судить.",
    formula="Участники с записью о части : вошедшие в шаг зачисления",
    sheets=("Этапы", "Участники"),
    why="Видно, в каком городе и на какой части отстают.",
    better="more",
    kind="share",
    measures=("participants_reached", "participants_entered"),
)
DAYS_TO_PART = Indicator(
    key="days_to_part",
    title="Дней от зачисления до части",
    unit="день",
    what="Медиана среди тех, кто дошёл; рядом — сколько их, а если людей меньше порога программы, то «мало данных». "
    "Даты раньше зачисления не считаются: это вопрос качества данных.",
    formula="Медиана разности дат части и зачисления",
    sheets=("Этапы",),
    why="Показывает, где путь затягивается.",
    kind="median",
    measures=("lag_to_step",),
)
SKIPPED = Indicator(
    key="parts_skipped",
    title="Пропущенные части",
    unit="человек",
    what="Люди, у которых есть запись о более позднем шаге, а об этой части нет. Пропустивший две части посчитан в каждой.",
    formula="Вошли в часть − имеют о ней запись",
    sheets=("Этапы",),
    why="Пропуск — повод проверить записи или вернуть человека к части.",
    better="less",
    measures=("participants_entered", "participants_reached"),
)
INDICATORS = (COMPLETION, DAYS_TO_PART, SKIPPED)
