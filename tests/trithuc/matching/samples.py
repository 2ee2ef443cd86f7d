"""Invented candidates and the collection they make, for the tests of matching."""

from __future__ import annotations

from collections.abc import Sequence

from trithuc.matching import (
    AnalysedCandidate,
    Candidate,
    CollectionStatistics,
    StatisticsBuilder,
    Work,
    analyse_candidates,
    distinct_texts,
)

HYDROGEN = Candidate(
    id="hydrogen",
    name="Lan Phạm (demo)",
    profile="Engineer of hydrogen storage in salt caverns.",
    works=(
        Work("Hydrogen storage underground", "Salt caverns store green hydrogen.", "h1", 2024),
        Work("Electrolysers at sea", "Offshore wind feeds electrolysers.", "h2", 2015),
    ),
    sectors=("energy",),
    ways_to_contribute=("teach", "advise"),
)
CHIPS = Candidate(
    id="chips",
    name="Minh Trần (demo)",
    works=(Work("Advanced packaging of chips", "Chiplets on a silicon interposer.", "c1", 2023),),
    sectors=("semiconductors",),
)
RICE = Candidate(
    id="rice",
    name="Hoa Lê (demo)",
    works=(Work("Rice that bears salt", "Breeding rice for saline soils.", "r1"),),
)
SILENT = Candidate(id="silent", name="No Text (demo)")
CANDIDATES = (HYDROGEN, CHIPS, RICE, SILENT)


def analysed() -> list[AnalysedCandidate]:
    return analyse_candidates(CANDIDATES)


def statistics_of(candidates: Sequence[AnalysedCandidate]) -> CollectionStatistics:
    builder = StatisticsBuilder()
    builder.add(distinct_texts(candidates))
    return builder.build()
