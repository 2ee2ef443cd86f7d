import csv
import datetime
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.importers.spreadsheet.reader import read_workbook
from trithuc.importers.spreadsheet.writing import (
    SheetToWrite,
    escaped,
    unescaped,
    write_csv,
    write_workbook,
)

FORMULAS = [
    '=HYPERLINK("http://example.org","x")',
    "+32 2 000 00 00",
    "-1+1",
    "@SUM(1)",
    "\tx",
    "\rx",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_begins_like_a_formula_is_escaped(text):
    assert escaped(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Lê Mẫu", "1+1", "a=b", "'tis", "n°5", "đ@x"])
def test_any_other_text_is_left_alone(text):
    assert escaped(text) == text


@given(st.text())
def test_escaping_is_undone_exactly(text):
    assert unescaped(escaped(text)) == text


@given(st.text())
def test_no_escaped_text_begins_like_a_formula(text):
    assert not escaped(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def test_a_written_workbook_is_read_back_the_same(tmp_path):
    path = tmp_path / "a.xlsx"
    rows = [["Họ tên", "Điện thoại"], *[["Lê Mẫu", text] for text in FORMULAS if text[0] > " "]]

    write_workbook(path, [SheetToWrite("Đại biểu", rows)])

    with read_workbook(path) as book:
        assert [list(row.cells) for row in book.sheets[0].rows()] == rows


def test_no_cell_of_a_written_workbook_is_a_formula_or_an_error(tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook(path, [SheetToWrite("A", [["=1+1", "#N/A", "=x"], ["=1+1", "#N/A", "@x"]])])

    cells = [cell for row in openpyxl.load_workbook(path)["A"] for cell in row]

    assert {cell.data_type for cell in cells} == {"s"}
    assert cells[0].value == "'=1+1"


def test_numbers_and_dates_stay_numbers_and_dates(tmp_path):
    path = tmp_path / "a.xlsx"
    rows = [["n", "on", "ok"], [-1, datetime.date(2026, 11, 22), True], [1.5, None, False]]

    write_workbook(path, [SheetToWrite("A", rows)])

    page = openpyxl.load_workbook(path)["A"]
    assert [cell.value for cell in page[2]] == [-1, datetime.datetime(2026, 11, 22), True]


def test_control_characters_and_lone_surrogates_are_removed():
    target = io.BytesIO()
    write_workbook(target, [SheetToWrite("A", [["tên"], ["a\x00b\x0b\ud800c\nd"]])])

    assert openpyxl.load_workbook(target)["A"]["A2"].value == "abc\nd"


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark():
    target = io.BytesIO()
    write_workbook(target, [SheetToWrite("A", [["text"], ["ệ" * 32_767], ["𝄞" * 20_000]])])

    page = openpyxl.load_workbook(target)["A"]
    assert page["A2"].value == "ệ" * 32_767
    assert page["A3"].value == "𝄞" * 16_381 + " […]"


def test_sheet_names_are_made_legal_and_different():
    target = io.BytesIO()
    names = ["a/b", "a?b", "", "x" * 40, "x" * 50]

    write_workbook(target, [SheetToWrite(name, [["1"]]) for name in names])

    assert openpyxl.load_workbook(target).sheetnames == [
        "a b",
        "a b 2",
        "1",
        "x" * 31,
        "x" * 29 + " 2",
    ]


def test_csv_is_written_for_spreadsheet_programs(tmp_path):
    path = tmp_path / "a.csv"

    write_csv(path, [["Họ tên", "Ghi chú"], ["Đỗ Mẫu", "=1\n2"], [True, datetime.date(2026, 1, 2)]])

    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [
        ["Họ tên", "Ghi chú"],
        ["Đỗ Mẫu", "'=1\n2"],
        ["TRUE", "2026-01-02"],
    ]


def test_csv_written_to_an_open_file_leaves_it_open():
    target = io.BytesIO()

    write_csv(target, [["a"]])

    assert target.getvalue() == b"\xef\xbb\xbfa\r\n"
