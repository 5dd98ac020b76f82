"""How fast services load: rows a second, peak memory, and where the time goes.

    python -m benchmarks.load [--rows 100000 1000000] [--database URL]

Each size is loaded into a fresh database in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from data_loader.database import migrate, open_engine
from data_loader.loading import Request, load_files
from data_loader.programme import load_programme

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 10, 31)
ORGANISATIONS = 200
PLACES = 500
SERVICES_EACH = 3.3
_SERVICES = ("консультация", "сопровождение", "помощь на дому")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--database", default="")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.one:
        print(json.dumps(_measure(asked.one, asked.database)))
        return
    print(f"{'rows':>9} {'seconds':>8} {'rows/s':>8} {'peak MB':>8}   read  check  write  count")
    for rows in asked.rows:
        call = [sys.executable, "-m", "benchmarks.load", "--one", str(rows), "--database", asked.database]
        found = json.loads(subprocess.run(call, check=True, capture_output=True, text=True, cwd=ROOT).stdout)
        shares = "  ".join(f"{found['shares'].get(step, 0):5.0%}" for step in ("read", "check", "write", "count"))
        print(f"{rows:>9} {found['seconds']:>8.1f} {rows / found['seconds']:>8.0f} {found['peak_mb']:>8.0f}  {shares}")


def _measure(rows: int, database: str) -> dict[str, object]:
    programme = load_programme(ROOT / "programme.toml")
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(database or f"sqlite:///{folder}/bench.db")
        migrate(engine)
        base, services = _write(Path(folder), rows, [c.name for c in programme.cities], [c.name for c in programme.categories])

        def request(files: list[Path]) -> Request:
            return Request(files, programme, "a key for benchmarks only, never for people", TODAY)

        load_files(engine, request(base))
        started = time.perf_counter()
        result = load_files(engine, request([services]))
        seconds = time.perf_counter() - started
    if result.taken != {"services": rows}:
        raise SystemExit(f"expected {rows} rows, got {result.taken}, refused {result.refused}: {result.problems[:3]}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "peak_mb": peak, "shares": {k: v / seconds for k, v in result.seconds.items()}}


def _write(folder: Path, rows: int, cities: list[str], categories: list[str]) -> tuple[list[Path], Path]:
    """A School with many services, the same at every run."""
    chance = random.Random(2019)
    numbers = [_ogrn(n) for n in range(ORGANISATIONS)]
    places = [f"П-{n:04d}" for n in range(PLACES)]
    organisations, settlements, services = (folder / f"{name}.csv" for name in ("organisations", "places", "services"))
    _table(organisations, ["organisation", "name", "city"], ([n, f"АНО {n}", chance.choice(cities)] for n in numbers))
    _table(settlements, ["place", "name", "city"], ([p, f"Место {p}", chance.choice(cities)] for p in places))
    header = ["Код благополучателя", "ОГРН организации", "Населённый пункт", "Категория", "Услуга", "Дата", "Количество"]
    _table(services, header, _services(chance, rows, numbers, places, categories))
    return [organisations, settlements], services


def _services(
    chance: random.Random, rows: int, numbers: list[str], places: list[str], categories: list[str]
) -> Iterator[list[str]]:
    """Rows with different keys: the day counts up within a person."""
    people = max(int(rows / SERVICES_EACH), 1)
    first = TODAY - timedelta(days=600)
    for n in range(rows):
        person, visit = n % people, n // people
        when = first + timedelta(days=(person * 7 + visit * 31) % 600)
        yield [
            f"Б-{person:07d}",
            numbers[person % len(numbers)],
            f"Место {places[person * 13 % len(places)]}",
            categories[person % len(categories)],
            chance.choice(_SERVICES),
            f"{when:%d.%m.%Y}",
            str(chance.randint(1, 3)),
        ]


def _ogrn(number: int) -> str:
    body = f"1{number % 20 + 2:02d}72{number:07d}"
    return f"{body}{int(body) % 11 % 10}"


def _table(path: Path, header: list[str], rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="cp1251", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
