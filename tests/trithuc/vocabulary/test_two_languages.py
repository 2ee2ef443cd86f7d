"""The same need says the same in Vietnamese as in English.

The sixty needs beside this file were written to develop the vocabulary by; they show that what was
won stays won, not how good it is on needs never seen.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from trithuc.vocabulary import concepts, relatedness, sectors, spot

NEEDS = Path(__file__).with_name("needs_in_two_languages.tsv")


@pytest.fixture(scope="module")
def named() -> list[tuple[set[str], set[str]]]:
    """Of each need the concepts spotted in Vietnamese, and those in English."""
    with NEEDS.open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(spotted(row["vi"], "vi"), spotted(row["en"], "en")) for row in rows]


def spotted(text: str, language: str) -> set[str]:
    return {one.concept for one in spot(text, language)}


def test_every_sector_has_its_needs() -> None:
    with NEEDS.open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))

    assert len(rows) == 60
    assert {row["sector"] for row in rows} == {one.code for one in sectors()}


def test_vietnamese_names_what_english_names_or_a_neighbour(
    named: list[tuple[set[str], set[str]]],
) -> None:
    assert share((english, vietnamese) for vietnamese, english in named) >= 0.9


def test_vietnamese_names_little_that_english_does_not(
    named: list[tuple[set[str], set[str]]],
) -> None:
    assert share(named) >= 0.8


def share(pairs: Iterable[tuple[set[str], set[str]]]) -> float:
    """How near what is asked for comes to what the other names, 0..1, over all pairs."""
    nearness = [
        max((relatedness(one, other) for other in others), default=0.0)
        for asked, others in pairs
        for one in asked
    ]
    return sum(nearness) / len(nearness)


def test_a_concept_has_as_many_words_in_vietnamese_as_in_english() -> None:
    labels = {
        language: sum(len(one.alt_labels[language]) for one in concepts())
        for language in ("vi", "en")
    }

    assert labels["vi"] >= labels["en"]
