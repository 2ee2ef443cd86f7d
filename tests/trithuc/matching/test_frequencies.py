"""In how many texts each key stands."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from trithuc.matching.frequencies import Frequencies, FrequencyCounter

texts = st.lists(st.sets(st.integers(0, 2**32 - 1), max_size=8), max_size=12)


def counted(*groups: list[set[int]]) -> FrequencyCounter:
    counter = FrequencyCounter()
    for group in groups:
        counter.add(np.array(sorted(text), dtype=np.uint32) for text in group)
        counter.frequencies()
    return counter


@given(texts, texts)
def test_every_text_counts_once_for_each_of_its_keys(
    first: list[set[int]], then: list[set[int]]
) -> None:
    frequencies = counted(first, then).frequencies()
    expected = Counter(key for text in (*first, *then) for key in text)
    asked = np.array([*sorted(expected), 5], dtype=np.uint32)
    assert frequencies.of(asked).tolist() == [expected[key] for key in asked.tolist()]
    assert frequencies.keys.tolist() == sorted(expected)


@given(texts, texts)
def test_merging_is_adding(first: list[set[int]], then: list[set[int]]) -> None:
    merged, together = counted(first), counted(first, then).frequencies()
    merged.merge(counted(then))
    assert merged.frequencies().keys.tolist() == together.keys.tolist()
    assert merged.frequencies().texts.tolist() == together.texts.tolist()


def test_nothing_counted_is_0_for_every_key() -> None:
    assert Frequencies.none().of(np.array([1, 2], dtype=np.uint32)).tolist() == [0, 0]
