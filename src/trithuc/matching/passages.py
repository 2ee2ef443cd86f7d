"""The stretch of a text that speaks most for a need.

Reach for it for the few texts that are shown, never while scoring. Invariant: a passage stands in
the title or the body as it is written, at most `LONGEST` characters of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import fsum
from typing import Final

from trithuc.matching.analysis import Text, language_of
from trithuc.matching.weighing import WeighedNeed
from trithuc.matching.words import concept_key, pair_key, words_of
from trithuc.text.sentences import Span, sentences
from trithuc.vocabulary.spotting import spot

LONGEST: Final = 200
_READ: Final = 20_000


@dataclass(frozen=True, slots=True)
class Passage:
    """concepts: of those named in it, the ones that are the need's or their neighbours."""

    text: str
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """Something telling at a place of a text."""

    start: int
    end: int
    key: int
    weight: float


def passage_with(text: Text, need: WeighedNeed, weights: Mapping[int, float]) -> Passage:
    """The stretch whose words and phrases weigh most. weights: by key, 0 or more."""
    language = language_of(text)
    return _best_passage(text, language, need, lambda part: _words_in(part, language, weights))


def passage_naming(text: Text, need: WeighedNeed) -> Passage:
    """The stretch whose concepts are nearest to the need's."""
    language = language_of(text)
    return _best_passage(text, language, need, lambda part: _concepts_in(part, language, need))


def _best_passage(
    text: Text, language: str, need: WeighedNeed, telling: Callable[[str], Sequence[_Found]]
) -> Passage:
    stretches = [
        (weight, part[stretch.start : stretch.end])
        for part in (text.title, text.body[:_READ])
        if (found := telling(part))
        for weight, stretch in _weighed_stretches(part, found)
    ]
    if not stretches:
        return Passage("", ())
    best = max(stretches, key=lambda one: one[0])[1]
    return Passage(best, _named_concepts(best, language, need))


def _weighed_stretches(part: str, found: Sequence[_Found]) -> Iterator[tuple[float, Span]]:
    """Whole sentences where they are short enough, else the pieces that begin with a find."""
    found = sorted(found, key=lambda one: one.start)
    starts = [one.start for one in found]
    for sentence in sentences(part):
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if sentence.end - sentence.start <= LONGEST:
            yield _weight(found[first:last], sentence), sentence
            continue
        for at in range(first, last):
            piece = _piece(part, starts[at], min(sentence.end, starts[at] + LONGEST))
            yield _weight(islice(found, at, last), piece), piece


def _piece(part: str, start: int, end: int) -> Span:
    """Ends between words, unless a single word is longer than that."""
    last = part.rfind(" ", start, end)
    return Span(start, last if end < len(part) and last > start else end)


def _weight(found: Iterable[_Found], stretch: Span) -> float:
    """Of all that lies within the stretch, each key once. found: in order, from its start on."""
    weights = {}
    for one in found:
        if one.start >= stretch.end:
            break
        if one.end <= stretch.end:
            weights[one.key] = one.weight
    # Exactly, so that of stretches that weigh the same the first is quoted.
    return fsum(weights.values())


def _words_in(part: str, language: str, weights: Mapping[int, float]) -> list[_Found]:
    words = words_of(part, language)
    found = [_Found(one.start, one.end, one.key, weights.get(one.key, 0.0)) for one in words]
    for first, second in pairwise(words):
        if weights.get(first.key) and weights.get(second.key):
            key = pair_key(first.key, second.key)
            found.append(_Found(first.start, second.end, key, weights.get(key, 0.0)))
    return [one for one in found if one.weight > 0]


def _concepts_in(part: str, language: str, need: WeighedNeed) -> list[_Found]:
    nearness = _nearness(need)
    return [
        _Found(one.start, one.end, key, nearness[key])
        for one in spot(part, language)
        if (key := concept_key(one.concept)) in nearness
    ]


def _named_concepts(stretch: str, language: str, need: WeighedNeed) -> tuple[str, ...]:
    nearness = _nearness(need)
    named = (one.concept for one in spot(stretch, language))
    return tuple(dict.fromkeys(one for one in named if concept_key(one) in nearness))


def _nearness(need: WeighedNeed) -> Mapping[int, float]:
    """Of each concept near the need's, how much naming it counts at most."""
    counted = (need.nearness * need.concept_weights).max(axis=1, initial=0.0)
    return dict(zip(need.concept_keys.tolist(), counted.tolist(), strict=True))
