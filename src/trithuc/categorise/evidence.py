"""The stretches of a document that speak for a sector.

Reach for it through `Categoriser`. Concepts under the sector come first; where the text names
none, what carried the score: concepts that go with the sector, and learned words. Invariant: each
stretch leads back to its field, and each of them spoke for the sector, not against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from trithuc.categorise.features import (
    FIELDS,
    Features,
    codes,
    keys_of_concept,
    sector_of_spot,
)
from trithuc.categorise.model import Model, Vector
from trithuc.categorise.results import Document, Evidence

MOST_CONCEPTS: Final = 8
MOST_WORDS: Final = 3


def concepts_named(features: Features, code: str) -> tuple[Evidence, ...]:
    """The first stretches that name a concept of the sector, title first."""
    return tuple(islice(_concepts_of(features, code), MOST_CONCEPTS))


def words_that_carried(
    document: Document, features: Features, vector: Vector, model: Model, code: str
) -> tuple[Evidence, ...]:
    """What added most to the score of a sector none of whose concepts is named.

    In the order of the text, title first; empty where nothing in it speaks for the sector.
    """
    spoken = _contributions(vector, model, codes().index(code))
    carried = [*_going_with(features, spoken), *_words(document, features, spoken)]
    best = sorted(carried, key=lambda one: -one[0])[:MOST_WORDS]
    return tuple(
        sorted((one for _, one in best), key=lambda one: (-FIELDS.index(one.field), one.start))
    )


def _concepts_of(features: Features, code: str) -> Iterator[Evidence]:
    for field, spots in zip(FIELDS, features.spots, strict=True):
        for spot in spots:
            if sector_of_spot(spot) == code:
                yield Evidence(field, spot.start, spot.end, spot.text, spot.concept)


def _contributions(vector: Vector, model: Model, column: int) -> Mapping[int, float]:
    """What each feature added to the sector's score."""
    added: defaultdict[int, float] = defaultdict(float)
    shares = vector.values * model.weights[vector.rows, column]
    for key, share in zip(vector.keys.tolist(), shares.tolist(), strict=True):
        added[key] += share
    return added


def _going_with(
    features: Features, spoken: Mapping[int, float]
) -> Iterator[tuple[float, Evidence]]:
    for field, spots in zip(FIELDS, features.spots, strict=True):
        for spot in spots:
            added = sum(spoken.get(key, 0.0) for key, _ in keys_of_concept(spot.concept))
            if added > 0:
                yield added, Evidence(field, spot.start, spot.end, spot.text, spot.concept)


def _words(
    document: Document, features: Features, spoken: Mapping[int, float]
) -> Iterator[tuple[float, Evidence]]:
    """Each word once, where it first stands."""
    seen: set[tuple[int, ...]] = set()
    for field, units in zip(FIELDS, features.units, strict=True):
        text = {"title": document.title, "text": document.text}[field]
        for unit in units:
            if unit.keys in seen:
                continue
            seen.add(unit.keys)
            added = sum(spoken.get(key, 0.0) for key in unit.keys)
            if added > 0:
                stretch = text[unit.start : unit.end]
                yield added, Evidence(field, unit.start, unit.end, stretch, "")
