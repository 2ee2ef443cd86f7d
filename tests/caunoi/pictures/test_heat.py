"""The heat picture: every row and column is there, and only what there is has a number."""

import xml.etree.ElementTree as ET

import pytest

from caunoi.pictures import HeatCell, heat_picture

ROWS = ["Bán dẫn và vi điện tử", "Énergies renouvelables", "人工智能"]
COLUMNS = ["Bỉ", "Lúc-xăm-bua"]


def texts_in(svg: str) -> list[str]:
    root = ET.fromstring(svg)  # noqa: S314  (drawn by ourselves)
    return [node.text for node in root.iter() if node.tag.endswith("text") and node.text]


@pytest.fixture(scope="module")
def picture() -> str:
    cells = [HeatCell(ROWS[0], "Bỉ", 12), HeatCell(ROWS[1], "Lúc-xăm-bua", 0)]
    return heat_picture(cells, rows=ROWS, columns=COLUMNS, title="Chuyên gia")


def test_all_labels_stand_there_with_their_marks_also_where_nobody_stands(picture):
    assert {*ROWS, *COLUMNS, "Chuyên gia"} <= set(texts_in(picture))


def test_a_number_stands_only_where_something_is(picture):
    assert [text for text in texts_in(picture) if text.isdigit()] == ["12"]


def test_the_same_figures_give_the_same_picture(picture):
    cells = [HeatCell(ROWS[0], "Bỉ", 12), HeatCell(ROWS[1], "Lúc-xăm-bua", 0)]

    assert heat_picture(cells, rows=ROWS, columns=COLUMNS, title="Chuyên gia") == picture


def test_it_needs_no_script_and_fetches_nothing(picture):
    assert "<script" not in picture
    assert "href=" not in picture.replace("xlink:href", "")


def test_no_cells_at_all_are_a_picture_too():
    assert texts_in(heat_picture([], rows=ROWS, columns=COLUMNS, title="x"))
