"""What a collection has in common."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.matching import (
    AnalysedText,
    CollectionStatistics,
    StatisticsBuilder,
    UnreadableStatistics,
    analyse,
)
from trithuc.matching.words import concept_key, keys_of

TEXTS = [
    analyse("Hydrogen pipelines across the border.", language="en"),
    analyse("Hydrogen storage in salt caverns.", language="en"),
    analyse("Rice paddies and methane.", language="en"),
    analyse("Lưu trữ hydro trong hang muối.", language="vi"),
]


def built(*batches: list[AnalysedText]) -> CollectionStatistics:
    builder = StatisticsBuilder()
    for batch in batches:
        builder.add(batch)
    return builder.build()


def keys(text: str, language: str = "en") -> np.ndarray:
    return np.array(keys_of(text, language), dtype=np.uint32)


def test_rare_words_weigh_more_than_common_ones_and_unknown_ones_most() -> None:
    common, rare, unknown = built(TEXTS).rarities_of_terms(keys("hydrogen rice graphene"), "en")
    assert common < rare < unknown


def test_a_word_is_rare_among_the_texts_of_its_own_language() -> None:
    statistics = built([analyse(f"Chất bán dẫn {n}", language="vi") for n in range(3)], TEXTS * 200)
    (own,) = statistics.rarities_of_terms(keys("dẫn", "vi"), "vi")
    (elsewhere,) = statistics.rarities_of_terms(keys("dẫn", "vi"), "en")
    assert own < elsewhere


def test_concepts_weigh_by_how_rare_they_are() -> None:
    asked = np.array([concept_key("hydrogen-storage"), concept_key("quantum-computing")])
    found, missing = built(TEXTS).rarities_of_concepts(asked.astype(np.uint32))
    assert found < missing


@given(st.permutations(TEXTS * 2), st.integers(0, 8))
def test_the_order_and_the_batches_do_not_matter(texts: list[AnalysedText], cut: int) -> None:
    assert built(texts[:cut], texts[cut:]).to_bytes() == built(TEXTS, TEXTS).to_bytes()


def test_merging_is_adding() -> None:
    first, second = StatisticsBuilder(), StatisticsBuilder()
    first.add(TEXTS[:2])
    second.add(TEXTS[2:])
    first.merge(second)
    assert first.build().to_bytes() == built(TEXTS).to_bytes()


def test_bytes_lead_back_with_the_themes() -> None:
    words = [f"word{n}" for n in range(150)]
    draw = random.Random(1)
    texts = [analyse(" ".join(draw.choices(words, k=12)), language="en") for _ in range(300)]
    statistics = built(texts)
    assert set(statistics.themes) == {"en"}
    assert CollectionStatistics.from_bytes(statistics.to_bytes()).to_bytes() == (
        statistics.to_bytes()
    )


@pytest.mark.parametrize("other", [b"", b"no statistics", b"PK\x03\x04"])
def test_other_bytes_are_refused(other: bytes) -> None:
    with pytest.raises(UnreadableStatistics):
        CollectionStatistics.from_bytes(other)


def test_an_empty_collection_has_statistics_too() -> None:
    statistics = built([])
    assert statistics.usual_length("en") > 0
    assert statistics.rarities_of_terms(keys("hydrogen"), "en")[0] > 0
