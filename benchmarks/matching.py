"""Needs in six languages against judged candidates, and the pace of matching at full size.

The judged set was written apart from the vocabulary and the code (`judged/needs/README.md`);
nothing was tuned on it. The texts of the second part are invented, 150 words a work.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.invented_texts import Inventor
from benchmarks.processes import stopwatch
from benchmarks.reports import GIGABYTE, Report, Target, quantile
from benchmarks.retrieval import Interval, by_topic, ndcg_at
from trithuc.matching import (
    AnalysedCandidate,
    AnalysedText,
    AnalysedWork,
    Candidate,
    Need,
    StatisticsBuilder,
    analyse_candidates,
    analyse_need,
    distinct_texts,
    rank,
    weigh,
)
from trithuc.matching.collection import Collection
from trithuc.matching.reading import candidate_from, need_from

JUDGED = Path(__file__).parent / "judged" / "needs"
LANGUAGES = ("en", "vi", "fr", "nl", "de", "zh")
DEPTH = 10
LOOK_EVERY_S = 0.05
# A need, its candidates' ids → the ids, best first.
Ranker = Callable[[Need], Sequence[str]]


@dataclass(frozen=True)
class Size:
    """candidates × works × needs of the command; proposed: works scored for one need."""

    candidates: int
    works: int
    needs: int
    proposed: int


FULL = Size(candidates=3_000, works=20, needs=500, proposed=1_000)
SMALL = Size(candidates=30, works=5, needs=5, proposed=100)


@dataclass(frozen=True)
class Judged:
    """needs: by language, topics alongside. grades: by topic, of each candidate above 0."""

    candidates: tuple[Candidate, ...]
    needs: Mapping[str, Sequence[tuple[str, Need]]]
    grades: Mapping[str, Mapping[str, int]]


def read_judged(folder: Path = JUDGED) -> Judged:
    needs = defaultdict(list)
    for record in _lines(folder / "needs.jsonl"):
        needs[str(record["language"])].append((str(record["topic"]), need_from(record)))
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for record in _lines(folder / "judgements.jsonl"):
        grades[str(record["need"])][str(record["candidate"])] = int(str(record["relevance"]))
    candidates = tuple(candidate_from(one) for one in _lines(folder / "candidates.jsonl"))
    return Judged(candidates, needs, grades)


def _lines(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def matching_ranker(candidates: Sequence[Candidate]) -> Ranker:
    collection = Collection.of(candidates)

    def ranked(need: Need) -> list[str]:
        return [str(one) for one, _ in collection.all_scores(collection.read(need))]

    return ranked


def tfidf_ranker(candidates: Sequence[Candidate]) -> Ranker:
    """Cosine of 1–2-gram TF-IDF vectors with all that a candidate wrote, as one text."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(ngram_range=(1, 2))
    texts = [
        " ".join((one.profile, *(f"{work.title} {work.abstract}" for work in one.works)))
        for one in candidates
    ]
    matrix = vectors.fit_transform(texts)

    def ranked(need: Need) -> list[str]:
        cosines = (matrix @ vectors.transform([f"{need.title} {need.text}"]).T).toarray().ravel()
        return [str(candidates[place].id) for place in (-cosines).argsort(kind="stable")]

    return ranked


def gains_by_language(judged: Judged, ranker: Ranker) -> dict[str, list[float]]:
    """nDCG@10 of each topic, in the order of the needs."""
    return {
        language: [
            ndcg_at(DEPTH, ranker(need), judged.grades[topic])
            for topic, need in judged.needs[language]
        ]
        for language in LANGUAGES
    }


@dataclass(frozen=True)
class Pace:
    """seconds on the wall, computed seconds of all processors, peak_bytes: of the command over
    all pairs. milliseconds: of one need each.
    """

    seconds: float
    computed: float
    peak_bytes: float
    milliseconds: Sequence[float]


def pace_of(size: Size) -> Pace:
    with tempfile.TemporaryDirectory() as folder:
        candidates, needs = Path(folder) / "candidates.jsonl", Path(folder) / "needs.jsonl"
        _write(candidates, Inventor(1).candidates(size.candidates, size.works))
        _write(needs, Inventor(2).needs(size.needs))
        with stopwatch(_computed_by_children) as watch:
            peak_bytes = _run_command(candidates, needs)
    milliseconds = list(_milliseconds_of_needs(size))
    return Pace(watch.seconds, watch.computed, peak_bytes, milliseconds)


def _write(path: Path, records: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(record) + "\n" for record in records)


def _computed_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run_command(candidates: Path, needs: Path) -> float:
    """The most memory that the command and its processes held together, in bytes."""
    command = ["match", "--candidates", str(candidates), "--needs", str(needs), "--all"]
    most = 0.0
    with subprocess.Popen(
        [sys.executable, "-m", "trithuc.cli", *command], stdout=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            most = max(most, _memory_of(process.pid))
            time.sleep(LOOK_EVERY_S)
    if process.returncode != 0:
        raise RuntimeError("trithuc match failed")
    return most


def _memory_of(pid: int) -> float:
    """Bytes of it and of its children, what they share counted once for each sharer's part."""
    try:
        process = psutil.Process(pid)
        family = (process, *process.children(recursive=True))
        return float(sum(one.memory_full_info().pss for one in family))
    except psutil.NoSuchProcess:
        return 0.0


def _milliseconds_of_needs(size: Size) -> Iterator[float]:
    """Of a need over the works an index proposed, their bytes read included."""
    records = Inventor(3).candidates(size.proposed * 9 // 10, 1)
    analysed = analyse_candidates([candidate_from(one) for one in records])
    builder = StatisticsBuilder()
    builder.add(distinct_texts(analysed))
    statistics = builder.build()
    kept = [(one.id, [work.text.to_bytes() for work in one.works]) for one in analysed]
    kept += kept[: size.proposed - len(kept)]
    for record in Inventor(4).needs(size.needs):
        need = need_from(record)
        begun = time.perf_counter()
        candidates = [
            AnalysedCandidate(
                id, tuple(AnalysedWork(AnalysedText.from_bytes(one)) for one in works)
            )
            for id, works in kept
        ]
        rank(weigh(analyse_need(need), statistics), candidates, statistics)
        yield 1000 * (time.perf_counter() - begun)


def measure(size: Size) -> Report:
    judged = read_judged()
    ours = gains_by_language(judged, matching_ranker(judged.candidates))
    plain = gains_by_language(judged, tfidf_ranker(judged.candidates))
    pace = pace_of(size)
    topics = {one: [topic for topic, _ in judged.needs[one]] for one in LANGUAGES}
    found = {one: by_topic(ours[one], topics[one]) for one in LANGUAGES}
    rows = [
        _row(one, found, by_topic(plain[one], topics[one]), by_topic(plain["en"], topics["en"]))
        for one in LANGUAGES
    ]
    return Report(
        f"nDCG@{DEPTH} in hundredths of {len(topics['en'])} needs in each language against the "
        f"same {len(judged.candidates)} candidates, with 95% bootstrap intervals by topic; "
        "beside it plain 1–2-gram TF-IDF.",
        ("language", "trithuc.matching", "share of English", "TF-IDF", "share of its English"),
        rows,
        (*_targets_across(found), *_targets_of_pace(size, pace)),
    )


def _row(
    language: str, found: Mapping[str, Interval], plain: Interval, english: Interval
) -> tuple[str, ...]:
    own = found[language]
    return (
        language,
        str(own),
        f"{own.mean / found['en'].mean:.2f}",
        str(plain),
        f"{plain.mean / english.mean:.2f}",
    )


def _targets_across(found: Mapping[str, Interval]) -> Iterator[Target]:
    for language in LANGUAGES[1:]:
        share = found[language].mean / found["en"].mean
        yield Target(f"{language} at least 0.9 of English", f"{share:.2f}", share >= 0.9)


def _targets_of_pace(size: Size, pace: Pace) -> Iterator[Target]:
    gigabytes = pace.peak_bytes / GIGABYTE
    slow = quantile(pace.milliseconds, 95)
    pairs = f"{size.candidates} candidates × {size.works} works × {size.needs} needs"
    found = f"{pace.seconds:.1f} s ({pace.computed:.1f} s computed)"
    yield Target(f"{pairs}, all pairs, in 60 s", found, pace.seconds <= 60)
    yield Target("in less than 2 GB", f"{gigabytes:.2f} GB", gigabytes < 2)
    middle = quantile(pace.milliseconds, 50)
    yield Target(
        f"one need over {size.proposed} proposed works, p95 in 50 ms",
        f"{slow:.1f} ms (median {middle:.1f})",
        slow <= 50,
    )
