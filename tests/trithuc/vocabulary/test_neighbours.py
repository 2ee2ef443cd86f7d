"""How concepts stand to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.vocabulary import concepts, sectors
from trithuc.vocabulary.neighbours import broader_of, depth_of, narrower_of, relatedness

IDS = st.sampled_from([*(one.id for one in concepts()), *(one.code for one in sectors())])


def test_above_the_nearest_comes_first_and_the_sector_last() -> None:
    assert broader_of("chiplet") == ("advanced-packaging", "chip-packaging", "semiconductors")
    assert broader_of("semiconductors") == ()


def test_below_stand_the_concepts_directly_under_it() -> None:
    assert "advanced-packaging" in narrower_of("chip-packaging")
    assert "chiplet" not in narrower_of("chip-packaging")
    assert narrower_of("chiplet") == ()


def test_depth_counts_the_steps_up_to_the_sector() -> None:
    assert [depth_of(id) for id in ("semiconductors", "chip-packaging", "chiplet")] == [0, 1, 3]


@pytest.mark.parametrize(
    ("one", "other", "weight"),
    [
        ("chiplet", "chiplet", 1.0),
        ("chip-packaging", "semiconductor-testing", 0.5),
        ("advanced-packaging", "chiplet", 6 / 7),
        ("semiconductors", "chip-packaging", 2 / 3),
        ("chiplet", "rice-cultivation", 0.0),
    ],
)
def test_relatedness(one: str, other: str, weight: float) -> None:
    assert relatedness(one, other) == pytest.approx(weight)


@given(IDS, IDS)
def test_relatedness_is_symmetric_and_between_nought_and_one(one: str, other: str) -> None:
    assert 0 <= relatedness(one, other) == relatedness(other, one) <= 1
    assert (relatedness(one, other) == 1) == (one == other)


@pytest.mark.parametrize("asked", [broader_of, narrower_of, depth_of])
def test_an_unknown_id_is_said(asked) -> None:
    with pytest.raises(KeyError):
        asked("alchemy")
