"""What the shipped model has to beat, given the same texts and the same way to set thresholds.

TF-IDF with a logistic regression per sector, its C chosen by cross-validation; and the vocabulary
alone, which scores a sector by its share of the concepts spotted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.sector_examples import Example
from benchmarks.sector_learning import FOLDS, fold_of
from benchmarks.sector_scoring import best_thresholds, decided, gold, micro_f1
from trithuc.categorise import Document
from trithuc.categorise.features import codes, features_of
from trithuc.text.tokens import tokens

STRENGTHS = (1.0, 10.0, 100.0)
# How many wanted texts a sector's own threshold needs: each baseline gets the better of both.
HELD = (10.0, 100.0)


@dataclass(frozen=True)
class Baseline:
    """score: documents → documents × sectors. thresholds: per sector."""

    score: Callable[[Sequence[Document]], np.ndarray]
    thresholds: np.ndarray


def tf_idf_baseline(examples: Sequence[Example], judged: str) -> Baseline:
    """Learns from all `examples`; C and thresholds are those that suit the source `judged`."""
    best = max(
        (_outside(examples, judged, strength) for strength in STRENGTHS), key=lambda it: it[0]
    )
    _, strength, thresholds = best
    return Baseline(_fitted(examples, strength), thresholds)


def _outside(
    examples: Sequence[Example], judged: str, strength: float
) -> tuple[float, float, np.ndarray]:
    """Micro F1 in cross-validation, C, and the thresholds that gave it."""
    asked = [one for one in examples if one.source == judged]
    scores = np.zeros((len(asked), len(codes())))
    for fold in range(FOLDS):
        score = _fitted([one for one in examples if fold_of(one) != fold], strength)
        there = [at for at, one in enumerate(asked) if fold_of(one) == fold]
        scores[there] = score([asked[at].document for at in there])
    right = gold(asked)
    found = [best_thresholds(scores, right, held) for held in HELD]
    reached = [micro_f1(decided(scores, one), right) for one in found]
    best = int(np.argmax(reached))
    return reached[best], strength, found[best]


def _fitted(
    examples: Sequence[Example], strength: float
) -> Callable[[Sequence[Document]], np.ndarray]:
    words = TfidfVectorizer(
        tokenizer=_words, token_pattern=None, ngram_range=(1, 2), sublinear_tf=True
    )
    rows = words.fit_transform([_whole(one.document) for one in examples])
    right = gold(examples)
    weights = right.counted * np.array([one.weight for one in examples])[:, None]
    fitted = [
        _regression(rows, right.wanted[:, column], weights[:, column], strength)
        for column in range(len(codes()))
    ]

    def score(documents: Sequence[Document]) -> np.ndarray:
        asked = words.transform([_whole(one) for one in documents])
        nothing = np.zeros(len(documents))
        return np.stack(
            [nothing if one is None else one.predict_proba(asked)[:, 1] for one in fitted], axis=1
        )

    return score


def _regression(
    rows: object, wanted: np.ndarray, weights: np.ndarray, strength: float
) -> LogisticRegression | None:
    """None for a sector that no text wants."""
    used = weights > 0
    if not wanted[used].any():
        return None
    return LogisticRegression(C=strength, solver="liblinear", random_state=0).fit(
        rows[used], wanted[used], weights[used]
    )


def _whole(document: Document) -> str:
    return f"{document.title}\n{document.text}"


def _words(text: str) -> list[str]:
    return [token.text.lower() for token in tokens(text)]


def vocabulary_baseline(examples: Sequence[Example]) -> Baseline:
    """Learns nothing but its threshold."""
    scores = by_vocabulary([one.document for one in examples])
    right = gold(examples)
    found = [best_thresholds(scores, right, held) for held in HELD]
    best = max(found, key=lambda thresholds: micro_f1(decided(scores, thresholds), right))
    return Baseline(by_vocabulary, best)


def by_vocabulary(documents: Sequence[Document]) -> np.ndarray:
    scores = np.zeros((len(documents), len(codes())))
    for row, document in zip(scores, documents, strict=True):
        for shown in features_of(document).shown:
            for code, mass in shown.masses.items():
                row[codes().index(code)] += mass
        row /= row.sum() or 1.0
    return scores
