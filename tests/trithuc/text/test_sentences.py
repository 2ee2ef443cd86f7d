"""Sentences end where readers end them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        (
            "GS. TS. Nguyễn Văn An (minh họa) nói. Ông đồng ý.",
            ["GS. TS. Nguyễn Văn An (minh họa) nói.", "Ông đồng ý."],
        ),
        ("Dr. An spoke. It cost 3.5 million.", ["Dr. An spoke.", "It cost 3.5 million."]),
        (
            "Batterien, z. B. Lithium, altern. Das zählt.",
            ["Batterien, z. B. Lithium, altern.", "Das zählt."],
        ),
        ("Le prof. dit « oui. » Elle part.", ["Le prof. dit « oui. »", "Elle part."]),
        ("科技创新很重要。我们合作！好吗？", ["科技创新很重要。", "我们合作！", "好吗？"]),
        ("A title\n\nA paragraph that\ngoes on.", ["A title", "A paragraph that\ngoes on."]),
        ("Bài viết ở TP. Hồ Chí Minh. Hết.", ["Bài viết ở TP. Hồ Chí Minh.", "Hết."]),
        ("no end", ["no end"]),
        ("  ", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentences(text)] == expected


@given(st.text(alphabet='ab .!?。\n"»Z1', max_size=60))
def test_every_character_but_white_space_is_held_once(text: str) -> None:
    spans = sentences(text)

    assert "".join("".join(text[one.start : one.end].split()) for one in spans) == "".join(
        text.split()
    )
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
