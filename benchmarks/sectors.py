"""`trithuc.categorise` beside its baselines on texts that none of them has seen, and its speed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.reports import Report, Target
from benchmarks.sector_baselines import Baseline, tf_idf_baseline, vocabulary_baseline
from benchmarks.sector_examples import (
    Example,
    accept,
    cordis,
    csl_abstracts,
    csl_titles,
    is_held_back,
)
from benchmarks.sector_scoring import (
    Gold,
    decided,
    gold,
    interval,
    macro_f1,
    micro_f1,
    recall_at_precision,
)
from trithuc.categorise import Categoriser, Document
from trithuc.categorise.features import codes

JUDGED = Path(__file__).parent / "judged" / "sectors"
HEADINGS = ("texts", "system", "micro F1", "95 %", "macro F1", "recall at precision .7")
LEAST_GAIN = 0.08
POOLED_WITHIN, EACH_WITHIN = 0.05, 0.10
WORK_WORDS, WORKS = 150, 1_000
LEAST_SPEED = 400
POINTS = 100
JUDGED_LANGUAGES = ("vi", "fr", "nl", "de")


@dataclass(frozen=True)
class Size:
    """every: one of how many texts is judged and learned by the baselines."""

    every: int


FULL, SMALL = Size(1), Size(12)


@dataclass(frozen=True)
class Answers:
    """Of one system on one set: scores and decisions, texts × sectors."""

    system: str
    scores: np.ndarray
    assigned: np.ndarray


def measure(size: Size) -> Report:
    rows: list[Sequence[str]] = []
    targets: list[Target] = []
    for name, learned, judged, least in _sets(size):
        answers = _answers(learned, judged)
        right = gold(judged)
        rows += [_row(f"{name} ({len(judged)})", one, right) for one in answers]
        targets += _gains(name, answers, right, least)
    for found_rows, found_targets in (_across_languages(), _speed()):
        rows += found_rows
        targets += found_targets
    return Report(_SUBJECT, HEADINGS, rows, targets)


_SUBJECT = (
    "Sectors of texts held back by the hash of their id (a quarter; SHA-256 begins with 0–3). "
    "A text wants every sector that its labels name, `basic` only where they name no other; "
    "what is accepted beside counts neither for nor against. Micro and macro F1 of the decisions; "
    "intervals by drawing the texts again 1,000 times. Both baselines learn from, and set their "
    "thresholds on, the texts of that language that are not held back. In the sets judged by "
    "hand a text and its English translation are compared."
)


def _sets(size: Size) -> Iterator[tuple[str, list[Example], list[Example], float]]:
    """Name, texts the baselines learn from, texts judged, how much better we promise to be."""
    english = list(cordis())[:: size.every]
    chinese = list(csl_abstracts())[:: size.every]
    titles = [one for one in list(csl_titles())[:: size.every] if not is_held_back(one)]
    yield "English, CORDIS", *_parted(english), LEAST_GAIN
    learned, judged = _parted([one for one in chinese if one.wanted])
    yield "Chinese, CSL", [*learned, *titles], judged, 0.0


def _parted(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    return (
        [one for one in examples if not is_held_back(one)],
        [one for one in examples if is_held_back(one)],
    )


def _answers(learned: Sequence[Example], judged: Sequence[Example]) -> list[Answers]:
    documents = [one.document for one in judged]
    source = judged[0].source
    tuned_on = [one for one in learned if one.source == source]
    return [
        _ours(documents),
        _of("TF-IDF + logistic regression", tf_idf_baseline(learned, source), documents),
        _of("vocabulary alone", vocabulary_baseline(tuned_on), documents),
    ]


def _ours(documents: Sequence[Document]) -> Answers:
    """Scores below what is listed count as 0; decisions are those a reader gets."""
    scores = np.zeros((len(documents), len(codes())))
    assigned = np.zeros_like(scores, dtype=bool)
    for at, answer in enumerate(Categoriser.standard().categorise_many(documents)):
        for one in answer.sectors:
            scores[at, codes().index(one.code)] = one.score
            assigned[at, codes().index(one.code)] = one.assigned
    return Answers("trithuc", scores, assigned)


def _of(system: str, baseline: Baseline, documents: Sequence[Document]) -> Answers:
    scores = baseline.score(documents)
    return Answers(system, scores, decided(scores, baseline.thresholds))


def _row(name: str, answers: Answers, right: Gold) -> Sequence[str]:
    low, high = interval(
        lambda texts: micro_f1(answers.assigned[texts], right.of(texts)), len(answers.assigned)
    )
    return (
        name,
        answers.system,
        f"{micro_f1(answers.assigned, right):.3f}",
        f"{low:.3f}–{high:.3f}",
        f"{macro_f1(answers.assigned, right):.3f}",
        f"{recall_at_precision(answers.scores, right):.3f}",
    )


def _gains(name: str, answers: Sequence[Answers], right: Gold, least: float) -> Iterator[Target]:
    ours, *baselines = answers
    for baseline in baselines:
        gain = _difference(ours, right, baseline, right)
        low, high = interval(_drawn(ours, right, baseline, right), len(ours.assigned))
        yield Target(
            f"{name}: {least * POINTS:.0f} points of micro F1 above {baseline.system}",
            f"{gain * POINTS:+.1f} ({low * POINTS:+.1f} to {high * POINTS:+.1f})",
            gain >= least,
        )


def _difference(one: Answers, right: Gold, other: Answers, other_right: Gold) -> float:
    return micro_f1(one.assigned, right) - micro_f1(other.assigned, other_right)


def _drawn(
    one: Answers, right: Gold, other: Answers, other_right: Gold
) -> Callable[[np.ndarray], float]:
    return lambda texts: (
        micro_f1(one.assigned[texts], right.of(texts))
        - micro_f1(other.assigned[texts], other_right.of(texts))
    )


def _across_languages() -> tuple[list[Sequence[str]], list[Target]]:
    by_language = {language: _judged_by_hand(language) for language in JUDGED_LANGUAGES}
    present = {language: pairs for language, pairs in by_language.items() if pairs}
    rows: list[Sequence[str]] = []
    targets: list[Target] = []
    for language, pairs in present.items():
        found, target = _beside_english(language, pairs, EACH_WITHIN)
        rows += found
        targets.append(target)
    if len(present) > 1:
        pooled = [pair for pairs in present.values() for pair in pairs]
        found, target = _beside_english(" ".join(present), pooled, POOLED_WITHIN)
        rows += found
        targets.append(target)
    return rows, targets


def _judged_by_hand(language: str) -> list[tuple[Example, Example]]:
    """Each text with its English translation; none where the set is not there yet."""
    path = JUDGED / f"{language}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [_pair(json.loads(line)) for line in lines if line.strip()]


def _pair(record: dict) -> tuple[Example, Example]:
    wanted, accepted = accept(set(record["sectors"]))
    own = Document(record["text"], record["title"], record["language"])
    english = Document(record["english"]["text"], record["english"]["title"], "en")
    return (
        Example(record["id"], "judged", own, wanted, accepted),
        Example(f"{record['id']}-en", "judged", english, wanted, accepted),
    )


def _beside_english(
    language: str, pairs: Sequence[tuple[Example, Example]], within: float
) -> tuple[list[Sequence[str]], Target]:
    right = gold([own for own, _ in pairs])
    own = _ours([one.document for one, _ in pairs])
    english = _ours([one.document for _, one in pairs])
    rows = [
        _row(f"{language} ({len(pairs)})", own, right),
        _row(f"{language}, in English", english, right),
    ]
    difference = _difference(own, right, english, right)
    low, high = interval(_drawn(own, right, english, right), len(pairs))
    return rows, Target(
        f"{language}: within {within * POINTS:.0f} points of the same texts in English",
        f"{difference * POINTS:+.1f} ({low * POINTS:+.1f} to {high * POINTS:+.1f})",
        difference >= -within,
    )


def _speed() -> tuple[list[Sequence[str]], list[Target]]:
    words = " ".join(f"{one.document.title} {one.document.text}" for one in cordis()).split()
    works = [
        Document(" ".join(words[at : at + WORK_WORDS]))
        for at in range(0, WORKS * WORK_WORDS, WORK_WORDS)
    ]
    categoriser = Categoriser.standard()
    started = time.process_time()
    placed = sum(1 for _ in categoriser.categorise_many(works))
    speed = placed / (time.process_time() - started)
    promise = f"{LEAST_SPEED} works of {WORK_WORDS} words a second of processor time"
    return [], [Target(promise, f"{speed:,.0f}", speed >= LEAST_SPEED)]
