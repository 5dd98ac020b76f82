"""The ten sheets: what they are called, their columns, how each cell is read, and which table their rows go to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from data_loader import cells
from data_loader.cells import CellProblem, Noticed
from data_loader.names import lookup, match_key
from data_loader.problems import Problem

if TYPE_CHECKING:
    from data_loader.programme import Programme
    from data_loader.reading import RawSheet

MEMORY = 50_000
"""Distinct raw values remembered per column: real columns repeat themselves."""


class ParseContext:
    """What cells are read against: the programme's names and the day after which no fact may be dated."""

    def __init__(self, programme: Programme, today: date) -> None:
        self.programme = programme
        self.today = today
        self.any_identifier = programme.identifiers.organisation == "any"
        self.cities = lookup(programme.cities)
        self.steps = lookup((*programme.steps, *programme.school.exits))
        self.tracks = lookup(programme.tracks)
        self.track_steps = {track.key: lookup((*track.steps, *track.exits)) for track in programme.tracks}
        self.categories = lookup(programme.categories)

    def named(self, names: Mapping[str, str], raw: Any, what: str, allowed: str) -> str:
        found = cells.name(raw)
        key = names.get(match_key(found))
        if key is None:
            raise CellProblem(f"{what} нет в программе", allowed)
        return key


Parse = Callable[[Any, ParseContext], Any]


@dataclass(frozen=True)
class Column:
    """One column: its English key, Russian header, further headers, and how a cell is read into a registry column.

    `required`: the sheet must have it and every row must fill it. `hint` explains it in the template.
    """

    key: str
    russian: str
    field: str
    parse: Parse
    required: bool = False
    aliases: tuple[str, ...] = ()
    hint: str = ""

    @property
    def headers(self) -> tuple[str, ...]:
        return (self.russian, self.key, *self.aliases)


@dataclass(frozen=True)
class Sheet:
    """One kind of sheet. `together` looks at the whole row after its cells: (values by column key) -> values or a problem."""

    key: str
    russian: str
    table: str
    columns: tuple[Column, ...]
    together: Callable[[dict[str, Any], ParseContext], Iterator[tuple[str, CellProblem | Noticed]]] | None = None
    aliases: tuple[str, ...] = ()

    @cached_property
    def by_header(self) -> dict[str, Column]:
        return {match_key(header): column for column in self.columns for header in column.headers}

    @cached_property
    def own_headers(self) -> frozenset[str]:
        """The two headers of every column that come before its further ones where a table has both."""
        return frozenset(match_key(header) for column in self.columns for header in (column.russian, column.key))

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(match_key(name) for name in (self.russian, self.key, *self.aliases))

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.required)

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


@dataclass(slots=True)
class ParsedRow:
    """A row whose cells are all good. `values` by registry column; `noticed` by column key, with what the cell holds."""

    row: int
    values: dict[str, Any]
    noticed: tuple[tuple[str, Noticed, Any], ...] = ()


@dataclass(slots=True)
class RefusedRow:
    """A row that a cell refuses, with what its other cells hold: others may refer to it."""

    row: int
    column: str
    problem: CellProblem
    cells: Sequence[Any]
    values: dict[str, Any] = field(default_factory=dict)


# --- how cells are read ---------------------------------------------------------------------------------------------------------


def _required(parse: Parse) -> Parse:
    def parsed(raw: Any, context: ParseContext) -> Any:
        if raw is None or raw == "" or cells.text(raw) == "":
            raise CellProblem("Ячейка пуста", "Заполните её")
        return parse(raw, context)

    return parsed


def _plain(raw: Any, context: ParseContext) -> str:
    return cells.plain(raw)


def _code(raw: Any, context: ParseContext) -> str:
    return cells.code(raw)


def _organisation(raw: Any, context: ParseContext) -> Any:
    return cells.code(raw) if context.any_identifier else cells.organisation_number(raw)


def _organisation_or_blank(raw: Any, context: ParseContext) -> Any:
    return _organisation(raw, context) if cells.text(raw) else None


def _inn(raw: Any, context: ParseContext) -> Any:
    return cells.plain(raw) if context.any_identifier else cells.tax_number(raw)


def _city(raw: Any, context: ParseContext) -> str:
    return context.named(context.cities, raw, "Такого города", "Выберите город из списка")


def _city_or_blank(raw: Any, context: ParseContext) -> str:
    return _city(raw, context) if cells.text(raw) else ""


def _step(raw: Any, context: ParseContext) -> str:
    return context.named(context.steps, raw, "Такого этапа", "Выберите этап из списка")


def _track(raw: Any, context: ParseContext) -> str:
    return context.named(context.tracks, raw, "Такого реестра", "Выберите реестр из списка")


def _category(raw: Any, context: ParseContext) -> str:
    return context.named(context.categories, raw, "Такой категории", "Выберите категорию из списка")


def _past(raw: Any, context: ParseContext) -> date:
    return cells.past_day(raw, context.today)


def _past_or_blank(raw: Any, context: ParseContext) -> date | None:
    return _past(raw, context) if cells.text(raw) else None


def _day(raw: Any, context: ParseContext) -> date:
    return cells.day(raw)


def _day_or_blank(raw: Any, context: ParseContext) -> date | None:
    return cells.day(raw) if cells.text(raw) else None


def _of(parse: Callable[[Any], Any]) -> Parse:
    return lambda raw, context: parse(raw)


# --- rules that need the whole row -----------------------------------------------------------------------------------------------

Found = Iterator[tuple[str, CellProblem | Noticed]]


def _inn_beside_ogrn(values: dict[str, Any], context: ParseContext) -> Found:
    """Thirteen digits of ОГРН go with ten of ИНН, fifteen with twelve."""
    number = values.get("inn") or ""
    expected = {13: 10, 15: 12}.get(len(values["organisation"]))
    if not context.any_identifier and number and expected and len(number) != expected:
        yield "inn", Noticed("", "note", "ИНН не подходит к ОГРН и не взят", "Сверьте с выпиской из ЕГРЮЛ")


def _step_of_track(values: dict[str, Any], context: ParseContext) -> Found:
    step = context.track_steps[values["track"]].get(match_key(values["step"]))
    if step is None:
        yield "step", CellProblem("Такого шага у этого реестра нет", "Выберите шаг из списка")
    else:
        values["step"] = step


def _end_after_start(values: dict[str, Any], context: ParseContext) -> Found:
    if values.get("to_day") is not None and values["to_day"] < values["from_day"]:
        yield "to", CellProblem("Конец раньше начала", "Исправьте одну из дат")


KNOWN_INDICATORS = {
    "participants_enrolled": ("Зачислено", "Зачислено участников", "Участники", "Участников"),
    "organisations_registered": ("В реестре", "Организаций в реестре", "Организации в реестре"),
    "people_reached": ("Благополучатели", "Благополучателей"),
    "mentoring_hours": ("Часы наставников", "Часов наставников", "Часы наставничества"),
    "services_given": ("Услуги", "Услуг", "Оказано услуг"),
    "participants_standing": ("Стоят на шаге",),
    "participants_entered": ("Вошли в шаг",),
    "step_conversion": ("Доля вошедших в шаг",),
    "organisations_entered": ("Организации на пути в реестр",),
    "part_completion": ("Прохождение частей",),
    "days_to_part": ("Дней от зачисления до части",),
    "parts_skipped": ("Пропущенные части",),
    "mentor_load": ("Нагрузка наставника",),
    "open_cases": ("Открытые дела",),
    "days_without_contact": ("Дней без контакта",),
    "organisations_without_mentor": ("Организации без наставника",),
}
"""Keys of the indicators, and the titles by which a sheet may call them; the dashboard's catalogue has the same keys."""
_INDICATORS = {match_key(label): key for key, labels in KNOWN_INDICATORS.items() for label in (key, *labels)}


def _indicator(raw: Any, context: ParseContext) -> Any:
    found = cells.plain(raw)
    key = _INDICATORS.get(match_key(found))
    return key or Noticed(found, "note", "Такого показателя пока нет; цель сохранена", "Проверьте название по Методике")


# --- the sheets ------------------------------------------------------------------------------------------------------------------

_ORGANISATION = Column(
    "organisation", "ОГРН организации", "organisation", _required(_organisation), True, ("ОГРН",), "13 цифр ОГРН или 15 ОГРНИП"
)
_MENTOR = Column("mentor", "Код наставника", "mentor", _required(_code), True, hint="Тот же код, что на листе «Наставники»")
_PARTICIPANT = Column("participant", "Код участника", "participant", _required(_code), True, hint="Свой код каждого участника")


def _dated(russian: str = "Дата") -> Column:
    return Column("date", russian, "day", _required(_past), True, hint="День события, не позже сегодняшнего")


SHEETS: dict[str, Sheet] = {
    sheet.key: sheet
    for sheet in (
        Sheet("organisations", "Организации", "organisation", (
            Column("organisation", "ОГРН", "organisation", _required(_organisation), True, ("ОГРН организации",),
                   "13 цифр ОГРН или 15 ОГРНИП"),
            Column("inn", "ИНН", "inn", _inn, hint="10 цифр (12 для ОГРНИП); можно не заполнять"),
            Column("name", "Название", "name", _plain, aliases=("Наименование", "Организация"), hint="Краткое название"),
            Column("city", "Город", "city", _required(_city), True, hint="Из списка городов программы"),
            Column("field", "Направление услуг", "field", _plain, aliases=("Направление",), hint="Своими словами"),
            Column("registered_on", "Дата регистрации", "registered_on", _past_or_blank, hint="День регистрации организации"),
        ), _inn_beside_ogrn),
        Sheet("participants", "Участники", "participant", (
            _PARTICIPANT,
            Column("full_name", "ФИО", "full_name", _plain, hint="Видит только фонд"),
            Column("organisation", "ОГРН организации", "organisation", _organisation_or_blank, aliases=("ОГРН",),
                   hint="Организация с листа «Организации»; можно не заполнять"),
            Column("city", "Город", "city", _required(_city), True, hint="Из списка городов программы"),
            Column("cohort", "Поток", "cohort", _of(cells.label), hint="Например, 2026-1"),
            Column("role", "Роль", "role", _plain, hint="Лидер, активист"),
        )),
        Sheet("steps", "Этапы", "participant_step", (
            _PARTICIPANT,
            Column("step", "Этап", "step", _required(_step), True, ("Шаг",), "Из списка этапов программы"),
            _dated(),
            Column("comment", "Комментарий", "comment", _plain, hint="Своими словами"),
        )),
        Sheet("status", "Статус", "organisation_step", (
            _ORGANISATION,
            Column("track", "Реестр", "track", _required(_track), True, hint="Из списка реестров программы"),
            Column("step", "Шаг", "step", _required(_plain), True, ("Этап",), "Шаг этого реестра"),
            _dated(),
            Column("attempt", "Попытка", "attempt", _of(cells.attempt), hint="Пусто — первая"),
            Column("document", "Документ", "document", _plain, hint="Номер или ссылка"),
            Column("reason", "Причина", "reason", _plain, hint="Причина отказа"),
        ), _step_of_track),
        Sheet("mentors", "Наставники", "mentor", (
            Column("mentor", "Код наставника", "mentor", _required(_code), True, hint="Свой код каждого наставника"),
            Column("full_name", "ФИО", "full_name", _plain, hint="Видит только фонд"),
            Column("hours_per_month", "Часов в месяц", "hours_per_month", _of(cells.hours_per_month),
                   aliases=("Часы в месяц",), hint="Сколько часов заявлено; пусто — неизвестно"),
        )),
        Sheet("assignments", "Закрепления", "assignment", (
            _MENTOR,
            _ORGANISATION,
            # the first further header is a Latin C: alone, it has no Cyrillic letter beside it that would tell
            Column("from", "С", "from_day", _required(_past), True, ("C", "Дата начала", "Начало"), "Первый день"),
            Column("to", "По", "to_day", _day_or_blank, aliases=("Дата окончания", "Окончание"), hint="Последний день; пусто — идёт"),
        ), _end_after_start),
        Sheet("sessions", "Встречи", "session", (
            _MENTOR,
            _ORGANISATION,
            _dated(),
            Column("hours", "Часы", "minutes", _of(cells.minutes), aliases=("Часов",), hint="Например, 1,5"),
            Column("kind", "Форма", "kind", _plain, aliases=("Вид",), hint="Встреча, звонок"),
        )),
        Sheet("places", "Населённые пункты", "place", (
            Column("place", "Код", "place", _required(_code), True, ("Код места",), "Свой код каждого места"),
            Column("name", "Название", "name", _plain, aliases=("Наименование", "Населённый пункт"), hint="Как его зовут в «Услугах»"),
            Column("city", "Город", "city", _required(_city), True, hint="Какому городу программы место относится"),
            Column("lat", "Широта", "lat", _of(cells.coordinate(90)), hint="Градусы, например 57,15"),
            Column("lon", "Долгота", "lon", _of(cells.coordinate(180)), hint="Градусы, например 65,53"),
            Column("oktmo", "ОКТМО", "oktmo", _of(cells.territory), hint="8 или 11 цифр"),
            Column("population", "Население", "population", _of(cells.population), hint="Человек"),
        ), aliases=("Места",)),
        Sheet("services", "Услуги", "service", (
            Column("beneficiary", "Код благополучателя", "beneficiary", _required(_code), True, hint="Код, не имя"),
            _ORGANISATION,
            Column("place", "Населённый пункт", "place", _required(_code), True, ("Место", "Код места"), "Код или название места"),
            Column("category", "Категория", "category", _required(_category), True, hint="Из списка категорий программы"),
            Column("service", "Услуга", "service", _required(_plain), True, ("Вид услуги",), "Своими словами"),
            _dated(),
            Column("quantity", "Количество", "quantity", _of(cells.quantity), aliases=("Кол-во",), hint="Пусто — одна услуга"),
        )),
        Sheet("targets", "Цели", "target", (
            Column("indicator", "Показатель", "indicator", _required(_indicator), True, hint="Ключ или название показателя"),
            Column("city", "Город", "city", _city_or_blank, hint="Пусто — вся программа"),
            Column("due_on", "К дате", "due_on", _required(_day), True, hint="Срок"),
            Column("value", "Значение", "value", _required(_of(cells.amount)), True, hint="Число"),
        )),
    )
}  # fmt: skip

DEFAULTS: dict[str, Any] = {
    "attempt": 1,
    "quantity": 1,
    "organisation": None,
    "registered_on": None,
    "to_day": None,
    "hours_per_month": None,
    "lat": None,
    "lon": None,
    "population": None,
    "minutes": 0,
}
"""What a column that a sheet does not have is taken for; anything else is an empty text."""


# --- rows -----------------------------------------------------------------------------------------------------------------------


def parse_rows(raw: RawSheet, sheet: Sheet, context: ParseContext) -> Iterator[ParsedRow | RefusedRow]:
    """The rows of a recognised sheet, cell by cell; one problem a row, key columns before the others."""
    readers = [_Reader(column, raw.positions[column.key], context) for column in sheet.columns if column.key in raw.positions]
    missing = {c.field: DEFAULTS.get(c.field, "") for c in sheet.columns if c.key not in raw.positions}
    last = max(raw.positions, key=lambda key: raw.positions[key])
    for number, row in raw.rows:
        parsed = _parse_row(number, row, readers, missing, sheet, context)
        yield RefusedRow(number, last, _OVERFLOW, row, parsed.values) if raw.overflows(row) else parsed


_OVERFLOW = CellProblem(
    "В строке больше ячеек, чем столбцов в шапке", "Возьмите в кавычки ячейку, внутри которой стоит разделитель, например «1,5»"
)


def _parse_row(
    number: int, row: Sequence[Any], readers: Sequence[_Reader], missing: dict[str, Any], sheet: Sheet, context: ParseContext
) -> ParsedRow | RefusedRow:
    values = missing.copy()
    noticed: list[tuple[str, Noticed, Any]] = []
    refused: tuple[str, CellProblem] | None = None
    width = len(row)
    for reader in readers:
        raw = row[reader.position] if reader.position < width else None
        known = reader.known.get(raw if raw.__class__ is str else (raw.__class__, raw), _UNSEEN)
        found = reader.learn(raw) if known is _UNSEEN else known
        if found.__class__ is CellProblem:
            refused = refused or (reader.key, found)
        elif found.__class__ is Noticed:
            noticed.append((reader.key, found, raw))
            values[reader.field] = found.value
        else:
            values[reader.field] = found
    if refused is None and sheet.together is not None:
        refused = _look_at_whole_row(sheet, values, noticed, context)
    if refused is not None:
        return RefusedRow(number, refused[0], refused[1], row, values)
    return ParsedRow(number, values, tuple(noticed) if noticed else ())


def _look_at_whole_row(
    sheet: Sheet, values: dict[str, Any], noticed: list[tuple[str, Noticed, Any]], context: ParseContext
) -> tuple[str, CellProblem] | None:
    assert sheet.together is not None
    for key, found in sheet.together(values, context):
        if isinstance(found, CellProblem):
            return key, found
        field = sheet.column(key).field
        noticed.append((key, found, values[field]))
        values[field] = found.value
    return None


_UNSEEN = object()


class _Reader:
    """Reads the cells of one column, each distinct raw value once: `known` holds values, `Noticed`s and `CellProblem`s."""

    def __init__(self, column: Column, position: int, context: ParseContext) -> None:
        self.key, self.field, self.position = column.key, column.field, position
        self.known: dict[Any, Any] = {}
        self._parse = column.parse
        self._context = context

    def learn(self, raw: Any) -> Any:
        try:
            found = self._parse(raw, self._context)
        except CellProblem as problem:
            found = problem
        if len(self.known) >= MEMORY:
            self.known.clear()
        self.known[raw if raw.__class__ is str else (raw.__class__, raw)] = found
        return found


def problem_of(raw: RawSheet, row: int, column: str, found: CellProblem | Noticed, value: Any) -> Problem:
    """The record of what a cell met."""
    return Problem(
        level="error" if isinstance(found, CellProblem) else found.level,
        file=raw.file,
        sheet=raw.sheet,
        rule=found.rule,
        remedy=found.remedy,
        cell=raw.cell(row, column),
        row=row,
        column=column,
        value=cells.text(value)[:200],
    )
