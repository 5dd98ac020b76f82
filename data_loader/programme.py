"""The programme definition: `programme.toml` as typed, frozen objects.

Nothing about a particular programme is written in code. Everything that differs between foundations (cities, steps, exits,
registers, categories, thresholds) is read here, once, and refused with the key and the cure when it is wrong.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from data_loader.names import match_key

# «/» joins keys to items, «,» separates them in the addresses of pages; the other two are kept free for such uses
Key = Annotated[str, StringConstraints(pattern=r"^[^\s/,|:]+$", max_length=64)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]

PROTECTABLE = ("people_reached", "people_reached_city", "services_given", "services_given_city")
"""Measures of people in need, which [disclosure] may protect; the others count the programme's own participants and work."""


class ProgrammeError(Exception):
    """`programme.toml` cannot be used. `problems` are Russian sentences: the key, what is wrong, what to do."""

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__(f"Файл программы {path} не подходит.\n" + "\n".join(f"  • {p}" for p in problems))


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Forms(_Part):
    """Russian case forms of a name for sentences; a form that is missing is avoided, not guessed."""

    gen: Name | None = None
    loc: Name | None = None
    acc: Name | None = None


class Counted(_Part):
    """How people who took an exit are counted in words: «выбыл 1», «выбыли 2»."""

    one: Name
    few: Name
    many: Name


class Named(_Part):
    """Anything the spreadsheets may call by its key, its name or an alias."""

    key: Key
    name: Name
    aliases: tuple[Name, ...] = Field(default=(), strict=False)
    forms: Forms = Forms()

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.key, self.name, *self.aliases)


class City(Named):
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    oktmo: tuple[Name, ...] = Field(default=(), strict=False)


class SchoolStep(Named):
    part: bool = False
    enrolment: bool = False


class Exit(Named):
    counted: Counted | None = None


class TrackStep(Named):
    due_days: int | None = Field(default=None, ge=1)
    extension_days: int | None = Field(default=None, ge=0)
    valid_years: int | None = Field(default=None, ge=1)
    waits_for: Literal["authority"] | None = None


class School(_Part):
    steps: tuple[SchoolStep, ...] = Field(alias="step", min_length=1, strict=False)
    exits: tuple[Exit, ...] = Field(default=(), alias="exit", strict=False)


class Track(Named):
    steps: tuple[TrackStep, ...] = Field(alias="step", min_length=1, strict=False)
    exits: tuple[Exit, ...] = Field(default=(), alias="exit", strict=False)

    @property
    def last_step(self) -> TrackStep:
        return self.steps[-1]


class Category(Named):
    pass


class Identifiers(_Part):
    organisation: Literal["ogrn", "any"] = "any"


class Attention(_Part):
    """When a number turns into «обратить внимание»."""

    waiting_days: int = Field(default=30, ge=1)
    points_behind: float = Field(default=10, gt=0, le=100, strict=False)
    chance: float = Field(default=0.04, gt=0, le=0.5, strict=False)
    """How often a page may name something although chance alone made it."""
    few: int = Field(default=5, ge=1)
    """A median or mean of fewer is not shown."""
    goal_share: float = Field(default=0.6, gt=0, le=1, strict=False)
    """Of the pace that a goal needs: a slower one is urgent."""
    maturity_days: int = Field(default=180, ge=0)


class MapLabel(_Part):
    """Where the name of a place stands beside its circle: the hour on a clock, 12 above it, 3 at its right."""

    place: Name
    hour: int = Field(ge=1, le=12)


class MapSettings(_Part):
    outline: str | None = None
    credit: str = ""
    labels: tuple[MapLabel, ...] = Field(default=(), alias="label", strict=False)

    @cached_property
    def hours(self) -> dict[str, int]:
        """The wished hour by the name as places are told apart."""
        return {match_key(label.place): label.hour for label in self.labels}


class Disclosure(_Part):
    threshold: int = Field(default=5, ge=2)
    protected: tuple[str, ...] = Field(default=("people_reached", "services_given"), strict=False)


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("unknown_zone") from error
    return name


class Programme(_Part):
    name: Name
    short_name: Name | None = None
    organiser: Name
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Moscow"
    locale: Literal["ru"] = "ru"
    identifiers: Identifiers = Identifiers()
    cities: tuple[City, ...] = Field(alias="city", min_length=1, strict=False)
    school: School
    tracks: tuple[Track, ...] = Field(default=(), alias="track", strict=False)
    categories: tuple[Category, ...] = Field(default=(), alias="category", strict=False)
    attention: Attention = Attention()
    map: MapSettings = MapSettings()
    disclosure: Disclosure = Disclosure()
    folder: Path = Field(default=Path(), exclude=True)

    @property
    def title(self) -> str:
        return self.short_name or self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def today(self, now: datetime | None = None) -> date:
        """The day it is in the programme's time zone; `now` must be aware."""
        return (now or datetime.now(self.zone)).astimezone(self.zone).date()

    @property
    def steps(self) -> tuple[SchoolStep, ...]:
        return self.school.steps

    @cached_property
    def parts(self) -> tuple[SchoolStep, ...]:
        """The steps that form the completion matrix."""
        return tuple(step for step in self.steps if step.part)

    @cached_property
    def enrolment(self) -> SchoolStep:
        """Denominator of the matrix and start of the medians: the step marked so, else the last before the first part."""
        for step in self.steps:
            if step.enrolment:
                return step
        first_part = next((i for i, step in enumerate(self.steps) if step.part), 0)
        return self.steps[max(first_part - 1, 0)]

    @cached_property
    def outline_path(self) -> Path | None:
        """The GeoJSON outline of the map, resolved beside the programme's file; None without one."""
        return self.folder / self.map.outline if self.map.outline else None

    def city(self, key: str) -> City:
        return _by_key(self.cities, key)

    def step(self, key: str) -> SchoolStep:
        return _by_key(self.steps, key)

    def track(self, key: str) -> Track:
        return _by_key(self.tracks, key)

    def category(self, key: str) -> Category:
        return _by_key(self.categories, key)

    @cached_property
    def counting_fingerprint(self) -> str:
        """Changes when, and only when, something changes that counts depend on: a recount is due then."""
        shape = {
            "steps": [s.key for s in self.steps],
            "exits": [e.key for e in self.school.exits],
            "enrolment": self.enrolment.key,
            "tracks": [[t.key, [s.key for s in t.steps], [e.key for e in t.exits]] for t in self.tracks],
        }
        return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()[:16]


T = TypeVar("T", bound=Named)


def _by_key(items: Iterable[T], key: str) -> T:
    for item in items:
        if item.key == key:
            return item
    raise KeyError(key)


def load_programme(path: Path | str) -> Programme:
    """Reads and checks a programme file; raises `ProgrammeError` naming every mistake at once."""
    path = Path(path)
    programme = _build(path, _read(path))
    if problems := list(_contradictions(programme)):
        raise ProgrammeError(path, problems)
    return programme


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        raise ProgrammeError(path, ["Файла нет. Укажите его в PROGRAMME или параметром --programme."]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ProgrammeError(path, [f"Файл не читается ({error}). Сохраните его как текст в UTF-8."]) from error
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError(path, [f"Это не TOML: {error}. Исправьте указанную строку."]) from error


def _build(path: Path, raw: dict[str, Any]) -> Programme:
    if "folder" in raw:
        raise ProgrammeError(path, ["folder: такого ключа нет. Удалите его."])
    try:
        return Programme.model_validate({**raw, "folder": path.resolve().parent})
    except ValidationError as error:
        raise ProgrammeError(path, [_explain(e) for e in error.errors()]) from None


_CURES = {
    "missing": "ключа не хватает. Добавьте его.",
    "extra_forbidden": "такого ключа нет. Проверьте написание или удалите его.",
    "string_type": "нужна строка в кавычках.",
    "bool_type": "нужно true или false.",
    "int_type": "нужно целое число без кавычек.",
    "float_type": "нужно число без кавычек.",
    "tuple_type": 'нужен список: ["…", "…"] или разделы [[…]].',
    "too_short": "список пуст. Добавьте хотя бы одну запись.",
    "string_too_short": "строка пуста. Впишите значение.",
    "string_too_long": "строка слишком длинная. Сократите её.",
    "string_pattern_mismatch": "в ключе не должно быть пробелов и знаков / , | :. Возьмите буквы, цифры, «-» и «_».",
    "model_type": "здесь нужен раздел с ключами.",
}


def _explain(error: Any) -> str:
    where = _where(error["loc"])
    kind = str(error["type"])
    if kind == "literal_error":
        return f"{where}: можно только {error['ctx']['expected'].replace(' or ', ' или ')}, а стоит {error['input']!r}."
    if kind in {"greater_than", "greater_than_equal", "less_than", "less_than_equal"}:
        limits = ", ".join(f"{_LIMITS[k]} {v:g}" for k, v in error["ctx"].items() if k in _LIMITS)
        return f"{where}: число должно быть {limits}, а стоит {error['input']}."
    if kind == "value_error" and where == "timezone":
        return f'timezone: часового пояса {error["input"]!r} нет. Возьмите имя вида "Asia/Yekaterinburg".'
    return f"{where}: {_CURES.get(kind, error['msg'] + '.')}"


_LIMITS = {"gt": "больше", "ge": "не меньше", "lt": "меньше", "le": "не больше"}


def _where(location: tuple[str | int, ...]) -> str:
    """('city', 2, 'lat') -> city[3].lat, counted from one as a person counts the sections of a file."""
    text = ""
    for part in location:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _contradictions(programme: Programme) -> Iterable[str]:
    yield from _clashes("city", programme.cities)
    yield from _clashes("school.step и school.exit", (*programme.steps, *programme.school.exits))
    yield from _clashes("track", programme.tracks)
    yield from _clashes("category", programme.categories)
    for track in programme.tracks:
        yield from _clashes(f"track «{track.key}»: step и exit", (*track.steps, *track.exits))
    if sum(step.enrolment for step in programme.steps) > 1:
        yield "school.step: enrolment = true стоит у нескольких шагов. Оставьте его у одного."
    for city in programme.cities:
        if (city.lat is None) != (city.lon is None):
            yield f"city «{city.key}»: нужны обе координаты, lat и lon, или ни одной."
    for place, count in Counter(match_key(label.place) for label in programme.map.labels).items():
        if count > 1:
            same = [f"«{label.place}»" for label in programme.map.labels if match_key(label.place) == place]
            yield f"map.label: {' и '.join(same)} — одно место. Оставьте одну запись."
    for measure in programme.disclosure.protected:
        if measure not in PROTECTABLE:
            yield f"disclosure.protected: показателя «{measure}» нет. Можно: {', '.join(PROTECTABLE)}."
    if programme.outline_path is not None and not programme.outline_path.is_file():
        yield f"map.outline: файла {programme.outline_path} нет. Исправьте путь или удалите ключ."


def _clashes(where: str, items: Sequence[Named]) -> Iterable[str]:
    """Two entries that a spreadsheet could not tell apart."""
    owner: dict[str, Named] = {}
    for item in items:
        for label in item.labels:
            other = owner.setdefault(match_key(label), item)
            if other is not item:
                yield f"{where}: «{label}» называет и «{other.key}», и «{item.key}». Оставьте его у одного."
