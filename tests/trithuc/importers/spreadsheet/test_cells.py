import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.importers.spreadsheet.cells import cell_text, column_index, column_letters


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        ("  Lê Thị Mẫu \n", "  Lê Thị Mẫu \n"),
        (12.0, "12"),
        (-3.0, "-3"),
        (32475000000.0, "32475000000"),
        (0.1 + 0.2, "0.3"),
        (1e22, "1e+22"),
        (12, "12"),
        (True, "TRUE"),
        (False, "FALSE"),
        (datetime.date(2026, 11, 22), "2026-11-22"),
        (datetime.datetime(2026, 11, 22, 10, 0), "2026-11-22T10:00:00"),
        (datetime.time(9, 30), "09:30:00"),
        (datetime.timedelta(hours=36, seconds=5), "36:00:05"),
        (datetime.timedelta(minutes=-90), "-1:30:00"),
    ],
)
def test_cell_text_is_what_a_reader_of_the_sheet_would_write_down(value, text):
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("index", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_columns_have_the_names_of_spreadsheet_programs(index, letters):
    assert column_letters(index) == letters


@given(st.integers(0, 20_000))
def test_a_column_is_found_again_by_its_name(index):
    assert column_index(column_letters(index)) == index
