"""Which words go together in a collection: "kernel" with "support vector", "silage" with "cattle".

Reach for it through `statistics`. A need is turned into the words that stand where its own words
stand, so that a work counts that says the same otherwise; the concepts spotted stand beside the
words, so that a Vietnamese need reaches English words through what both name. Latent semantic
indexing (Deerwester et al. 1990,
https://doi.org/10.1002/(SICI)1097-4571(199009)41:6%3C391::AID-ASI1%3E3.0.CO;2-9), used to expand
the need only, so that a work keeps nothing of it. Invariant: the same texts give the same themes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from trithuc.matching.analysis import AnalysedText
from trithuc.matching.frequencies import Frequencies
from trithuc.matching.saturation import half_said_at, saturated
from trithuc.matching.words import Keys, are_phrases

Floats = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float32]

# Fewer texts than this show no themes, only accidents.
LEAST_TEXTS: Final = 200
_LEAST_TEXTS_OF_A_WORD: Final = 4
_MOST_SHARE_OF_TEXTS: Final = 0.2
_MOST_WORDS: Final = 4_000
_DIMENSIONS_PER_ROOT: Final = 0.75
_SPARE_DIMENSIONS: Final = 10
_ROUNDS: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class Themes:
    """keys: of words, and after them of concepts (`words` of the former), each part ascending.

    directions: (keys × dimensions), orthonormal columns. rarities: of each key, what a full
    mention weighs.
    """

    keys: Keys
    words: int
    directions: Matrix
    rarities: Matrix

    def words_that_go_with(self, mentions: Floats, most: int) -> tuple[Keys, Floats]:
        """Keys of words, ascending, and their weights, which sum to 1; none for no mention.

        mentions: for each of `keys` how much the need speaks of it, 0..1.
        """
        spoken = mentions.astype(np.float32) * self.rarities
        size = float(np.linalg.norm(spoken))
        if not size:
            return self.keys[:0], np.empty(0)
        nearness = (self.directions @ (self.directions.T @ spoken))[: self.words]
        best = np.sort(np.argsort(-nearness, kind="stable")[:most])
        best = best[nearness[best] > 0]
        weights = nearness[best].astype(np.float64)
        return self.keys[best], weights / (weights.sum() or 1.0)


def learn_themes(texts: Sequence[AnalysedText]) -> Themes | None:
    """texts: of one language. None where there are too few of them to show any."""
    if len(texts) < LEAST_TEXTS:
        return None
    words = _vocabulary([one.terms[~are_phrases(one.terms)] for one in texts])
    concepts = _vocabulary([one.concepts for one in texts])
    if not len(words.keys):
        return None
    keys = np.concatenate((words.keys, concepts.keys))
    frequencies = np.concatenate((words.texts, concepts.texts)).astype(np.float32)
    rarities = np.log(1 + (len(texts) - frequencies + 0.5) / (frequencies + 0.5))
    mentions = _mentions(texts, words.keys, concepts.keys) * rarities
    sizes = np.linalg.norm(mentions, axis=1, keepdims=True)
    dimensions = min(len(keys), round(_DIMENSIONS_PER_ROOT * len(texts) ** 0.5))
    directions = _main_directions(mentions / np.maximum(sizes, 1e-9), dimensions)
    return Themes(keys, len(words.keys), directions, rarities)


def _vocabulary(keys_of_texts: Sequence[Keys]) -> Frequencies:
    """The keys that neither too few texts hold nor too many, at most `_MOST_WORDS`."""
    keys, counts = np.unique(np.concatenate(keys_of_texts), return_counts=True)
    most = max(_LEAST_TEXTS_OF_A_WORD, _MOST_SHARE_OF_TEXTS * len(keys_of_texts))
    kept = np.flatnonzero((counts >= _LEAST_TEXTS_OF_A_WORD) & (counts <= most))
    kept = np.sort(kept[np.argsort(-counts[kept], kind="stable")[:_MOST_WORDS]])
    return Frequencies(keys[kept], counts[kept].astype(np.uint32))


def _mentions(texts: Sequence[AnalysedText], words: Keys, concepts: Keys) -> Matrix:
    """(texts × keys): how much each text speaks of each key."""
    usual = sum(one.length for one in texts) / len(texts) or 1.0
    matrix = np.zeros((len(texts), len(words) + len(concepts)), dtype=np.float32)
    for row, text in zip(matrix, texts, strict=True):
        half = half_said_at(text.length / usual)
        for part, keys, counts, vocabulary in (
            (row[: len(words)], text.terms, text.counts, words),
            (row[len(words) :], text.concepts, text.concept_counts, concepts),
        ):
            _, here, there = np.intersect1d(
                keys, vocabulary, assume_unique=True, return_indices=True
            )
            part[there] = saturated(counts[here], half)
    return matrix


def _main_directions(rows: Matrix, dimensions: int) -> Matrix:
    """(columns × dimensions): orthonormal, along which the rows vary most.

    Subspace iteration after Halko, Martinsson and Tropp (2011), https://doi.org/10.1137/090771806,
    from a fixed start.
    """
    wanted = min(dimensions + _SPARE_DIMENSIONS, *rows.shape)
    start = np.random.default_rng(0).standard_normal((rows.shape[1], wanted), dtype=np.float32)
    basis, _ = np.linalg.qr(start)
    for _ in range(_ROUNDS):
        basis, _ = np.linalg.qr(rows.T @ (rows @ basis))
    _, _, turned = np.linalg.svd(rows @ basis, full_matrices=False)
    return np.ascontiguousarray((basis @ turned[:dimensions].T).astype(np.float32))
