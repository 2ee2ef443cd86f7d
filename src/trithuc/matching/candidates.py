"""Candidates as compact numbers, each work analysed once.

Reach for it where candidates are indexed, or read from what an index kept. Invariant: a text
that a candidate lists twice counts once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from trithuc.matching.analysis import AnalysedText, Text, analyse_many
from trithuc.matching.records import Candidate, Identifier


@dataclass(frozen=True, slots=True)
class AnalysedWork:
    """id: None for a work without one, and for the candidate's own profile. year: None unknown."""

    text: AnalysedText
    id: Identifier | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class AnalysedCandidate:
    """sectors, ways_to_contribute: as stated, empty where nothing was."""

    id: Identifier
    works: tuple[AnalysedWork, ...] = ()
    sectors: tuple[str, ...] = ()
    ways_to_contribute: tuple[str, ...] = ()


def analyse_candidate(candidate: Candidate) -> AnalysedCandidate:
    return next(analyse_candidates((candidate,)))


def analyse_candidates(
    candidates: Sequence[Candidate], *, processes: int = 1
) -> Iterator[AnalysedCandidate]:
    """Each candidate analysed, in order. processes: how many share the work; 1 starts none."""
    texts = (one.text for candidate in candidates for one in readings_of(candidate))
    analysed = analyse_many(texts, processes=processes)
    for candidate in candidates:
        readings = readings_of(candidate)
        works = zip(islice(analysed, len(readings)), readings, strict=True)
        yield AnalysedCandidate(
            candidate.id,
            tuple(AnalysedWork(text, one.id, one.year) for text, one in works),
            candidate.sectors,
            candidate.ways_to_contribute,
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """A text of a candidate. id, year: of the work; None for the profile."""

    text: Text
    id: Identifier | None = None
    year: int | None = None


def readings_of(candidate: Candidate) -> list[Reading]:
    """Every text of a candidate that says something, once each, the profile first."""
    readings = [Reading(Text(candidate.profile))]
    readings += (
        Reading(Text(one.abstract, one.title), one.id, one.year) for one in candidate.works
    )
    distinct = {one.text: one for one in reversed(readings) if one.text.whole().strip()}
    return list(reversed(distinct.values()))
