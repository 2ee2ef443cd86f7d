"""Two terms that share a part are both named, and nothing is that is not a label."""

from __future__ import annotations

import pytest

from trithuc.vocabulary.spotting import spot


def named(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.concept) for one in spot(text, "vi")]


@pytest.mark.parametrize(
    ("text", "part", "concept"),
    [
        ("thiết kế và đóng gói chip", "thiết kế", "integrated-circuit-design"),
        ("thiet ke va dong goi chip ban dan", "thiet ke", "integrated-circuit-design"),
        ("công nghệ xử lý và tái chế nước thải", "công nghệ xử lý", "wastewater-treatment"),
        ("sửa chữa và đóng mới tàu", "sửa chữa", "shipbuilding"),
        ("thiết kế, kiểm thử và đóng gói chip", "thiết kế", "integrated-circuit-design"),
        ("điện gió và mặt trời", "mặt trời", "solar-energy"),
        ("năng lượng gió và mặt trời", "mặt trời", "solar-energy"),
        ("công nghệ sinh học và vật liệu", "vật liệu", "materials-science"),
    ],
)
def test_a_part_said_once_belongs_to_both(text: str, part: str, concept: str) -> None:
    assert (part, concept) in named(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thiết kế và đóng gói", []),
        ("gió và mặt trời", []),
        ("phát điện, đốt kèm sinh khối", [("đốt kèm sinh khối", "power-plant-flexibility")]),
        ("điện gió và trường học", [("điện gió", "wind-energy")]),
        (
            "điện gió và điện mặt trời",
            [("điện gió", "wind-energy"), ("điện mặt trời", "solar-energy")],
        ),
    ],
)
def test_nothing_else_is_put_together(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected
