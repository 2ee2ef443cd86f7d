"""How the shipped model of `trithuc.categorise` comes about: features, weights, calibration.

`python -m benchmarks.train_sectors` runs it. scikit-learn's SciPy is used here and nowhere at run
time. Invariant: the same texts give the same model, byte for byte on the same machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain

import numpy as np
import scipy.sparse

from benchmarks import sector_examples
from benchmarks.sector_examples import Example, is_held_back
from benchmarks.sector_scoring import Gold, best_thresholds, gold
from trithuc.categorise.features import GROUPS, Features, Shown, codes, features_of
from trithuc.categorise.learning import learn, probabilities
from trithuc.categorise.model import Model

# Chosen by cross-validation on what is not held back.
LEAST_TEXTS = dict(zip(GROUPS, (2, 4, 6, 1), strict=True))
STRENGTH = 2.0
COUNTED_FIRST = 0.1
COUNT_SMOOTHING = 0.05
RARE = -3.0
ROUNDS = 60
FOLDS = 4
HELD_TO_COMMON_THRESHOLD = 100.0
HELD_TO_COMMON_CALIBRATION = 20.0
# Of texts learned a second time by their concepts alone, as a text in another language is read.
BY_CONCEPTS_ALONE = 0.3
# CORDIS labels are made by a machine and leave much out: a sector of which a text names many
# concepts, and that is not among its labels, is half taken as missing.
DOUBTED_FROM = 0.3
DOUBTED = 0.5
CALIBRATED_ON = ("cordis", "csl", "written")
INVENTED = 400


@dataclass(frozen=True)
class Lesson:
    example: Example
    features: Features
    weight: float


def examples_to_learn() -> list[Example]:
    sources = (
        sector_examples.cordis(),
        sector_examples.euroscivoc(),
        sector_examples.csl_abstracts(),
        sector_examples.csl_titles(),
        sector_examples.of_concepts(INVENTED),
        sector_examples.written(),
    )
    return [one for one in chain(*sources) if not is_held_back(one)]


def lessons_of(examples: Sequence[Example]) -> list[Lesson]:
    read = [Lesson(one, features_of(one.document), one.weight) for one in examples]
    return read + [
        Lesson(one.example, _concepts_alone(one.features), one.weight * BY_CONCEPTS_ALONE)
        for one in read
        if one.example.source in CALIBRATED_ON
    ]


def _concepts_alone(features: Features) -> Features:
    shown = tuple(Shown(({}, {}, {}, one.groups[-1]), one.masses) for one in features.shown)
    return replace(features, shown=shown)


def trained(lessons: Sequence[Lesson]) -> Model:
    """The model, with its probabilities calibrated and its thresholds set by cross-validation."""
    empty = _without_weights(lessons)
    rows = _rows(empty, lessons)
    judged = np.array([_is_judged(one) for one in lessons])
    outside = _logits_outside(rows, lessons)[judged]
    right = gold([one.example for one, is_judged in zip(lessons, judged, strict=True) if is_judged])
    slopes, shifts = _calibration(outside, right)
    scores = probabilities(outside * slopes + shifts)
    weights = _weights(rows, lessons) * slopes
    weights[-1] += shifts
    thresholds = best_thresholds(scores, right, HELD_TO_COMMON_THRESHOLD)
    return _rounded(_with_weights(empty, weights, thresholds))


def _is_judged(lesson: Lesson) -> bool:
    """A text as it was written, not the copy that shows its concepts alone."""
    return lesson.example.source in CALIBRATED_ON and lesson.weight == lesson.example.weight


def _without_weights(lessons: Sequence[Lesson]) -> Model:
    texts = Counter[int]()
    least: dict[int, int] = {}
    for lesson in lessons:
        for name, keys in _keys(lesson):
            texts.update(keys)
            least |= dict.fromkeys(keys, LEAST_TEXTS[name])
    known = np.array(sorted(key for key, count in texts.items() if count >= least[key]), np.uint32)
    found = np.array([texts[key] for key in known.tolist()])
    importance = np.log((len(lessons) + 1) / (found + 1)) + 1
    return Model(
        keys=known,
        importance=importance.astype(np.float32),
        weights=np.zeros((len(known), len(codes())), np.float32),
        whole=np.zeros((2 * len(codes()) + 1, len(codes())), np.float32),
        thresholds=np.full(len(codes()), 0.5, np.float32),
        unseen=np.float32(np.log(len(lessons) + 1) + 1),
    )


def _keys(lesson: Lesson) -> Iterator[tuple[str, set[int]]]:
    groups = zip(*(shown.groups for shown in lesson.features.shown), strict=True)
    for name, fields in zip(GROUPS, groups, strict=True):
        yield name, set[int]().union(*fields)


def _rows(model: Model, lessons: Sequence[Lesson]) -> scipy.sparse.csr_matrix:
    vectors = [model.vector(one.features) for one in lessons]
    learned = scipy.sparse.csr_matrix(
        (
            np.concatenate([one.values for one in vectors]).astype(np.float64),
            np.concatenate([one.rows for one in vectors]),
            np.cumsum([0, *(len(one.rows) for one in vectors)]),
        ),
        shape=(len(vectors), len(model.keys)),
    )
    learned.sum_duplicates()
    whole = scipy.sparse.csr_matrix(np.stack([one.whole for one in vectors]).astype(np.float64))
    return scipy.sparse.hstack([learned, whole]).tocsr()


def _weights(rows: scipy.sparse.csr_matrix, lessons: Sequence[Lesson]) -> np.ndarray:
    right = gold([one.example for one in lessons])
    importance = right.counted * np.stack([_believed(one) for one in lessons])
    return learn(
        rows, right.wanted, importance, _counted_first(rows, right, importance), STRENGTH, ROUNDS
    )


def _believed(lesson: Lesson) -> np.ndarray:
    """How much each cell of a text counts in learning."""
    believed = np.full(len(codes()), lesson.weight)
    if lesson.example.source != "cordis":
        return believed
    masses = Counter[str]()
    for shown in lesson.features.shown:
        masses.update(shown.masses)
    total = sum(masses.values())
    for code, mass in masses.items():
        if mass / total >= DOUBTED_FROM and code not in lesson.example.wanted:
            believed[codes().index(code)] *= DOUBTED
    return believed


def _counted_first(
    rows: scipy.sparse.csr_matrix, right: Gold, importance: np.ndarray
) -> np.ndarray:
    """Log-count ratios to start from: Wang and Manning, ACL 2012, https://aclanthology.org/P12-2018."""
    with_sector = rows.T @ (importance * right.wanted) + COUNT_SMOOTHING
    without = rows.T @ (importance * (1 - right.wanted)) + COUNT_SMOOTHING
    start = COUNTED_FIRST * np.log((with_sector / with_sector.sum(0)) / (without / without.sum(0)))
    start[-1] = RARE
    return start


def _logits_outside(rows: scipy.sparse.csr_matrix, lessons: Sequence[Lesson]) -> np.ndarray:
    """Each text scored by a model that has not seen it."""
    folds = np.array([fold_of(one.example) for one in lessons])
    outside = np.zeros((len(lessons), len(codes())))
    for fold in range(FOLDS):
        seen = np.flatnonzero(folds != fold)
        weights = _weights(rows[seen], [lessons[at] for at in seen])
        outside[folds == fold] = rows[np.flatnonzero(folds == fold)] @ weights
    return outside


def fold_of(example: Example) -> int:
    return int(sha256(example.id.encode()).hexdigest()[1], 16) % FOLDS


def _calibration(logits: np.ndarray, right: Gold) -> tuple[np.ndarray, np.ndarray]:
    """Slope and shift per sector, held to those of all sectors together (Platt 1999)."""
    common = learn(
        np.stack([logits.ravel(), np.ones(logits.size)], axis=1),
        right.wanted.ravel()[:, None],
        right.counted.ravel()[:, None],
        np.array([[1.0], [0.0]]),
        1e-3,
    )
    fitted = [
        learn(
            np.stack([logits[:, column], np.ones(len(logits))], axis=1),
            right.wanted[:, column : column + 1],
            right.counted[:, column : column + 1],
            common,
            HELD_TO_COMMON_CALIBRATION,
        )
        for column in range(logits.shape[1])
    ]
    slopes, shifts = np.concatenate(fitted, axis=1)
    return slopes, shifts


def _with_weights(empty: Model, weights: np.ndarray, thresholds: np.ndarray) -> Model:
    return replace(
        empty,
        weights=weights[: len(empty.keys)].astype(np.float32),
        whole=weights[len(empty.keys) :].astype(np.float32),
        thresholds=thresholds.astype(np.float32),
    )


def _rounded(model: Model) -> Model:
    """As it will be read back."""
    halves = {
        name: getattr(model, name).astype(np.float16).astype(np.float32)
        for name in ("weights", "importance")
    }
    return replace(model, **halves)
