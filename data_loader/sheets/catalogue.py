"""The table of the ten sheets."""

from __future__ import annotations

from typing import Any

from data_loader import cells
from data_loader.sheets import parsers
from data_loader.sheets.columns import Column, Sheet
from data_loader.sheets.goals import indicator
from data_loader.sheets.parsers import of, required
from data_loader.sheets.whole_rows import end_after_start, inn_beside_ogrn, start_after_due, step_of_track

_ORGANISATION = Column(
    "organisation",
    "ОГРН организации",
    "organisation",
    required(parsers.organisation),
    True,
    ("ОГРН",),
    "13 цифр ОГРН или 15 ОГРНИП",
)
_MENTOR = Column("mentor", "Код наставника", "mentor", required(parsers.code), True, hint="Тот же код, что на листе «Наставники»")
_PARTICIPANT = Column(
    "participant", "Код участника", "participant", required(parsers.code), True, hint="Свой код каждого участника"
)
_DATED = Column("date", "Дата", "day", required(parsers.past), True, hint="День события, не позже сегодняшнего")

SHEETS: dict[str, Sheet] = {
    sheet.key: sheet
    for sheet in (
        Sheet("organisations", "Организации", "organisation", (
            Column("organisation", "ОГРН", "organisation", required(parsers.organisation), True, ("ОГРН организации",),
                   "13 цифр ОГРН или 15 ОГРНИП"),
            Column("inn", "ИНН", "inn", parsers.inn, hint="10 цифр (12 для ОГРНИП); можно не заполнять"),
            Column("name", "Название", "name", parsers.plain, aliases=("Наименование", "Организация"), hint="Краткое название"),
            Column("city", "Город", "city", required(parsers.city), True, hint="Из списка городов программы"),
            Column("field", "Направление услуг", "field", parsers.plain, aliases=("Направление",), hint="Своими словами"),
            Column("registered_on", "Дата регистрации", "registered_on", parsers.past_or_blank, hint="День регистрации организации"),
        ), inn_beside_ogrn),
        Sheet("participants", "Участники", "participant", (
            _PARTICIPANT,
            Column("full_name", "ФИО", "full_name", parsers.plain, hint="Видит только фонд"),
            Column("organisation", "ОГРН организации", "organisation", parsers.organisation_or_blank, aliases=("ОГРН",),
                   hint="Организация с листа «Организации»; можно не заполнять"),
            Column("city", "Город", "city", required(parsers.city), True, hint="Из списка городов программы"),
            Column("cohort", "Поток", "cohort", of(cells.label), hint="Например, 2026-1"),
            Column("role", "Роль", "role", parsers.plain, hint="Лидер, активист"),
        )),
        Sheet("steps", "Этапы", "participant_step", (
            _PARTICIPANT,
            Column("step", "Этап", "step", required(parsers.step), True, ("Шаг",), "Из списка этапов программы"),
            _DATED,
            Column("comment", "Комментарий", "comment", parsers.plain, hint="Своими словами"),
        )),
        Sheet("status", "Статус", "organisation_step", (
            _ORGANISATION,
            Column("track", "Реестр", "track", required(parsers.track), True, hint="Из списка реестров программы"),
            Column("step", "Шаг", "step", required(parsers.plain), True, ("Этап",), "Шаг этого реестра"),
            _DATED,
            Column("attempt", "Попытка", "attempt", of(cells.attempt), hint="Пусто — первая"),
            Column("document", "Документ", "document", parsers.plain, hint="Номер или ссылка"),
            Column("reason", "Причина", "reason", parsers.plain, hint="Причина отказа"),
        ), step_of_track),
        Sheet("mentors", "Наставники", "mentor", (
            Column("mentor", "Код наставника", "mentor", required(parsers.code), True, hint="Свой код каждого наставника"),
            Column("full_name", "ФИО", "full_name", parsers.plain, hint="Видит только фонд"),
            Column("hours_per_month", "Часов в месяц", "hours_per_month", of(cells.hours_per_month),
                   aliases=("Часы в месяц",), hint="Сколько часов заявлено; пусто — неизвестно"),
        )),
        Sheet("assignments", "Закрепления", "assignment", (
            _MENTOR,
            _ORGANISATION,
            # the first further header is a Latin C: alone, it has no Cyrillic letter beside it that would tell
            Column("from", "С", "from_day", required(parsers.past), True, ("C", "Дата начала", "Начало"), "Первый день"),
            Column("to", "По", "to_day", parsers.day_or_blank, aliases=("Дата окончания", "Окончание"), hint="Последний день; пусто — идёт"),
        ), end_after_start),
        Sheet("sessions", "Встречи", "session", (
            _MENTOR,
            _ORGANISATION,
            _DATED,
            Column("hours", "Часы", "minutes", of(cells.minutes), aliases=("Часов",), hint="Например, 1,5"),
            Column("kind", "Форма", "kind", parsers.plain, aliases=("Вид",), hint="Встреча, звонок"),
        )),
        Sheet("places", "Населённые пункты", "place", (
            Column("place", "Код", "place", required(parsers.code), True, ("Код места",), "Свой код каждого места"),
            Column("name", "Название", "name", parsers.plain, aliases=("Наименование", "Населённый пункт"), hint="Как его зовут в «Услугах»"),
            Column("city", "Город", "city", required(parsers.city), True, hint="Какому городу программы место относится"),
            Column("lat", "Широта", "lat", of(cells.coordinate(90)), hint="Градусы, например 57,15"),
            Column("lon", "Долгота", "lon", of(cells.coordinate(180)), hint="Градусы, например 65,53"),
            Column("oktmo", "ОКТМО", "oktmo", of(cells.territory), hint="8 или 11 цифр"),
            Column("population", "Население", "population", of(cells.population), hint="Человек"),
        ), aliases=("Места",)),
        Sheet("services", "Услуги", "service", (
            Column("beneficiary", "Код благополучателя", "beneficiary", required(parsers.code), True, hint="Код, не имя"),
            _ORGANISATION,
            Column("place", "Населённый пункт", "place", required(parsers.code), True, ("Место", "Код места"), "Код или название места"),
            Column("category", "Категория", "category", required(parsers.category), True, hint="Из списка категорий программы"),
            Column("service", "Услуга", "service", required(parsers.plain), True, ("Вид услуги",), "Своими словами"),
            _DATED,
            Column("quantity", "Количество", "quantity", of(cells.quantity), aliases=("Кол-во",), hint="Пусто — одна услуга"),
        )),
        Sheet("targets", "Цели", "target", (
            Column("indicator", "Показатель", "indicator", required(indicator), True, hint="Ключ или название показателя"),
            Column("city", "Город", "city", parsers.city_or_blank, hint="Пусто — вся программа"),
            Column("due_on", "К дате", "due_on", required(of(cells.day)), True, hint="Срок"),
            Column("value", "Значение", "value", required(of(cells.amount)), True, hint="Число больше нуля"),
            Column("start_on", "С даты", "start_on", parsers.day_or_blank,
                   hint="С какого дня идёт счёт к цели; пусто — с первой записи показателя"),
        ), start_after_due),
    )
}  # fmt: skip

DEFAULTS: dict[str, Any] = {
    "attempt": 1,
    "quantity": 1,
    "organisation": None,
    "registered_on": None,
    "start_on": None,
    "to_day": None,
    "hours_per_month": None,
    "lat": None,
    "lon": None,
    "population": None,
    "minutes": 0,
}
"""What a column that a sheet does not have is taken for; anything else is an empty text."""
