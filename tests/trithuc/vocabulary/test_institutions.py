"""The names of institutions, from their first word to their last."""

from __future__ import annotations

import pytest

from trithuc.vocabulary.institutions import institution_names
from trithuc.vocabulary.pieces import pieces


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("at the University of Hanoi today", ["University of Hanoi"]),
        (
            "the Vietnam Academy of Science and Technology says",
            ["Vietnam Academy of Science and Technology"],
        ),
        (
            "Ministry of Education, Science and Technology, Brussels",
            ["Ministry of Education, Science and Technology"],
        ),
        ("le ministère de l'Énergie finance", ["ministère de l'Énergie"]),
        ("die Technische Universität Dresden lehrt", ["Technische Universität Dresden"]),
        ("Bộ Khoa học và Công nghệ.", ["Bộ Khoa học và Công nghệ"]),
        ("bo khoa hoc va cong nghe", ["bo khoa hoc va cong nghe"]),
        ("科技部支持", ["科技部"]),
        ("university research in energy", []),
        ("đào tạo đại học về năng lượng", []),
        ("Sở hữu trí tuệ", []),
        ("Khoa học dữ liệu", []),
        ("", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    found = institution_names(text, pieces(text))

    assert [text[start:end] for start, end in found] == names
