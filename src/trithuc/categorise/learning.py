"""Logistic regressions of several sectors at once, that start from what is known already.

Reach for it to learn weights, anew (from zero) or from a mission's own decisions (from the shipped
weights). Invariant: the same rows give the same weights; where there are no rows, nothing moves.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_REMEMBERED: Final = 10
_SUFFICIENT_DECREASE: Final = 1e-4
_SMALLEST_STEP: Final = 1e-10
_TOLERANCE: Final = 1e-5


class Rows(Protocol):
    """A matrix of documents × features, dense or sparse."""

    @property
    def T(self) -> Any: ...
    def __matmul__(self, other: Array) -> Array: ...


def probabilities(logits: Array) -> Array:
    return 0.5 * (1.0 + np.tanh(0.5 * logits))


def learn(
    rows: Rows,
    targets: Array,
    importance: Array,
    start: Array,
    strength: float | Array,
    rounds: int = 100,
) -> Array:
    """Weights, features × sectors, that minimise log loss plus strength/2 · ‖weights − start‖².

    targets: documents × sectors, 0 or 1. importance: same shape; 0 where it is not known whether
    the sector fits. strength: how much is held to `start`, above 0; one for all, or one a
    feature (features × 1).
    """

    def loss_and_slope(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(start.shape)
        logits = rows @ weights
        moved = weights - start
        loss = (importance * (np.logaddexp(0.0, logits) - targets * logits)).sum()
        slope = rows.T @ (importance * (probabilities(logits) - targets)) + strength * moved
        return float(loss + 0.5 * (strength * moved * moved).sum()), slope.ravel()

    return _minimum(loss_and_slope, start.ravel(), rounds).reshape(start.shape)


def _minimum(function: Callable[[Array], tuple[float, Array]], at: Array, rounds: int) -> Array:
    """L-BFGS with backtracking: Liu and Nocedal 1989, https://doi.org/10.1007/BF01589116."""
    value, slope = function(at)
    steps: deque[tuple[Array, Array]] = deque(maxlen=_REMEMBERED)
    tolerance = _TOLERANCE * max(1.0, float(np.abs(slope).max()))
    for _ in range(rounds):
        if float(np.abs(slope).max()) <= tolerance:
            break
        direction = _direction(slope, steps)
        descent = float(slope @ direction)
        length = 1.0 if steps else 1.0 / max(1.0, float(np.linalg.norm(slope)))
        while length > _SMALLEST_STEP:
            there = at + length * direction
            new_value, new_slope = function(there)
            if new_value <= value + _SUFFICIENT_DECREASE * length * descent:
                break
            length *= 0.5
        else:
            break
        steps.append((there - at, new_slope - slope))
        at, value, slope = there, new_value, new_slope
    return at


def _direction(slope: Array, steps: deque[tuple[Array, Array]]) -> Array:
    direction = -slope
    shares: list[tuple[float, float]] = []
    for step, turn in reversed(steps):
        curvature = 1.0 / float(turn @ step)
        share = curvature * float(step @ direction)
        direction = direction - share * turn
        shares.append((curvature, share))
    if steps:
        step, turn = steps[-1]
        direction = direction * (float(step @ turn) / float(turn @ turn))
    for (step, turn), (curvature, share) in zip(steps, reversed(shares), strict=True):
        direction = direction + (share - curvature * float(turn @ direction)) * step
    return direction
