"""Where a Vietnamese need loses what the same need in English finds.

For work on the vocabulary, not for the record: `development/needs_vi_en.tsv` was written by us,
and the ranking of the English wording stands in for judgements. The even needs are to look at,
the odd ones are held back: `python -m benchmarks.vietnamese_needs [--words]` gives the figures of
both and, on request, which English words of the first half the Vietnamese ones do not reach.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from benchmarks.sector_examples import ROOT, SHARED
from trithuc.matching import Candidate, Need, Work, weigh
from trithuc.matching.analysis import LANGUAGES_OF_TEXTS
from trithuc.matching.collection import Collection
from trithuc.matching.weighing import WeighedNeed

NEEDS = Path(__file__).parent / "development" / "needs_vi_en.tsv"
DEMONSTRATED = ROOT / "src" / "caunoi" / "demonstration" / "data" / "people.csv"
DEPTH = 10
# Candidates beyond these gain nothing: far down a ranking is chance.
GAINING = 30
ENGLISH = LANGUAGES_OF_TEXTS.index("en")


@dataclass(frozen=True)
class Pair:
    """The same need in two languages."""

    english: Need
    vietnamese: Need


@dataclass(frozen=True)
class Kept:
    """gain: nDCG@10 where the English score is the gain. shared: of the first ten, both in 0..1."""

    gain: float
    shared: float


def pairs() -> list[Pair]:
    with NEEDS.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Pair(
            Need(f"{place}-en", row["en"], language="en"),
            Need(f"{place}-vi", row["vi"], language="vi"),
        )
        for place, row in enumerate(rows)
    ]


def candidates() -> Iterator[Candidate]:
    """Projects and what they deliver, and what the demonstration's experts wrote of themselves."""
    with (SHARED / "cordis" / "horizon_projects.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            deliverables = record["deliverables"]
            said = " ".join(f"{one['title']}. {one['description']}" for one in deliverables)
            abstract = f"{record['objective'] or ''} {said}".strip()
            if record["title"] or abstract:
                work = Work(record["title"] or "", abstract)
                yield Candidate(str(record["projectID"]), works=(work,))
    with DEMONSTRATED.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield Candidate(row["email"], profile=row["expertise"])


def kept(collection: Collection, pair: Pair) -> Kept:
    english = collection.all_scores(collection.read(pair.english))
    vietnamese = collection.all_scores(collection.read(pair.vietnamese))
    gains = {str(one): score for one, score in english[:GAINING]}
    found = [str(one) for one, _ in vietnamese[:DEPTH]]
    wanted = [str(one) for one, _ in english[:DEPTH]]
    return Kept(
        _discounted(gains, found) / _discounted(gains, wanted),
        len(set(found) & set(wanted)) / DEPTH,
    )


def _discounted(gains: Mapping[str, float], ranked: Sequence[str]) -> float:
    places = enumerate(ranked, start=1)
    return sum(gains.get(one, 0.0) / math.log2(place + 1) for place, one in places)


def missed_words(collection: Collection, pair: Pair) -> list[tuple[str, float]]:
    """The English need's words that the Vietnamese one gives no weight, heaviest first."""
    english, vietnamese = (
        weigh(collection.read(one), collection.statistics)
        for one in (pair.english, pair.vietnamese)
    )
    weights, reached = _in_english(english), _in_english(vietnamese)
    missed = [
        (word.text, weights[key]) for key, word in english.need.words.items() if key not in reached
    ]
    return sorted(missed, key=lambda one: -one[1])


def _in_english(need: WeighedNeed) -> Mapping[int, float]:
    column = need.words[:, ENGLISH].tolist()
    return {key: weight for key, weight in zip(need.keys.tolist(), column, strict=True) if weight}


def main(arguments: Sequence[str]) -> None:
    collection = Collection.of(list(candidates()))
    written = pairs()
    found = [kept(collection, pair) for pair in written]
    for half, name in enumerate(("to look at", "held back")):
        gain, shared = (
            mean(getattr(one, field) for one in found[half::2]) for field in ("gain", "shared")
        )
        print(f"{name}: {100 * gain:.1f} of the English gain, {100 * shared:.1f} of its first ten")
    if "--words" in arguments:
        for pair, one in sorted(
            zip(written[::2], found[::2], strict=True), key=lambda each: each[1].gain
        ):
            print(f"\n{one.gain:.2f} {pair.vietnamese.text}\n     {pair.english.text}")
            print(
                "    ", *(f"{word} {weight:.3f}" for word, weight in missed_words(collection, pair))
            )


if __name__ == "__main__":
    main(sys.argv[1:])
