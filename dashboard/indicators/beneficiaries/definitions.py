"""What is counted: people helped, services given."""

from __future__ import annotations

from dashboard.indicators.definition import Indicator

INDICATORS = (
    Indicator(
        key="people_reached",
        title="Благополучатели",
        unit="человек",
        what="Люди, которым организации программы оказали хотя бы одну услугу. Каждый посчитан один раз, "
        "по первой услуге: наименьшие дата, организация, услуга и место.",
        formula="Число разных кодов благополучателей; место, категория и месяц — первой услуги",
        sheets=("Услуги", "Населённые пункты"),
        better="more",
        why="Ради них существует программа; цель считает людей, а не услуги.",
        measures=("people_reached", "people_reached_city"),
    ),
    Indicator(
        key="services_given",
        title="Услуги",
        unit="услуга",
        what="Услуги, которые организации программы оказали благополучателям.",
        formula="Сумма столбца «Количество»; пустое количество — одна услуга",
        sheets=("Услуги", "Населённые пункты"),
        better="more",
        why="Показывает объём помощи: один человек может получить много услуг.",
        measures=("services_given", "services_given_city"),
    ),
)
