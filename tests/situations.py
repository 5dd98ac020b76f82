"""Schools in every situation a reader may meet one in, and what each page says first of them: `python -m tests.situations`.

Small, written by hand through the loader: nobody, one, two, five, eleven, twenty-one people, some sheets only, the first week, goals of
every fate, a city that is behind, cities that are alike.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dashboard.arrangement.contents import SUBJECTS
from dashboard.arrangement.view import Subject
from dashboard.queries.database import Database
from data_loader.database import migrate, open_engine
from data_loader.demo.files import write_csv
from data_loader.loading import Request, load_files
from data_loader.programme import load_programme

TODAY = date(2026, 10, 31)
PROGRAMME = load_programme(Path(__file__).parents[1] / "programme.toml")
CITIES = [city.key for city in PROGRAMME.cities]
STEPS = [step.key for step in PROGRAMME.steps]
ENROLLED = STEPS.index("enrolled")
LONG_AGO = date(2025, 3, 1)
_OGRN = 102720000000
Row = dict[str, Any]


def ogrn(number: int) -> str:
    """A number of an organisation with its check digit."""
    first = _OGRN + number
    return f"{first}{first % 11 % 10}"


@dataclass
class School:
    """Rows of spreadsheets as they grow."""

    sheets: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, sheet: str, **row: Any) -> School:
        self.sheets.setdefault(sheet, []).append(row)
        return self

    def people(
        self, city: str, number: int, steps: int, *, cohort: str = "2025-1", since: date = LONG_AGO, pace: int = 20
    ) -> School:
        """People who came to so many steps, one every `pace` days, and stopped there."""
        for _ in range(number):
            code = f"У-{len(self.sheets.get('participants', ())) + 1:04}"
            self.add("participants", participant=code, full_name=f"Участник {code}", organisation="", city=city, cohort=cohort)
            for at, step in enumerate(STEPS[:steps]):
                self.add("steps", participant=code, step=step, date=since + timedelta(days=pace * at))
        return self

    def exits(self, number: int, day: date) -> School:
        """The last people leave."""
        for person in self.sheets["participants"][-number:]:
            self.add("steps", participant=person["participant"], step="withdrawn", date=day)
        return self

    def organisations(self, city: str, number: int, *, steps: int = 0, since: date = LONG_AGO) -> School:
        """Organisations on so many steps to the first register."""
        track = PROGRAMME.tracks[0]
        for _ in range(number):
            code = ogrn(len(self.sheets.get("organisations", ())) + 1)
            self.add("organisations", organisation=code, name=f"АНО {code[-5:]}", city=city)
            for at, step in enumerate(track.steps[:steps]):
                self.add("status", organisation=code, track=track.key, step=step.key, date=since + timedelta(days=30 * at))
        return self

    def mentor(
        self, hours: float | None, cases: int, meetings: Iterable[tuple[date, float]] = (), since: date = LONG_AGO
    ) -> School:
        """A mentor with so many of the first organisations in care, who met the first of them."""
        code = f"Н-{len(self.sheets.get('mentors', ())) + 1:02}"
        self.add("mentors", mentor=code, full_name=f"Наставник {code}", hours_per_month="" if hours is None else hours)
        own = [row["organisation"] for row in self.sheets["organisations"][:cases]]
        for organisation in own:
            self.add("assignments", **{"mentor": code, "organisation": organisation, "from": since, "to": ""})
        for day, length in meetings:
            self.add("sessions", mentor=code, organisation=own[0], date=day, hours=length, kind="")
        return self

    def helped(self, city: str, number: int, day: date, *, places: int = 1) -> School:
        """People who were helped once, in the city itself and in so many other places of it."""
        if "organisations" not in self.sheets:
            self.organisations(city, 1)
        names = [PROGRAMME.city(city).name, *(f"Село {city} {at}" for at in range(1, places))]
        known = {row["place"] for row in self.sheets.get("places", ())}
        for name in names:
            if name not in known:
                self.add("places", place=name, name=name, city=city, lat=57.0, lon=66.0)
        for at in range(number):
            person = f"Б-{len(self.sheets.get('services', ())) + 1:05}"
            self.add("services", beneficiary=person, organisation=self.sheets["organisations"][0]["organisation"],
                     place=names[at % len(names)], category="elderly", service="Консультация", date=day, quantity=1)  # fmt: skip
        return self

    def goal(self, indicator: str, value: float, due_on: date, city: str = "", start_on: date | None = None) -> School:
        return self.add("targets", indicator=indicator, city=city, due_on=due_on, value=value, start_on=start_on or "")

    def in_all_cities(self, number: int, steps: int, **more: Any) -> School:
        for city in CITIES:
            self.people(city, number, steps, **more)
        return self


def _usual() -> School:
    """Two grown cohorts in all cities, most of whom came far."""
    found = School()
    for city, number in zip(CITIES, (41, 28, 15, 10, 26), strict=True):
        found.people(city, number // 3, 8).people(city, number // 3, 6, cohort="2025-2").people(
            city, number - 2 * (number // 3), 4
        )
        found.organisations(city, 4, steps=3).helped(city, number, date(2026, 5, 4), places=3)
    found.exits(3, date(2025, 12, 1))
    return found.mentor(10, 5, [(date(2026, month, 9), 2) for month in range(1, 11)]).mentor(None, 2, [(date(2026, 10, 2), 3.5)])


def _behind() -> School:
    found = School()
    for city in CITIES[:4]:
        found.people(city, 26, 8).people(city, 4, 4)
    return found.people(CITIES[4], 12, 8).people(CITIES[4], 14, 4)


def _goals(value: float, due_on: date, **more: Any) -> School:
    found = _usual()
    for indicator in ("participants_enrolled", "organisations_registered", "people_reached", "mentoring_hours"):
        found.goal(indicator, value, due_on, **more)
    return found


def _behindless() -> School:
    found = School()
    for city in CITIES:
        if city != "ishim":
            found.people(city, 20, 8).people(city, 5, 5)
    return found


def _sum_of_goals() -> School:
    found = _usual()
    for at, city in enumerate(CITIES):
        found.goal("participants_enrolled", 30, date(2026, 12, 31) if at else date(2026, 6, 30), city=city)
    return found


SITUATIONS: Mapping[str, Callable[[], School]] = {
    "one person": lambda: School().people("ishim", 1, 3),
    "two people": lambda: School().people("ishim", 2, 4),
    "two, both at the end": lambda: School().people("ishim", 2, 8),
    "five people": lambda: School().people("ishim", 3, 8).people("tyumen", 2, 5),
    "eleven people": lambda: School().people("ishim", 6, 8).people("tyumen", 5, 4),
    "twenty-one people": lambda: School().people("ishim", 11, 8).people("tyumen", 10, 5),
    "applied only": lambda: School().people("tobolsk", 7, 1),
    "nobody went on": lambda: School().in_all_cities(12, 3),
    "everybody at the end": lambda: School().in_all_cities(12, 8),
    "a city is behind": _behind,
    "cities alike": lambda: School().in_all_cities(20, 8).in_all_cities(10, 5),
    "one city only": lambda: School().people("tyumen", 14, 8).people("tyumen", 7, 5).organisations("tyumen", 3, steps=5),
    "all left": lambda: School().people("ishim", 12, 5).exits(12, date(2025, 12, 1)),
    "the first week": lambda: (
        School()
        .in_all_cities(12, 3, since=TODAY - timedelta(days=5), pace=1, cohort="2026-2")
        .goal("participants_enrolled", 149, date(2027, 9, 23))
    ),
    "twelve enrolled five days ago": lambda: _behindless().people(
        "ishim", 12, 3, since=TODAY - timedelta(days=5), pace=1, cohort="2026-2"
    ),
    "a young cohort beside a grown one": lambda: (
        School().in_all_cities(10, 7).in_all_cities(6, 4, cohort="2026-2", since=date(2026, 8, 1))
    ),
    "the usual": _usual,
    "all goals behind": lambda: _goals(400, date(2026, 12, 31)),
    "half a year in hand": lambda: _goals(300, date(2027, 9, 23), start_on=date(2026, 9, 1)),
    "the last day": lambda: _goals(149, TODAY),
    "missed": lambda: _goals(149, date(2026, 6, 30)),
    "met early": lambda: _goals(10, date(2026, 12, 31)),
    "goals of cities": _sum_of_goals,
    "steps only": lambda: School().in_all_cities(9, 6),
    "services only": lambda: School().helped("tyumen", 21, date(2026, 10, 5), places=4).helped("ishim", 2, date(2026, 9, 5)),
    "one person helped": lambda: School().helped("ishim", 1, date(2026, 10, 5)),
    "status only": lambda: (
        School().organisations("tyumen", 2, steps=2).organisations("ishim", 1, steps=5).organisations("tobolsk", 11)
    ),
    "mentors without cases": lambda: School().organisations("tyumen", 3).mentor(10, 0).mentor(8, 0),
    "new cases": lambda: School().organisations("tyumen", 3).mentor(10, 2, since=TODAY - timedelta(days=4)),
    "silent cases": lambda: School().organisations("tyumen", 2).mentor(10, 2, [(date(2026, 3, 2), 1.5)]),
}


VIEWS = ("", "city=tyumen", "city=ishim", "city=ishim,tobolsk", "cohort=2025-1", "cohort=2026-2", "until=2026-03-31", "until=2026-10-15",
         "city=ishim&until=2026-03-31", "known_at=load:1")  # fmt: skip
MORE: Mapping[str, Sequence[str]] = {
    "funnel": ("unit=organisations", "unit=organisations&city=ishim", "unit=organisations&until=2026-03-31"),
    "mentors": ("month=2026-09", "month=2026-03&city=tyumen"),
    "beneficiaries": ("unit=services", "month=2026-10", "category=elderly", "city=tyumen&unit=services"),
}


def queries(subject: Subject) -> tuple[str, ...]:
    return (*VIEWS, *MORE.get(subject.key, ()))


@contextmanager
def situated(name: str, folder: Path) -> Iterator[Database]:
    """A database in one of the situations."""
    engine = open_engine(f"sqlite:///{folder}/programme.db")
    migrate(engine)
    files = [write_csv(folder / f"{key}.csv", key, rows) for key, rows in SITUATIONS[name]().sheets.items()]
    asked = Request(files=files, programme=PROGRAMME, pseudonym_key="a-key-for-tests-only-0123456789", today=TODAY)
    result = load_files(engine, asked)
    if result.has_errors:
        raise ValueError(f"{name}: {result.problems}")
    yield Database(engine, PROGRAMME, TODAY)
    engine.dispose()


def main() -> None:
    """Prints what every page says first under every view, and what asks for attention."""
    from tests.dashboard.arrangement.reading import found, opened, words

    for name in sys.argv[1:] or SITUATIONS:
        with tempfile.TemporaryDirectory() as folder, situated(name, Path(folder)) as database:
            print(f"\n=== {name}")
            for subject in SUBJECTS:
                for query in queries(subject):
                    shown = opened(database, query, subject)
                    lead = " | ".join(words(part) for part in found(shown, "lead"))
                    watch = [words(one) for part in found(shown, "watch") for one in part.css("li, aside.calm > p")]
                    print(f"{subject.path}?{query}: {lead}", *(f"    - {one}" for one in watch), sep="\n")


if __name__ == "__main__":
    main()
