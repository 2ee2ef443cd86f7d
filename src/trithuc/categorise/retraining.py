"""A model that learns from a mission's own decisions without losing what it knew.

Reach for it through `Categoriser.retrained`. Invariant: weights of features that no reviewed
document shows stay as they were, and the others are held to theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from trithuc.categorise.features import Features, codes, features_of
from trithuc.categorise.learning import Array, learn
from trithuc.categorise.model import Model, Vector
from trithuc.categorise.results import Document

# One decision moves a text like it by about as much as it was wrong, a hundred do not undo what
# thousands of texts taught.
HELD: Final = 0.5
# What holds for every text, such as how common a sector is, moves a hundred times less.
HELD_FOR_ALL: Final = 50.0


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document and the sectors that an officer decided it has; none is a decision too."""

    document: Document
    sectors: Collection[str]


def retrained_model(model: Model, reviewed: Sequence[Reviewed]) -> Model:
    """Raises ValueError for a code that is no sector's. Nothing reviewed gives the model itself."""
    if not reviewed:
        return model
    read = [features_of(one.document) for one in reviewed]
    wider = _knowing(model, read)
    vectors = [wider.vector(features) for features in read]
    shown = np.unique(np.concatenate([vector.rows for vector in vectors]))
    start = np.concatenate([wider.weights[shown], wider.whole]).astype(np.float64)
    targets = np.stack([_targets(one) for one in reviewed])
    held = np.full((len(start), 1), HELD)
    held[len(shown) :] = HELD_FOR_ALL
    learned = learn(_rows(vectors, shown), targets, np.ones_like(targets), start, held)
    weights = wider.weights.copy()
    weights[shown] = learned[: len(shown)]
    return replace(wider, weights=weights, whole=learned[len(shown) :].astype(np.float32))


def _knowing(model: Model, read: Sequence[Features]) -> Model:
    """The same model with a row of zeros for each feature it has not seen."""
    keys = [key for one in read for shown in one.shown for group in shown.groups for key in group]
    new = np.setdiff1d(np.array(keys, np.uint32), model.keys)
    order = np.argsort(np.concatenate([model.keys, new]), kind="stable")
    importance = np.concatenate([model.importance, np.full(len(new), model.unseen, np.float32)])
    nothing = np.zeros((len(new), len(codes())), np.float32)
    return replace(
        model,
        keys=np.concatenate([model.keys, new])[order],
        importance=importance[order],
        weights=np.concatenate([model.weights, nothing])[order],
    )


def _rows(vectors: Sequence[Vector], shown: np.ndarray) -> Array:
    rows = np.zeros((len(vectors), len(shown) + len(vectors[0].whole)))
    for row, vector in zip(rows, vectors, strict=True):
        np.add.at(row, np.searchsorted(shown, vector.rows), vector.values)
        row[len(shown) :] = vector.whole
    return rows


def _targets(reviewed: Reviewed) -> Array:
    if unknown := set(reviewed.sectors) - set(codes()):
        raise ValueError(f"no sector: {', '.join(sorted(unknown))}")
    return np.array([float(code in reviewed.sectors) for code in codes()])
