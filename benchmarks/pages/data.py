"""Schools of the sizes that are measured, made by code as ten CSV files and loaded as an operator loads them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_loader.demo import mentors, organisations, school, services, targets
from data_loader.demo.files import write_csv
from data_loader.demo.frame import Frame, Row
from data_loader.programme import Programme, load_programme

TODAY = date(2026, 10, 31)
SEED = 2019
SMALL, LARGE, PLACES = "small", "large", "places"
_MOST_HELPED = 12


@dataclass(frozen=True)
class School:
    """How many there are of what. Meetings and steps follow: 120 mentors hold some 20,000 meetings."""

    organisations: int
    participants: int
    mentors: int
    places: int
    helped: int
    everywhere: bool = False
    """Every place has somebody who is helped there, from one person, whom a screen may not show, to a dozen."""


SCHOOLS = {
    SMALL: School(organisations=60, participants=150, mentors=8, places=40, helped=1_180),
    LARGE: School(organisations=2_000, participants=10_000, mentors=120, places=40, helped=12_000),
    PLACES: School(organisations=60, participants=150, mentors=8, places=1_300, helped=1_180, everywhere=True),
}


def make_database(root: Path, school_: School, folder: Path) -> str:
    """The address of a new database in `folder`, filled by the loader of the checkout `root`."""
    url = f"sqlite:///{folder}/programme.db"
    files = write_files(rows_of(school_, load_programme(root / "programme.toml")), folder)
    call = [sys.executable, "-m", "data_loader", "load", *map(str, files)]
    done = subprocess.run(call, cwd=root, env=environment(root, url, folder), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"The loader did not take all rows:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return url


def environment(root: Path, database_url: str, folder: Path) -> dict[str, str]:
    """The settings under which both the loader and the dashboard work on a database."""
    settings = {
        "DATABASE_URL": database_url, "PROGRAMME": str(root / "programme.toml"), "TODAY": f"{TODAY}",
        "SECRETS_DIR": f"{folder}/secrets", "LOG_LEVEL": "warning",
    }  # fmt: skip
    return {**os.environ, **settings}


def rows_of(school_: School, programme: Programme) -> dict[str, Sequence[Row]]:
    """The rows of every sheet by its key: the generators of the demonstration, each at a size of its own."""

    def frame(number: int = 1, full: int = 1) -> Frame:
        return Frame(programme, TODAY, SEED, number / full)

    homes = organisations.organisations(frame(school_.organisations, organisations.ORGANISATIONS))
    people = school.participants(frame(school_.participants, school.PARTICIPANTS), homes)
    helpers = mentors.mentors(frame(school_.mentors, mentors.MENTORS))
    cases = mentors.assignments(frame(), homes, helpers)
    spots = services.places(frame(school_.places, services.PLACES))
    walked = school.steps(frame(), people)
    helped = frame(school_.helped, services.PEOPLE)
    return {
        "organisations": homes,
        "participants": people,
        "steps": walked,
        "status": organisations.status(frame(), homes),
        "mentors": helpers,
        "assignments": cases,
        "sessions": mentors.sessions(frame(), cases, helpers),
        "places": spots,
        "services": [
            *services.services(helped, homes, spots),
            *(_everywhere(helped, homes, spots) if school_.everywhere else []),
        ],
        "targets": targets.targets(helped, people, walked),
    }


def _everywhere(frame: Frame, homes: Sequence[Row], spots: Sequence[Row]) -> list[Row]:
    """One service a person, 1 to 12 people in each place."""
    categories = frame.programme.categories
    return [
        {"beneficiary": f"М-{n:04d}-{person:02d}", "organisation": homes[n % len(homes)]["organisation"], "place": spot["place"],
         "category": categories[person % len(categories)].name, "service": "консультация",
         "date": frame.ago(30 + (n + person) % 300), "quantity": 1}
        for n, spot in enumerate(spots)
        for person in range(n % _MOST_HELPED + 1)
    ]  # fmt: skip


def write_files(sheets: Mapping[str, Sequence[Row]], folder: Path) -> list[Path]:
    """One CSV file a sheet."""
    return [write_csv(folder / f"{key}.csv", key, rows) for key, rows in sheets.items() if rows]
