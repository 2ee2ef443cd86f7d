"""The same need finds the same candidates in Vietnamese as in English.

The needs and candidates beside this file (`development/`) were written to develop matching by: they
show that what was won stays won, not how good it is on needs never seen. A candidate written for a
need is worth 3, one near it 2, any other of its sector 1.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from statistics import fmean

import pytest

from benchmarks.retrieval import ndcg_at
from trithuc.matching import Candidate, Need
from trithuc.matching.collection import Collection
from trithuc.vocabulary.sectors import sectors

FOLDER = Path(__file__).with_name("development")
WORTH = {"3": 3, "1": 2}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


NEEDS = rows("needs.tsv")
CANDIDATES = rows("candidates.tsv")


def grades_of(need: Mapping[str, str]) -> dict[str, int]:
    sector_of = {one["id"]: one["sector"] for one in NEEDS}
    return {
        str(place): WORTH[one["relevance"]] if one["need"] == need["id"] else 1
        for place, one in enumerate(CANDIDATES)
        if sector_of[one["need"]] == need["sector"]
    }


@pytest.fixture(scope="module")
def gains() -> dict[str, float]:
    """By language the mean nDCG@10 of all needs."""
    collection = Collection.of(
        [Candidate(id=str(place), profile=one["text"]) for place, one in enumerate(CANDIDATES)]
    )

    def gain(need: Mapping[str, str], language: str) -> float:
        read = collection.read(Need(id=need["id"], text=need[language], language=language))
        ranked = [str(id) for id, _ in collection.all_scores(read)]
        return ndcg_at(10, ranked, grades_of(need))

    return {language: fmean(gain(need, language) for need in NEEDS) for language in ("en", "vi")}


def test_every_sector_has_its_needs() -> None:
    assert {one["sector"] for one in NEEDS} == {one.code for one in sectors()}
    assert {one["need"] for one in CANDIDATES} == {one["id"] for one in NEEDS}


def test_vietnamese_finds_what_english_finds(gains: dict[str, float]) -> None:
    assert gains["vi"] / gains["en"] >= 0.95


@pytest.mark.parametrize(("language", "least"), [("en", 0.73), ("vi", 0.71)])
def test_what_was_won_stays_won(gains: dict[str, float], language: str, least: float) -> None:
    assert gains[language] >= least
