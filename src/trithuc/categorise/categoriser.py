"""Texts into sectors, by the shipped model or by one that has learned from a mission's decisions.

Reach for `Categoriser.standard()`, or for the functions of `trithuc.categorise`, which use it.
Invariant: the same model and the same text give the same answer; nothing is remembered between
two texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, Final

import numpy as np

from trithuc.categorise.evidence import concepts_named, words_that_carried
from trithuc.categorise.features import Features, codes, features_of
from trithuc.categorise.model import Model
from trithuc.categorise.results import Categorisation, Document, SectorScore
from trithuc.categorise.retraining import Reviewed, retrained_model

LEAST_LISTED: Final = 0.05
# Below this the best answer is as likely wrong as right.
SURE: Final = 0.5
# Fits only where no other sector does.
_LAST_RESORT: Final = "basic"


@dataclass(frozen=True, slots=True)
class Categoriser:
    model: Model

    @classmethod
    def standard(cls) -> Categoriser:
        """The one shipped with the library; docs/categorising.md says what it learned from."""
        return _standard()

    @classmethod
    def load(cls, file: Path | IO[bytes]) -> Categoriser:
        """What `save` wrote. Raises OSError or ValueError for anything else."""
        return cls(Model.load(file))

    def save(self, file: Path | IO[bytes]) -> None:
        self.model.save(file)

    def retrained(self, reviewed: Sequence[Reviewed]) -> Categoriser:
        """One that has learned from decided documents, and keeps what they say nothing about."""
        return Categoriser(retrained_model(self.model, reviewed))

    def categorise(self, document: Document) -> Categorisation:
        features = features_of(document)
        if not any(features.units):
            return Categorisation(features.language, (), needs_review=True)
        sectors = tuple(_without_last_resort(self._scored(document, features)))
        return Categorisation(features.language, sectors, _needs_review(sectors))

    def categorise_many(self, documents: Iterable[Document]) -> Iterator[Categorisation]:
        """In the order of the documents, one by one as they come."""
        return map(self.categorise, documents)

    def _scored(self, document: Document, features: Features) -> Iterator[SectorScore]:
        vector = self.model.vector(features)
        scores = self.model.probabilities(vector)
        for column in np.argsort(-scores, kind="stable").tolist():
            score, code = float(scores[column]), codes()[column]
            if score < LEAST_LISTED:
                return
            is_reached = score >= float(self.model.thresholds[column])
            evidence = concepts_named(features, code)
            if is_reached and not evidence:
                evidence = words_that_carried(document, features, vector, self.model, code)
            yield SectorScore(code, round(score, 4), is_reached and bool(evidence), evidence)


@cache
def _standard() -> Categoriser:
    with (files("trithuc.categorise") / "data" / "model.npz").open("rb") as file:
        return Categoriser.load(file)


def _without_last_resort(sectors: Iterable[SectorScore]) -> Iterator[SectorScore]:
    scored = tuple(sectors)
    others = any(one.assigned for one in scored if one.code != _LAST_RESORT)
    for one in scored:
        yield replace(one, assigned=False) if others and one.code == _LAST_RESORT else one


def _needs_review(sectors: Sequence[SectorScore]) -> bool:
    """Where nothing is assigned, or not even the best assigned one is more likely than not."""
    return max((one.score for one in sectors if one.assigned), default=0.0) < SURE
