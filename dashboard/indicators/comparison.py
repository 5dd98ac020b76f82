"""The one rule for «this city is behind the others»: named only when chance would not name it.

Looked at are the enrolled of grown cohorts, without those who are at a step within its term: they may still go on. Of every city and
every step after enrolment the share that came there is set against the other cities together, and so is the share that stands. That
is many comparisons, and several steps of one way are hardly more than one fact. So all of them are judged at once: the people are
dealt out to the cities anew some thousand times, each city keeping its number, and a difference counts only if in fewer of these
deals than `[attention] chance` any difference at all was as large (a permutation test with the largest statistic, Westfall and
Young 1993). It must also be large enough to matter: `[attention] points_behind`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from zlib import crc32

import numpy as np
from scipy.stats import binomtest, random_table

from dashboard import formats
from dashboard.indicators.definition import Share
from data_loader.programme import Attention

Numbers = np.ndarray[Any, np.dtype[Any]]

DEALS = 2_000
"""How often people are dealt out anew: at a chance of 4 % this is exact within a point, in 7 ms."""
_CLOSE = 1e-9
"""Equal differences come out of the arithmetic as nearly equal."""

_LEFT, _STANDS, _WITHIN = range(3)
"""What became of a person at the furthest step: left; stands there, or came to the end; is there within the term."""


@dataclass(frozen=True)
class Ways:
    """Of the enrolled of grown cohorts: how many of a city are furthest at a step, by what became of them there.

    `counts`: city x step from enrolment to the last x (left, stands or came to the end, within the term).
    """

    cities: tuple[str, ...]
    steps: tuple[str, ...]
    counts: Numbers


Counts = Mapping[tuple[str, str], int]
"""People by city and step."""


def ways(entered: Counts, left: Counts, within: Counts, cities: Sequence[str], steps: Sequence[str]) -> Ways:
    """`steps`: from enrolment to the last. At each, who entered and neither went on nor left nor is within the term stands."""
    counts = np.array(
        [[_became(entered, left, within, city, pair) for pair in pairwise([*steps, ""])] for city in cities], "int64"
    )
    return Ways(tuple(cities), tuple(steps), counts.reshape(len(cities), len(steps), 3))


def _became(entered: Counts, left: Counts, within: Counts, city: str, steps: tuple[str, str]) -> tuple[int, int, int]:
    step, following = steps
    here = entered.get((city, step), 0) - (entered.get((city, following), 0) if following else 0)
    gone, still = left.get((city, step), 0), within.get((city, step), 0)
    return gone, max(0, here - gone - still), still


@dataclass(frozen=True)
class Difference:
    """A city that differs from the others at a step, or in who stands (`step` is blank then): its share, and that of the others."""

    city: str
    step: str
    own: Share
    others: Share


@dataclass(frozen=True)
class Comparison:
    """What sets cities apart, the least likely by chance first. `judged`: whether there were two cities that could be compared."""

    behind: tuple[Difference, ...] = ()
    standing: tuple[Difference, ...] = ()
    judged: bool = False
    cities: tuple[str, ...] = ()
    """Those with enough people to be compared."""
    people: int = 0
    """How many enrolled of grown cohorts were looked at, in all cities together."""
    without: tuple[str, ...] = ()
    """Cohorts that were left out: too young to judge."""

    def is_behind(self, city: str, step: str) -> bool:
        """Whether fewer of the enrolled came to a step in this city than in the others."""
        return any(one.city == city and one.step == step for one in self.behind)

    def has_many_standing(self, city: str) -> bool:
        """Whether more of the enrolled stand in this city than in the others."""
        return any(one.city == city for one in self.standing)

    def worst(self, cities: Sequence[str]) -> Difference | None:
        """Of the cities shown the difference that chance explains least."""
        return next((one for one in self.behind if one.city in cities), None)


def compare(found: Ways, attention: Attention) -> Comparison:
    """Every city against the others, in all that is looked at together."""
    looked = _Looked.at(found.counts)
    enough = looked.whole >= formats.SMALL_GROUP  # city x what is looked at
    cities = tuple(city for city, some in zip(found.cities, enough.tolist(), strict=True) if any(some))
    people = int(found.counts.sum())
    if len(cities) < 2:
        return Comparison(cities=cities, people=people)
    large = enough & (looked.points >= attention.points_behind - _CLOSE)
    apart = large & (_share_of_deals(found.counts, looked.difference) < attention.chance) if large.any() else large
    order = sorted(zip(*np.nonzero(apart), strict=True), key=lambda at: -looked.difference[at])
    differences = [_difference(found, looked, *map(int, at)) for at in order]
    behind, standing = (tuple(one for one in differences if bool(one.step) is way) for way in (True, False))
    return Comparison(behind, standing, judged=True, cities=cities, people=people)


def _difference(found: Ways, looked: _Looked, city: int, at: int) -> Difference:
    part, whole = looked.part[:, at], looked.whole[:, at]
    own = Share(int(part[city]), int(whole[city]))
    others = Share(int(part.sum() - part[city]), int(whole.sum() - whole[city]))
    return Difference(found.cities[city], (*found.steps[1:], "")[at], own, others)


# --- what is looked at ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Looked:
    """Shares that are compared: who came to each step after enrolment, and last who stands. City x what is looked at; before that
    any number of deals.
    """

    part: Numbers
    whole: Numbers

    @classmethod
    def at(cls, counts: Numbers) -> _Looked:
        people = (
            counts[..., _LEFT] + counts[..., _STANDS] + counts[..., _WITHIN]
        )  # a sum over so short an axis takes thrice as long
        so_far = np.cumsum(people, -1)
        enrolled = so_far[..., -1:]
        before = enrolled - np.cumsum(counts[..., :-1, _WITHIN], -1)
        stands = np.cumsum(counts[..., :-1, _STANDS], -1)[..., -1:]
        return cls(np.concatenate([enrolled - so_far[..., :-1], stands], -1), np.concatenate([before, before[..., -1:]], -1))

    @property
    def difference(self) -> Numbers:
        """By how many standard deviations a city is worse than if its people were drawn from all (hypergeometric), 0 where nothing
        can differ.
        """
        part, whole = self.part.sum(-2, keepdims=True), self.whole.sum(-2, keepdims=True)
        expected = self.whole * part / np.maximum(whole, 1)
        spread = self.whole * part * (whole - part) * (whole - self.whole) / np.maximum(whole * whole * (whole - 1.0), 1)
        away = np.divide(self.part - expected, np.sqrt(spread), out=np.zeros_like(expected), where=spread > 0)
        found: Numbers = away * self._worse
        return found

    @property
    def points(self) -> Numbers:
        """By how many percentage points a city is worse than the others together."""
        part, whole = (one.sum(-2, keepdims=True) - one for one in (self.part, self.whole))
        ratio = [np.divide(a, b, out=np.zeros(b.shape), where=b > 0) for a, b in ((self.part, self.whole), (part, whole))]
        known = (self.whole > 0) & (whole > 0)
        found: Numbers = np.where(known, 100 * (ratio[0] - ratio[1]) * self._worse, 0.0)
        return found

    @property
    def _worse(self) -> Numbers:
        """Fewer who came are worse, and more who stand."""
        return np.array([-1] * (self.part.shape[-1] - 1) + [1])


def _share_of_deals(counts: Numbers, difference: Numbers) -> Numbers:
    """In which share of deals the largest difference of all was at least as large as each that is found."""
    flat = counts.reshape(len(counts), -1)
    dealt = random_table(flat.sum(1), flat.sum(0)).rvs(DEALS, random_state=_seed(flat))
    largest = np.sort(_Looked.at(dealt.reshape(-1, *counts.shape)).difference.reshape(DEALS, -1).max(axis=1))
    as_large = DEALS - np.searchsorted(largest, difference - _CLOSE, side="left")
    share: Numbers = (as_large + 1) / (DEALS + 1)
    return share


def _seed(counts: Numbers) -> int:
    """The same data are dealt out alike on every page and in every process; other data otherwise, so that no luck of one draw is
    everybody's.
    """
    return crc32(counts.astype("<i8").tobytes())


# --- one month against the others -------------------------------------------------------------------------------------


def fewer_than_usual(now: int, earlier: Sequence[int], attention: Attention) -> bool:
    """Whether a month has fewer events than the earlier ones, against their median, and not by chance: were every month alike, so few
    of all events would fall into this one in less than `chance` of cases (exact binomial test).
    """
    everything = now + sum(earlier)
    if not earlier or not everything or now >= np.median(earlier):
        return False
    return bool(binomtest(now, everything, 1 / (len(earlier) + 1), alternative="less").pvalue < attention.chance)
