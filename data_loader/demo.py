"""Demonstration data for whichever programme is in force: invented, the same for the same day, in every state that pages show.

`generate` makes the rows of the ten sheets up to a day; `write_files` writes them as a foundation keeps them. Nothing here is a
real person or organisation, and nothing is written in code about a particular programme.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook

from data_loader.programme import City, Programme, Track
from data_loader.sheets import SHEETS

Row = Mapping[str, Any]

HISTORY_DAYS = 600
PARTICIPANTS = 150
ORGANISATIONS = 56
MENTORS = 8
PEOPLE = 1_180
PLACES_EACH = 6
_WEIGHTS = (5, 3, 2, 2, 3, 1)
"""How large the cities are beside each other; further cities are as small as the last."""

_GOOD = ("Добрый дом", "Тёплый круг", "Опора", "Рядом", "Забота", "Шаг навстречу", "Свет", "Надежда", "Родник", "Перспектива")
_FIELDS = ("Помощь на дому", "Социальная адаптация", "Досуг и спорт", "Консультации", "Профилактика")
_VILLAGES = (
    "Берёзовое", "Луговое", "Озёрное", "Сосновка", "Ключи", "Заречное", "Малиновка", "Степное", "Полевое", "Рябиновка",
    "Каменка", "Новосёлово", "Приозёрное", "Дубровное", "Ольховка", "Светлое", "Красный Яр", "Вишнёвое", "Песчаное", "Холмы",
)  # fmt: skip
_SERVICES = ("консультация", "сопровождение", "помощь на дому", "занятие")
_KINDS = ("встреча", "звонок")


@dataclass(frozen=True)
class World:
    """The rows of every sheet by its key; each row by English column keys, dates as dates, names as a person would write."""

    sheets: Mapping[str, Sequence[Row]]


def generate(programme: Programme, today: date, seed: int = 2019, size: float = 1.0) -> World:
    """The same world for the same programme, day, seed and size (1.0: about 150 participants, 1,200 people helped)."""
    return _Maker(programme, today, Random(f"{seed}:{programme.name}:{today}:{size}"), size).world()


class _Maker:
    """Makes sheet after sheet from one source of chance."""

    def __init__(self, programme: Programme, today: date, chance: Random, size: float) -> None:
        self._programme = programme
        self._today = today
        self._chance = chance
        self._size = size
        self._start = today - timedelta(days=HISTORY_DAYS)
        self._weights = [_WEIGHTS[min(i, len(_WEIGHTS) - 1)] for i in range(len(programme.cities))]

    def world(self) -> World:
        organisations = self._organisations()
        participants = self._participants(organisations)
        mentors = self._mentors()
        status, registered = self._status(organisations)
        assignments = self._assignments(organisations, mentors, registered)
        places = self._places()
        return World(
            {
                "organisations": organisations,
                "participants": [{k: v for k, v in p.items() if not k.startswith("_")} for p in participants],
                "steps": self._steps(participants),
                "status": status,
                "mentors": mentors,
                "assignments": assignments,
                "sessions": self._sessions(assignments, mentors),
                "places": places,
                "services": self._services(organisations, places),
                "targets": self._targets(participants),
            }
        )

    # --- small helpers

    def _many(self, number: int) -> int:
        return max(2, round(number * self._size))

    def _city(self) -> City:
        return self._chance.choices(self._programme.cities, self._weights)[0]

    def _later(self, day: date, least: int, most: int) -> date | None:
        """A day some days on; None when it lies ahead of today."""
        found = day + timedelta(days=self._chance.randint(least, most))
        return found if found <= self._today else None

    # --- organisations and people

    def _organisations(self) -> list[dict[str, Any]]:
        rows = []
        for n in range(self._many(ORGANISATIONS)):
            number, tax = self._identifiers(n)
            name = f"АНО «{_GOOD[n % len(_GOOD)]}{f' {n // len(_GOOD) + 1}' if n >= len(_GOOD) else ''}»"
            founded = date(self._chance.randint(2003, self._start.year - 2), self._chance.randint(1, 12), 15)
            rows.append(
                {"organisation": number, "inn": tax, "name": name, "city": self._city().name,
                 "field": self._chance.choice(_FIELDS), "registered_on": founded}
            )  # fmt: skip
        return rows

    def _identifiers(self, n: int) -> tuple[str, str]:
        if self._programme.identifiers.organisation == "any":
            return f"О-{n + 1:03d}", ""
        if n == 3:
            body = f"3{n + 14:02d}72{n:09d}"
            return f"{body}{int(body) % 13 % 10}", ""
        body = f"1{n % 18 + 2:02d}7200{n:05d}"
        return f"{body}{int(body) % 11 % 10}", _tax_number(f"7299{n:05d}")

    def _cohorts(self) -> list[tuple[str, date]]:
        """Four half-years with the days they begin; the last one began lately."""
        starts = [self._today - timedelta(days=back) for back in (HISTORY_DAYS - 60, 390, 230, 70)]
        return [(f"{day.year}-{1 if day.month <= 6 else 2}", day) for day in starts]

    def _participants(self, organisations: Sequence[Row]) -> list[dict[str, Any]]:
        cohorts = self._cohorts()
        rows = []
        for n in range(self._many(PARTICIPANTS)):
            home = self._chance.choice(organisations)
            cohort, begins = cohorts[self._chance.choices(range(4), (3, 3, 3, 2))[0]]
            rows.append(
                {"participant": f"У-{n + 1:04d}", "full_name": f"Участник {n + 1:04d}", "organisation": home["organisation"],
                 "city": home["city"], "cohort": cohort, "role": self._chance.choice(("лидер", "активист")), "_begins": begins}
            )  # fmt: skip
        return rows

    # --- the School

    def _steps(self, participants: Sequence[Row]) -> list[dict[str, Any]]:
        rows = []
        worst = self._programme.cities[-1].name
        for person in participants:
            rows += self._journey(person, careless=person["city"] == worst)
        return rows

    def _journey(self, person: Row, *, careless: bool) -> list[dict[str, Any]]:
        """One person's steps: most move on, some leave, some stand still, some skip a part; a careless city loses them early."""
        steps, exits = self._programme.steps, self._programme.school.exits
        day: date | None = person["_begins"] + timedelta(days=self._chance.randint(0, 20))
        rows: list[dict[str, Any]] = []
        for number, step in enumerate(steps):
            assert day is not None
            skipped = step.part and 0 < number < len(steps) - 1 and self._chance.random() < 0.03
            if not skipped:
                rows.append(_step(person, step.name, day))
            fate = self._chance.random()
            early = careless and number <= len(steps) // 2
            if number < len(steps) - 1 and exits and fate < (0.14 if early else 0.06):
                if left := self._later(day, 0, 15):
                    rows.append(_step(person, exits[0 if number == 0 else -1].name, left))
                return rows
            if fate < (0.22 if early else 0.09):
                return rows
            following = self._later(day, 7, 26)
            if following is None:
                return rows
            day = following
        return rows

    # --- the registers

    def _status(self, organisations: Sequence[Row]) -> tuple[list[dict[str, Any]], set[str]]:
        rows: list[dict[str, Any]] = []
        registered: set[str] = set()
        for number, track in enumerate(self._programme.tracks):
            for place, organisation in enumerate(organisations[number * 4 :: 3 + number]):
                rows += self._attempts(organisation, track, place, registered)
        return rows, registered

    def _attempts(self, organisation: Row, track: Track, place: int, registered: set[str]) -> list[dict[str, Any]]:
        """One organisation on one track: registered, under way, waiting beyond the term, or refused and trying again."""
        begins = self._start + timedelta(days=60 + self._chance.randint(0, HISTORY_DAYS - 160))
        far = (len(track.steps), len(track.steps) // 2 + 1, 2, len(track.steps), 1)[place % 5]
        rows = self._climb(organisation, track, begins, min(far, len(track.steps)), 1)
        if place % 5 == 2 and track.exits and rows:
            if (refused := self._later(rows[-1]["date"], 20, 60)) is not None:
                reason = "Недостаточная квалификация"
                rows.append({**rows[-1], "step": track.exits[0].name, "date": refused, "reason": reason})
                if place % 2 == 0 and (again := self._later(refused, 20, 50)) is not None:
                    rows += self._climb(organisation, track, again, 1, 2)
        elif any(row["step"] == track.last_step.name for row in rows):
            registered.add(organisation["organisation"])
        return rows

    def _climb(self, organisation: Row, track: Track, begins: date, steps: int, attempt: int) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        day: date | None = begins
        for step in track.steps[:steps]:
            if day is None:
                break
            rows.append(
                {"organisation": organisation["organisation"], "track": track.name, "step": step.name, "date": day,
                 "attempt": attempt, "document": f"вх-{self._chance.randint(100, 999)}", "reason": ""}
            )  # fmt: skip
            day = self._later(day, 12, 55)
        return rows

    # --- mentors

    def _mentors(self) -> list[dict[str, Any]]:
        """Of eight, one has not declared hours, one declared too few for what is done, one has no case."""
        rows = []
        for n in range(max(3, min(MENTORS, self._many(MENTORS)))):
            hours: Any = "" if n == 2 else 6 if n == 1 else self._chance.randint(12, 34)
            rows.append({"mentor": f"Н-{n + 1:02d}", "full_name": f"Наставник {n + 1:02d}", "hours_per_month": hours})
        return rows

    def _assignments(self, organisations: Sequence[Row], mentors: Sequence[Row], registered: set[str]) -> list[dict[str, Any]]:
        rows = []
        for n, organisation in enumerate(organisations):
            if n % 3 == 1:
                continue
            mentor = mentors[n % (len(mentors) - 1)]
            begins = self._start + timedelta(days=self._chance.randint(0, HISTORY_DAYS - 120))
            ends = self._later(begins, 200, 420) if n % 7 == 0 else None
            if organisation["organisation"] in registered and n % 2 == 0:
                ends = self._later(begins, 90, 300)
            rows.append(
                {"mentor": mentor["mentor"], "organisation": organisation["organisation"], "from": begins, "to": ends or ""}
            )
        return rows

    def _sessions(self, assignments: Sequence[Row], mentors: Sequence[Row]) -> list[dict[str, Any]]:
        """Meetings every few weeks; the second mentor works over capacity, the fourth has grown silent."""
        rows: dict[tuple[Any, ...], dict[str, Any]] = {}
        for case in assignments:
            number = next(i for i, mentor in enumerate(mentors) if mentor["mentor"] == case["mentor"])
            last = case["to"] or (self._today - timedelta(days=80) if number == 3 else self._today)
            day = case["from"] + timedelta(days=self._chance.randint(0, 20))
            while day <= last:
                hours = self._chance.choice((0.5, 1, 1.5, 2, 2.5)) + (1.5 if number == 1 else 0)
                row = {"mentor": case["mentor"], "organisation": case["organisation"], "date": day, "hours": hours,
                       "kind": self._chance.choice(_KINDS)}  # fmt: skip
                rows[row["mentor"], row["organisation"], day, row["kind"]] = row
                day += timedelta(days=self._chance.randint(8, 20) if number == 1 else self._chance.randint(18, 60))
        return sorted(rows.values(), key=lambda row: row["date"])

    # --- people helped

    def _places(self) -> list[dict[str, Any]]:
        names = list(_VILLAGES)
        self._chance.shuffle(names)
        rows: list[dict[str, Any]] = []
        for number, city in enumerate(self._programme.cities):
            rows.append(_place(len(rows), city.name, city, city.lat, city.lon, self._chance.randint(20, 800) * 1000))
            for n in range(max(1, round(PLACES_EACH * min(self._size, 1)))):
                name = names[(number * PLACES_EACH + n) % len(names)]
                if number * PLACES_EACH + n >= len(names):
                    name = f"{name} ({city.name})"
                rows.append(_place(len(rows), name, city, *self._near(city), self._chance.randint(2, 90) * 100))
        return rows

    def _near(self, city: City) -> tuple[float | None, float | None]:
        if city.lat is None or city.lon is None:
            return None, None
        return round(city.lat + self._chance.uniform(-0.42, 0.42), 4), round(city.lon + self._chance.uniform(-0.8, 0.8), 4)

    def _services(self, organisations: Sequence[Row], places: Sequence[Row]) -> list[dict[str, Any]]:
        categories = self._programme.categories
        if not categories:
            return []
        by_city = {city.name: [p for p in places if p["city"] == city.name] for city in self._programme.cities}
        rows: dict[tuple[Any, ...], dict[str, Any]] = {}
        for n in range(self._many(PEOPLE)):
            helper = self._chance.choice(organisations)
            near = by_city[helper["city"]]
            place = near[0] if self._chance.random() < 0.72 else self._chance.choice(near[1:])
            category = self._chance.choices(categories, [5 - min(i, 4) for i in range(len(categories))])[0].name
            day: date | None = self._start + timedelta(days=self._chance.randint(30, HISTORY_DAYS))
            for _ in range(self._chance.choices((1, 2, 3, 5), (3, 4, 3, 1))[0]):
                if day is None:
                    break
                row = {"beneficiary": f"Б-{n + 1:05d}", "organisation": helper["organisation"], "place": place["place"],
                       "category": category, "service": self._chance.choice(_SERVICES), "date": day,
                       "quantity": self._chance.choice((1, 1, 2, 3))}  # fmt: skip
                rows[row["beneficiary"], row["service"], day] = row
                day = self._later(day, 10, 60)
        return list(rows.values())

    # --- targets

    def _targets(self, participants: Sequence[Row]) -> list[dict[str, Any]]:
        """One target reached, one far behind, one for each city; the hours of mentors have none."""
        due = date(self._today.year, 12, 31)
        rows: list[dict[str, Any]] = []
        if self._programme.categories:
            rows.append(
                {"indicator": "people_reached", "city": "", "due_on": due, "value": round(PEOPLE * self._size * 0.85, -1)}
            )
        if self._programme.tracks:
            rows.append({"indicator": "organisations_registered", "city": "", "due_on": due, "value": self._many(25)})
        for number, city in enumerate(self._programme.cities):
            here = sum(1 for person in participants if person["city"] == city.name)
            share = (1.3, 0.7, 0.9, 0.75, 0.6)[number % 5]
            rows.append(
                {"indicator": "participants_enrolled", "city": city.name, "due_on": due, "value": max(1, round(here * share))}
            )
        return rows


def _step(person: Row, step: str, day: date) -> dict[str, Any]:
    return {"participant": person["participant"], "step": step, "date": day}


def _place(n: int, name: str, city: City, lat: float | None, lon: float | None, population: int) -> dict[str, Any]:
    found = {"place": f"П-{n + 1:03d}", "name": name, "city": city.name, "lat": lat, "lon": lon, "population": population}
    return {key: "" if value is None else value for key, value in found.items()}


def _tax_number(body: str) -> str:
    """Nine digits with the check digit of an organisation's ИНН."""
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    return f"{body}{sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11 % 10}"


# --- files ----------------------------------------------------------------------------------------------------------------------


def write_files(world: World, folder: Path) -> list[Path]:
    """A workbook with nine sheets, and the services, of which there are many, as CSV."""
    book = Workbook(write_only=True)
    for key, rows in world.sheets.items():
        if key == "services" or not rows:
            continue
        columns = [column for column in SHEETS[key].columns if column.key in rows[0]]
        page = book.create_sheet(SHEETS[key].russian)
        page.append([column.russian for column in columns])
        for row in rows:
            page.append([row[column.key] for column in columns])
    workbook = folder / "demo.xlsx"
    book.save(workbook)
    book.close()
    services = folder / "services.csv"
    if not world.sheets["services"]:
        return [workbook]
    with services.open("w", encoding="utf-8-sig", newline="") as file:
        columns = list(SHEETS["services"].columns)
        writer = csv.writer(file, delimiter=";")
        writer.writerow([column.russian for column in columns])
        writer.writerows([_written(row[column.key]) for column in columns] for row in world.sheets["services"])
    return [workbook, services]


def _written(value: Any) -> Any:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else value
