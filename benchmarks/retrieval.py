"""Measures of a ranking and how sure they are, for the benchmarks of matching.

Invariant: a mean and its interval come from the same values, drawn by topic with a fixed seed.
"""

from __future__ import annotations

import math
import random
import statistics
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

DRAWS = 2_000
SEED = 20_250_612


@dataclass(frozen=True)
class Interval:
    """mean, and where 95 of 100 means of topics drawn again lie."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.1f} ({self.low:.1f}–{self.high:.1f})"


def average_precision(ranked: Sequence[int], relevant: Collection[int]) -> float:
    """0..1; of relevant ones that are not ranked at all, the precision is 0."""
    found, total = 0, 0.0
    for place, one in enumerate(ranked, start=1):
        if one in relevant:
            found += 1
            total += found / place
    return total / len(relevant)


def precision_at(depth: int, ranked: Sequence[int], relevant: Collection[int]) -> float:
    return sum(one in relevant for one in ranked[:depth]) / depth


def reciprocal_rank(ranked: Sequence[int], relevant: Collection[int]) -> float:
    places = (place for place, one in enumerate(ranked, start=1) if one in relevant)
    return 1 / next(places, math.inf)


def ndcg_at(depth: int, ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Järvelin and Kekäläinen (2002), https://doi.org/10.1145/582415.582418; a grade of g gains
    2^g - 1.
    """
    ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(one, 0) for one in ranked[:depth]]) / ideal if ideal else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def area_under_curve(wanted: Sequence[float], others: Sequence[float]) -> float:
    """The chance that one of the wanted scores above one of the others; ties count half."""
    from scipy.stats import rankdata

    ranks = rankdata([*wanted, *others])[: len(wanted)]
    above = ranks.sum() - len(wanted) * (len(wanted) + 1) / 2
    return float(above / (len(wanted) * len(others)))


def by_topic(values: Sequence[float], topics: Sequence[str]) -> Interval:
    """The mean of all values in hundredths, with its bootstrap over topics."""
    groups: dict[str, list[float]] = defaultdict(list)
    for value, topic in zip(values, topics, strict=True):
        groups[topic].append(100 * value)
    draw = random.Random(SEED)
    names = sorted(groups)
    means = sorted(
        statistics.fmean(
            [value for name in draw.choices(names, k=len(names)) for value in groups[name]]
        )
        for _ in range(DRAWS)
    )
    mean = statistics.fmean([100 * value for value in values])
    return Interval(mean, means[round(0.025 * DRAWS)], means[round(0.975 * DRAWS)])
