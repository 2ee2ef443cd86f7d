"""Traditional and simplified Chinese meet, character by character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.text.simplified import simplified


@pytest.mark.parametrize(
    ("traditional", "expected"),
    [
        ("半導體", "半导体"),
        ("積體電路", "积体电路"),
        ("機器學習與氫能", "机器学习与氢能"),
        ("區塊鏈", "区块链"),
        ("螢光", "荧光"),
        ("矽晶圓", "硅晶圆"),
        ("網路安全", "网路安全"),
        ("半导体", "半导体"),
    ],
)
def test_traditional_becomes_simplified(traditional: str, expected: str) -> None:
    assert simplified(traditional) == expected


@given(st.text())
def test_nothing_moves_and_twice_is_once(text: str) -> None:
    assert len(simplified(text)) == len(text)
    assert simplified(simplified(text)) == simplified(text)
