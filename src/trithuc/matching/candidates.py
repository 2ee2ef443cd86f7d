"""Candidates as compact numbers, each work analysed once.

Reach for it where candidates are indexed, or read from what an index kept. Invariant: a text
that a candidate lists twice counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Reading:
    """A text of a candidate. id, year: of the work; None for the profile."""

    text: Text
    id: Identifier | None = None
    year: int | None = None


def analyse_candidate(candidate: Candidate) -> AnalysedCandidate:
    return analyse_candidates((candidate,))[0]


def analyse_candidates(
    candidates: Sequence[Candidate], *, processes: int = 1
) -> list[AnalysedCandidate]:
    """Each candidate analysed, in order; a work that several share is analysed once.

    processes: how many share the work; 1 starts none.
    """
    readings = [readings_of(one) for one in candidates]
    texts = list(dict.fromkeys(one.text for reading in readings for one in reading))
    analysed = dict(zip(texts, analyse_many(texts, processes=processes), strict=True))
    return [
        AnalysedCandidate(
            candidate.id,
            tuple(AnalysedWork(analysed[one.text], one.id, one.year) for one in own),
            candidate.sectors,
            candidate.ways_to_contribute,
        )
        for candidate, own in zip(candidates, readings, strict=True)
    ]


def distinct_texts(candidates: Iterable[AnalysedCandidate]) -> list[AnalysedText]:
    """The texts of all works, once each where candidates share the same analysed text."""
    texts = (work.text for candidate in candidates for work in candidate.works)
    return list({id(text): text for text in texts}.values())


def readings_of(candidate: Candidate) -> list[Reading]:
    """Every text of a candidate that says something, once each, the profile first."""
    readings = [Reading(Text(candidate.profile))]
    for work in candidate.works:
        readings.append(Reading(Text(work.abstract, work.title), work.id, work.year))
    distinct = {one.text: one for one in reversed(readings) if one.text.whole().strip(". ")}
    return list(reversed(distinct.values()))
