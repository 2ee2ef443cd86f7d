"""A linear model over a document's features, one column a sector.

Reach for it through `Categoriser`. The scores are probabilities already: calibration is folded
into the weights. Invariant: a feature the model does not know adds nothing to any sector, but it
counts in a field's length, so that a few known words among many unknown ones stay quiet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray

from trithuc.categorise.features import FIELDS, GROUPS, Features, codes

Floats = NDArray[np.float32]
Keys = NDArray[np.uint32]

# How much a group says beside the others, each brought to length 1 first: found by
# cross-validation (docs/categorising.md).
GROUP_WEIGHTS: Final = dict(zip(GROUPS, (1.0, 0.7, 1.5, 1.0), strict=True))
# How much of a feature nobody has seen counts in the length: new words tell that the text is
# about something else, new pairs and pieces only that it is long.
UNSEEN_COUNTS: Final = dict(zip(GROUPS, (1.0, 0.2, 0.2, 0.2), strict=True))
# Shorter than any word of a subject: a text of "the" alone says next to nothing, not everything.
LEAST_LENGTH: Final = 3.0
TITLE_SHARE: Final = 0.6
# A field of so many words says half of what a long one does: a title of one word drowns no text.
HALF_SAID_AT: Final = 6
SHARE_WEIGHT, MASS_WEIGHT = 0.7, 0.35


@dataclass(frozen=True, slots=True)
class Vector:
    """keys, rows, values: of the features the model knows. whole: share and mass of each
    sector's concepts, then 1."""

    keys: Keys
    rows: NDArray[np.intp]
    values: Floats
    whole: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """keys: known features, ascending. importance: of each, an inverse document frequency.

    weights: features × sectors. whole: (2 · sectors + 1) × sectors, the last row the intercept.
    thresholds: per sector, the probability from which it is assigned. unseen: the importance of
    a feature that is not known.
    """

    keys: Keys
    importance: Floats
    weights: Floats
    whole: Floats
    thresholds: Floats
    unseen: Floats

    def save(self, file: Path | IO[bytes]) -> None:
        """As compressed arrays in half precision; the same model gives the same bytes."""
        arrays = {one.name: getattr(self, one.name) for one in fields(self)}
        halves = {
            name: values.astype(np.float16) if name in ("weights", "importance") else values
            for name, values in arrays.items()
        }
        np.savez_compressed(file, allow_pickle=False, **halves)

    @classmethod
    def load(cls, file: Path | IO[bytes]) -> Model:
        """Raises OSError or ValueError for a file that holds no model."""
        with np.load(file, allow_pickle=False) as arrays:
            if missing := {one.name for one in fields(cls)} - set(arrays.files):
                raise ValueError(f"no model: {', '.join(sorted(missing))} missing")
            read = {one.name: arrays[one.name] for one in fields(cls)}
        keys = read.pop("keys")
        return cls(keys, **{name: values.astype(np.float32) for name, values in read.items()})

    def vector(self, features: Features) -> Vector:
        shares = _shares_of_fields(features)
        parts = [
            self._part(group, name, share)
            for shown, share in zip(features.shown, shares, strict=True)
            for name, group in zip(GROUPS, shown.groups, strict=True)
            if group and share
        ]
        if not parts:
            parts = [self._part({}, GROUPS[0], 0.0)]
        keys, rows, values = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
        return Vector(keys, rows, values, _whole(features, shares))

    def logits(self, vector: Vector) -> Floats:
        learned: Floats = vector.values @ self.weights[vector.rows]
        return learned + vector.whole @ self.whole

    def probabilities(self, vector: Vector) -> Floats:
        half: Floats = np.tanh(0.5 * self.logits(vector))
        return 0.5 * (1.0 + half)

    def _part(
        self, group: Mapping[int, float], name: str, share: float
    ) -> tuple[Keys, NDArray[np.intp], Floats]:
        keys = np.fromiter(group.keys(), np.uint32, len(group))
        counts = np.fromiter(group.values(), np.float32, len(group))
        rows = np.searchsorted(self.keys, keys)
        rows[rows == len(self.keys)] = 0
        known = self.keys[rows] == keys if len(self.keys) else np.zeros(len(keys), bool)
        values = np.log1p(counts)
        new = values[~known] * self.unseen
        keys, rows, values = keys[known], rows[known], values[known] * self.importance[rows[known]]
        length = np.sqrt(values @ values + UNSEEN_COUNTS[name] * (new @ new))
        return (
            keys,
            rows,
            (values * (share * GROUP_WEIGHTS[name] / max(float(length), LEAST_LENGTH))),
        )


def _shares_of_fields(features: Features) -> tuple[float, ...]:
    """What each field says in the whole, less the fewer words it has; shares of 1."""
    weights = dict(zip(FIELDS, (TITLE_SHARE, 1.0 - TITLE_SHARE), strict=True))
    spoken = [
        weight * len(units) / (len(units) + HALF_SAID_AT)
        for weight, units in zip(weights.values(), features.units, strict=True)
    ]
    return tuple(share / (sum(spoken) or 1.0) for share in spoken)


def _whole(features: Features, shares: tuple[float, ...]) -> Floats:
    columns = {code: column for column, code in enumerate(codes())}
    whole = np.zeros(2 * len(columns) + 1, np.float32)
    for shown, field_share in zip(features.shown, shares, strict=True):
        total = sum(shown.masses.values())
        for code, mass in shown.masses.items():
            whole[columns[code]] += field_share * SHARE_WEIGHT * mass / total
            whole[len(columns) + columns[code]] += field_share * MASS_WEIGHT * np.log1p(mass)
    whole[-1] = 1.0
    return whole
