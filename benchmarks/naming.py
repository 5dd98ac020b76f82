"""How often a page names or marks a city, or calls a month poor, although chance alone made it: `python -m benchmarks.naming`.

Schools are drawn in which all cities are alike, and ones in which one city is really behind; months in which meetings come at a
constant rate. Each is judged by the rules that pages had before («10 points below all cities at any part», «more stand than the mean»,
«half of the best month») and by the present ones (`indicators/comparison.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from dashboard.indicators.comparison import Ways, compare, fewer_than_usual
from data_loader.programme import Attention

RULES = Attention()
STEPS = ("enrolled", "theory", "practice", "dialogue", "project", "support")
GOES_ON = (0.90, 0.86, 0.82, 0.79, 0.81)
"""Shares of the sample School that go on from each step to the next."""
STANDS = 0.4
"""Of those who do not go on."""
SIZES = {"the sample's five": (41, 28, 15, 10, 26), "two": (30, 30), "thirteen": (25,) * 13, "five of a thousand": (1000,) * 5}
DRAWS = 1_000
LEAST = 10


def drawn(rng: np.random.Generator, sizes: Sequence[int], worse: Sequence[float] | None = None) -> Ways:
    """A School of people who go on by chance; in the last city by the chances of `worse`, if there are any."""
    counts = np.zeros((len(sizes), len(STEPS), 3), "int64")
    for city, people in enumerate(sizes):
        here, chances = people, worse if worse and city == len(sizes) - 1 else GOES_ON
        for step, chance in enumerate(chances):
            on = rng.binomial(here, chance)
            stands = rng.binomial(here - on, STANDS)
            counts[city, step] = here - on - stands, stands, 0
            here = on
        counts[city, -1, 1] = here
    return Ways(tuple(map(str, range(len(sizes)))), STEPS, counts)


def before(found: Ways) -> bool:
    """The former rules: a city of ten and more 10 points below all cities at any part, or more who stand than the mean."""
    people = found.counts.sum(axis=2)
    came = np.flip(np.cumsum(np.flip(people, 1), 1), 1)
    enrolled, share = came[:, :1], came[:, 1:].sum(0) / came[:, 0].sum()
    below = (100 * (share - came[:, 1:] / np.maximum(enrolled, 1)) > RULES.points_behind) & (enrolled >= LEAST)
    standing = found.counts[:, :-1, 1].sum(axis=1)
    return bool(below.any() or (standing > standing.mean()).any())


def before_way(found: Ways) -> bool:
    """Only the first of them: what headlines and marks of the matrix went by."""
    people = found.counts.sum(axis=2)
    came = np.flip(np.cumsum(np.flip(people, 1), 1), 1)
    share = came[:, 1:].sum(0) / came[:, 0].sum()
    return bool(((100 * (share - came[:, 1:] / came[:, :1]) > RULES.points_behind) & (came[:, :1] >= LEAST)).any())


def after(found: Ways) -> bool:
    now = compare(found, RULES)
    return bool(now.behind or now.standing)


def rate(rule: Callable[[Ways], bool], schools: Sequence[Ways]) -> str:
    return f"{100 * np.mean([rule(school) for school in schools]):5.1f} %"


def naming() -> None:
    print(f"{'cities, all alike':24} {'before: a city named':>22} {'before: anything red':>22} {'now: anything':>15}")
    for name, sizes in SIZES.items():
        rng = np.random.default_rng(1)
        schools = [drawn(rng, sizes) for _ in range(DRAWS if len(sizes) < 10 else DRAWS // 4)]
        print(f"{name:24} {rate(before_way, schools):>22} {rate(before, schools):>22} {rate(after, schools):>15}")
    print(f"\n{'one city really behind':24} {'now: it is named':>22}")
    for kept in (0.75, 0.65, 0.55):
        rng = np.random.default_rng(2)
        worse = (0.77, kept, *GOES_ON[2:])  # the sample's: 20 of 26 to theory, 13 of 20 on to practice
        schools = [drawn(rng, SIZES["the sample's five"], worse) for _ in range(DRAWS)]
        found = [compare(school, RULES).worst("4") is not None for school in schools]
        print(f"{f'practice of theory {kept:.0%}':24} {100 * np.mean(found):20.1f} %")


def months() -> None:
    print(f"\n{'meetings a month':24} {'before: fewer':>22} {'now: fewer':>22}")
    for usual in (2, 5, 20):
        draws = np.random.default_rng(3).poisson(usual, (DRAWS, 12))
        former = [row[-1] <= 0.5 * row[:-1].max() for row in draws]
        now = [fewer_than_usual(int(row[-1]), row[:-1].tolist(), RULES) for row in draws]
        print(f"{usual:<24} {100 * np.mean(former):20.1f} % {100 * np.mean(now):20.1f} %")


if __name__ == "__main__":
    naming()
    months()
