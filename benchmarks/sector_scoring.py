"""How right sectors are: F1 over the 26, recall at a precision, and how sure the figures are.

A cell is a text and a sector. Invariant: a cell whose sector is accepted and not wanted counts
neither for nor against.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.sector_examples import SEED, Example
from trithuc.categorise.features import codes

BASIC = "basic"
PRECISION = 0.7
RESAMPLED = 1_000


@dataclass(frozen=True)
class Gold:
    """wanted, counted: texts × sectors, 0 or 1."""

    wanted: np.ndarray
    counted: np.ndarray

    def of(self, texts: np.ndarray) -> Gold:
        return Gold(self.wanted[texts], self.counted[texts])


def gold(examples: Sequence[Example]) -> Gold:
    wanted = [[code in one.wanted for code in codes()] for one in examples]
    counted = [
        [code in one.wanted or code not in one.accepted for code in codes()] for one in examples
    ]
    return Gold(np.array(wanted, float), np.array(counted, float))


def decided(scores: np.ndarray, thresholds: np.ndarray) -> np.ndarray:
    """Texts × sectors, true where assigned; `basic` only where nothing else is."""
    assigned = scores >= thresholds
    basic = codes().index(BASIC)
    others = np.delete(assigned, basic, axis=1).any(axis=1)
    assigned[others, basic] = False
    return assigned


def counts(assigned: np.ndarray, right: Gold) -> np.ndarray:
    """Per sector: rightly assigned, wrongly assigned, missed. 3 × sectors."""
    hits = (assigned * right.wanted * right.counted).sum(0)
    return np.stack(
        [
            hits,
            (assigned * (1 - right.wanted) * right.counted).sum(0),
            ((1 - assigned) * right.wanted * right.counted).sum(0),
        ]
    )


def micro_f1(assigned: np.ndarray, right: Gold) -> float:
    hits, wrong, missed = counts(assigned, right).sum(1)
    return float(2 * hits / max(2 * hits + wrong + missed, 1))


def macro_f1(assigned: np.ndarray, right: Gold) -> float:
    """Over the sectors that some text wants."""
    hits, wrong, missed = counts(assigned, right)
    wanted = hits + missed > 0
    return float((2 * hits / np.maximum(2 * hits + wrong + missed, 1))[wanted].mean())


def recall_at_precision(scores: np.ndarray, right: Gold, precision: float = PRECISION) -> float:
    """The largest share of wanted cells found above one score at which precision still holds."""
    cells = right.counted.ravel() > 0
    order = np.argsort(-scores.ravel()[cells], kind="stable")
    hits = np.cumsum(right.wanted.ravel()[cells][order])
    holds = hits / np.arange(1, len(hits) + 1) >= precision
    return float(hits[holds].max(initial=0) / max(right.wanted.sum(), 1))


def interval(figure: Callable[[np.ndarray], float], texts: int) -> tuple[float, float]:
    """The middle 95 % of a figure over texts drawn again with replacement."""
    chance = np.random.default_rng(SEED)
    drawn = [figure(chance.integers(0, texts, texts)) for _ in range(RESAMPLED)]
    low, high = np.percentile(drawn, (2.5, 97.5))
    return float(low), float(high)


def best_thresholds(scores: np.ndarray, right: Gold, held: float) -> np.ndarray:
    """Per sector the score that gives the best F1, held to the one that is best for all.

    held: how many wanted texts a sector needs for its own threshold to count as much as that of
    all.
    """
    grid = np.arange(0.06, 0.8, 0.01)
    common = max(grid, key=lambda at: micro_f1(decided(scores, np.full(len(codes()), at)), right))
    own = np.array([_best_of(column, scores, right, grid) for column in range(len(codes()))])
    wanted = (right.wanted * right.counted).sum(0)
    return (wanted * own + held * common) / (wanted + held)


def _best_of(column: int, scores: np.ndarray, right: Gold, grid: np.ndarray) -> float:
    wanted, counted = right.wanted[:, column], right.counted[:, column]
    assigned = scores[:, column] >= grid[:, None]
    hits = (assigned * wanted * counted).sum(1)
    wrong = (assigned * (1 - wanted) * counted).sum(1)
    f1 = 2 * hits / np.maximum(hits + wrong + (wanted * counted).sum(), 1)
    return float(grid[int(np.argmax(f1))])
