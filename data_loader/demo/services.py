"""Places around the cities, and services given there: more from month to month, fewer in summer, in one city none of late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from data_loader.demo.frame import HISTORY_DAYS, Frame, Row
from data_loader.programme import City

PLACES, LEAST_SETTLEMENTS = 30, 3
PEOPLE, LEAST_PEOPLE = 1_180, 60
QUIET_DAYS = 40
_SETTLEMENTS = (
    "Берёзовое", "Луговое", "Озёрное", "Сосновка", "Ключи", "Заречное", "Малиновка", "Степное", "Полевое", "Рябиновка",
    "Каменка", "Новосёлово", "Приозёрное", "Дубровное", "Ольховка", "Светлое", "Красный Яр", "Вишнёвое", "Песчаное", "Холмы",
    "Родники", "Кедровое", "Тополиное", "Зелёный Мыс", "Лебяжье", "Журавли", "Липовка", "Медовое", "Боровое", "Серебряное",
)  # fmt: skip
_SERVICES = ("консультация", "сопровождение", "помощь на дому", "занятие")
_SEASON = {1: 0.5, 6: 0.7, 7: 0.45, 8: 0.5}


def places(frame: Frame) -> list[Row]:
    """The cities themselves and settlements near them; two settlements of different cities share a name."""
    chance = frame.chance("places")
    cities = frame.programme.cities
    rows = [_place(frame, chance, n, city.name, city, centre=True) for n, city in enumerate(cities)]
    names = list(_SETTLEMENTS)
    chance.shuffle(names)
    number = max(LEAST_SETTLEMENTS, frame.many(PLACES, 0) - len(cities))
    for n in range(number):
        city = cities[n % len(cities)]
        again = n // len(names)
        name = f"{names[n % len(names)]}{f'-{again + 1}' if again else ''}"
        if n == number - 1 and city != cities[0]:
            name = names[0]
        rows.append(_place(frame, chance, len(rows), name, city, centre=False))
    return rows


def _place(frame: Frame, chance: Random, n: int, name: str, city: City, *, centre: bool) -> Row:
    lat, lon = (city.lat, city.lon) if centre else _near(frame, chance, city)
    code = (city.oktmo[0] if city.oktmo else "") if centre else f"09{n:06d}"
    population = chance.randint(20, 800) * 1000 if centre else chance.randint(2, 90) * 100
    return {"place": f"П-{n + 1:03d}", "name": name, "city": city.name, "lat": "" if lat is None else lat,
            "lon": "" if lon is None else lon, "oktmo": code, "population": population}  # fmt: skip


def _near(frame: Frame, chance: Random, city: City) -> tuple[float | None, float | None]:
    """A point some kilometres away, rather towards the middle of the programme than out of its region."""
    if city.lat is None or city.lon is None:
        return None, None
    known = [(c.lat, c.lon) for c in frame.programme.cities if c.lat is not None and c.lon is not None]
    middle = sum(lat for lat, _ in known) / len(known), sum(lon for _, lon in known) / len(known)
    found = [_step_away(chance, city.lat, city.lon) for _ in range(3)]
    return min(found, key=lambda point: (point[0] - middle[0]) ** 2 + ((point[1] - middle[1]) / 2) ** 2)


def _step_away(chance: Random, lat: float, lon: float) -> tuple[float, float]:
    north, east = chance.uniform(0.05, 0.4) * chance.choice((-1, 1)), chance.uniform(0.1, 0.7) * chance.choice((-1, 1))
    return round(max(-89.9, min(89.9, lat + north)), 4), round(max(-179.9, min(179.9, lon + east)), 4)


def services(frame: Frame, homes: Sequence[Row], spots: Sequence[Row]) -> list[Row]:
    """Every person comes once or several times, mostly to one organisation; a few are also helped in another city."""
    if not frame.programme.categories:
        return []
    chance = frame.chance("services")
    near = {home["city"]: [spot for spot in spots if spot["city"] == home["city"]] for home in homes}
    found: dict[tuple[Any, ...], Row] = {}
    for n in range(frame.many(PEOPLE, LEAST_PEOPLE)):
        home = chance.choice(homes)
        category = _category(frame, chance)
        day = _first_day(frame, chance)
        for _ in range(chance.choices((1, 2, 3, 4, 6), (3, 3, 3, 2, 1))[0]):
            if day > _last_day(frame, home["city"]):
                break
            row = _service(chance, n, home, near[home["city"]], category, day)
            found.setdefault((row["beneficiary"], row["organisation"], row["service"], row["date"], row["place"]), row)
            day += timedelta(days=chance.randint(6, 50))
            if chance.random() < 0.02:
                home = chance.choice(homes)
    return list(found.values())


def _service(chance: Random, n: int, home: Row, near: Sequence[Row], category: str, day: date) -> Row:
    spot = near[0] if len(near) == 1 or chance.random() < 0.7 else chance.choice(near[1:])
    return {"beneficiary": f"Б-{n + 1:05d}", "organisation": home["organisation"], "place": spot["place"], "category": category,
            "service": chance.choice(_SERVICES), "date": day, "quantity": chance.choice((1, 1, 1, 2, 3))}  # fmt: skip


def _category(frame: Frame, chance: Random) -> str:
    categories = frame.programme.categories
    return chance.choices(categories, [max(1, 5 - i) for i in range(len(categories))])[0].name


def _first_day(frame: Frame, chance: Random) -> date:
    """Later days are likelier than early ones, and the quiet months lose some."""
    while True:
        day = frame.ago(int((HISTORY_DAYS - 60) * chance.random() ** 1.5))
        if chance.random() < _SEASON.get(day.month, 1):
            return day


def _last_day(frame: Frame, city: str) -> date:
    """One city in the middle of the list has written down nothing lately."""
    cities = frame.programme.cities
    quiet = len(cities) > 2 and city == cities[len(cities) // 2].name
    return frame.ago(QUIET_DAYS) if quiet else frame.today
