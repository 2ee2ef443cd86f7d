"""Two ways to find the same hits."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from trithuc.matching.columns import Hits, Inverted, Row

KEYS = st.sets(st.integers(0, 40).map(lambda n: n * 65_537 % 2**32), max_size=12)


def row(texts: list[set[int]]) -> Row:
    keys = [np.array(sorted(text), dtype=np.uint32) for text in texts]
    counts = [(one % 7 + 1).astype(np.uint8) for one in keys]
    return Row(keys, counts, np.arange(1.0, len(texts) + 1))


def triples(hits: Hits) -> list[tuple[int, int, float]]:
    return list(zip(hits.texts.tolist(), hits.keys.tolist(), hits.spoken.tolist(), strict=True))


@given(st.lists(KEYS, max_size=8), KEYS)
def test_both_find_each_key_in_each_text_that_holds_it(
    texts: list[set[int]], asked: set[int]
) -> None:
    keys = np.array(sorted(asked), dtype=np.uint32)
    expected = [
        (place, at, count / (count + place + 1))
        for place, text in enumerate(texts)
        for at, key in enumerate(sorted(asked))
        if key in text and (count := key % 7 + 1)
    ]
    read, inverted = row(texts).hits(keys), Inverted(row(texts)).hits(keys)
    assert triples(read) == expected
    assert sorted(triples(inverted)) == expected


@given(st.lists(KEYS, max_size=8), KEYS)
def test_of_each_text_the_hits_come_in_the_order_of_their_keys(
    texts: list[set[int]], asked: set[int]
) -> None:
    hits = Inverted(row(texts)).hits(np.array(sorted(asked), dtype=np.uint32))
    for place in range(len(texts)):
        own = hits.keys[hits.texts == place].tolist()
        assert own == sorted(own)
