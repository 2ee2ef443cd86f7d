"""One need against a hundred thousand candidates with a million works of 150 words.

The index is made directly: no rows stand behind it, and the texts are made as what analysing gives
(words by Zipf's law, concepts of the vocabulary), since analysing a million takes most of an hour.
What is timed is what `search.candidates.matches_for` does but for its two questions to the
database, whose time the benchmark `search` holds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.invented_works import rare_words, themes_of
from benchmarks.processes import in_own_process, peak_megabytes, thrown_away
from benchmarks.reports import Report, Target, quantile
from trithuc.matching import (
    AnalysedCandidate,
    AnalysedText,
    AnalysedWork,
    Need,
    analyse_need,
    rank,
    weigh,
)
from trithuc.matching.words import concept_key, keys_of, phrase_keys
from trithuc.vocabulary import concepts

MOST_MS = 150
WORDS_OF_A_WORK = 150
AT_ONCE = 1_000


@dataclass(frozen=True)
class Size:
    candidates: int
    works_each: int
    needs: int


FULL = Size(candidates=100_000, works_each=10, needs=100)
SMALL = Size(candidates=200, works_each=5, needs=5)


@dataclass(frozen=True)
class Timing:
    """Milliseconds of each need, whole and by its steps. computed: of the processor, for one."""

    computed: tuple[float, ...]
    whole: tuple[float, ...]
    proposing: tuple[float, ...]
    reading: tuple[float, ...]
    ranking: tuple[float, ...]
    found: int
    megabytes: float


def measure(size: Size) -> Report:
    with thrown_away() as place:
        folder = place / "register"
        seconds = in_own_process(build, folder, size)
        timing = in_own_process(answer, folder, size)
        gigabytes = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()) / 1024**3
    return _report(size, seconds, gigabytes, timing)


def start_django(path: Path) -> None:
    """Settings of a data folder, without its database."""
    import django

    os.environ |= {"CAUNOI_DATA": str(path), "DJANGO_SETTINGS_MODULE": "caunoi.site.settings"}
    django.setup()


# --- an index without a register ---


def build(path: Path, size: Size) -> float:
    """Seconds that writing took."""
    start_django(path)
    from caunoi.search.collection import Census
    from caunoi.search.index import REBUILD_MEMORY, Writer, new_generation, turn_to, writing
    from caunoi.search.kept_candidates import KeptCandidate

    begun_at = time.perf_counter()
    with writing(waits=True) as home:
        writer = Writer(new_generation(home), memory=REBUILD_MEMORY, threads=2)
        census = Census()
        for first in range(0, size.candidates, AT_ONCE):
            some = range(first, min(first + AT_ONCE, size.candidates))
            kept = [KeptCandidate(one, ("",) * len(one.works)) for one in candidates(some, size)]
            writer.add_candidates("expert", kept)
            census.count(kept)
        writer.finish()
        census.write(writer.generation)
        turn_to(writer.generation)
    return time.perf_counter() - begun_at


def candidates(numbers: range, size: Size) -> Iterator[AnalysedCandidate]:
    for number in numbers:
        chance = np.random.default_rng(number)
        works = tuple(
            AnalysedWork(text(chance, number), place, int(chance.integers(1995, 2027)))
            for place in range(size.works_each)
        )
        yield AnalysedCandidate(number, works)


def text(chance: np.random.Generator, author: int) -> AnalysedText:
    drawn = np.searchsorted(_cumulated(), chance.random(WORDS_OF_A_WORK))
    keys = _word_keys()[drawn]
    terms, counts = np.unique(np.concatenate((keys, phrase_keys(keys))), return_counts=True)
    named = chance.choice(_concept_keys(author), 6)
    found, times = np.unique(named, return_counts=True)
    return AnalysedText(
        "en", len(keys), terms, counts.astype(np.uint8), found, times.astype(np.uint8)
    )


def need(number: int) -> Need:
    """Forty words and the labels of three concepts."""
    chance = np.random.default_rng(number)
    drawn = np.searchsorted(_cumulated(), chance.random(40))
    labels = [concepts()[place].pref_label["en"] for place in themes_of(number)[:3]]
    words = [rare_words()[place] for place in drawn]
    return Need(id=number, text=f"{', '.join(labels)}: {' '.join(words)}.", language="en")


@cache
def _word_keys() -> np.ndarray:
    return np.array(keys_of(" ".join(rare_words()), "en"), dtype=np.uint32)


@cache
def _cumulated() -> np.ndarray:
    shares = 1 / np.arange(1, len(rare_words()) + 1)
    sums: np.ndarray = np.cumsum(shares / shares.sum())
    return np.minimum(sums, 1 - 1e-12) if sums[-1] > 1 else sums


@cache
def _concept_keys(author: int) -> np.ndarray:
    return np.array(
        [concept_key(concepts()[place].id) for place in themes_of(author)], dtype=np.uint32
    )


# --- needs ---


def answer(path: Path, size: Size) -> Timing:
    start_django(path)
    from caunoi.search.candidates import CANDIDATES_SCORED, proposed_records
    from caunoi.search.collection import read_collection
    from caunoi.search.index import read_index

    rows = []
    found = 0
    for number in range(-3, size.needs):  # the first three warm up
        begun_at, computed_before = time.perf_counter(), time.process_time()
        reader = read_index()
        collection = read_collection(reader.generation)
        weighed = weigh(analyse_need(need(abs(number))), collection.statistics)
        records = proposed_records("expert", weighed, reader)
        proposed_at = time.perf_counter()
        kept = reader.kept("expert", records[:CANDIDATES_SCORED])
        read_at = time.perf_counter()
        some = [one.candidate for one in kept.values()]
        matches = rank(weighed, some, collection.statistics, 10, as_of=collection.as_of)
        done_at = time.perf_counter()
        if number >= 0:
            found += len(matches)
            marks = (begun_at, proposed_at, read_at, done_at)
            steps = [1_000 * (later - earlier) for earlier, later in pairwise(marks)]
            computed = 1_000 * (time.process_time() - computed_before)
            rows.append((computed, sum(steps), *steps))
    return Timing(*zip(*rows, strict=True), found, peak_megabytes())


def _report(size: Size, seconds: float, gigabytes: float, timing: Timing) -> Report:
    p95 = quantile(timing.whole, 95)
    works = size.candidates * size.works_each
    return Report(
        subject=(
            f"{size.candidates:,} candidates with {works:,} works, indexed without a register in "
            f"{seconds:,.0f} s ({gigabytes:.1f} GB on disk); {len(timing.whole)} needs, the best "
            f"ten of each ({timing.found:,} found). Peak memory of the asking process "
            f"{timing.megabytes:,.0f} MB."
        ),
        headings=("milliseconds", "p50", "p95", "max"),
        rows=[
            _row("one need", timing.whole),
            _row("of that the processor's own time", timing.computed),
            _row("reading the need, proposing works", timing.proposing),
            _row("reading all works of the best candidates", timing.reading),
            _row("scoring them", timing.ranking),
        ],
        targets=[Target(f"one need p95 ≤ {MOST_MS} ms", f"{p95:.0f} ms", p95 <= MOST_MS)],
    )


def _row(what: str, milliseconds: tuple[float, ...]) -> tuple[str, ...]:
    found = (quantile(milliseconds, 50), quantile(milliseconds, 95), max(milliseconds))
    return what, *(f"{one:.0f}" for one in found)
