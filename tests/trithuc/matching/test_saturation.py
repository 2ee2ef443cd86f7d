"""How much a text says of what it mentions so often."""

import numpy as np
import pytest

from trithuc.matching.saturation import half_said_at, saturated


def test_each_mention_adds_less_than_the_one_before() -> None:
    said = saturated(np.arange(255, dtype=np.uint8), 2.0)
    added = np.diff(said)
    assert said[0] == 0
    assert said[2] == 0.5
    assert said[-1] < 1
    assert (added > 0).all()
    assert (np.diff(added) < 0).all()


@pytest.mark.parametrize(("shorter", "longer"), [(0.1, 1.0), (1.0, 1.1), (2.0, 20.0)])
def test_a_longer_text_takes_more_mentions_to_say_as_much(shorter: float, longer: float) -> None:
    assert 0 < half_said_at(shorter) < half_said_at(longer)
    both = half_said_at(np.array([shorter, longer]))
    assert both.tolist() == [half_said_at(shorter), half_said_at(longer)]
