import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.importers.reading import UnreadableFile
from trithuc.importers.spreadsheet.delimited import (
    decode,
    likely_delimiter,
    rows_of,
    single_byte_encoding,
)

VIETNAMESE = "Họ và tên,Đơn vị\r\nNguyễn Thị Mẫu,Trường Đại học Ví Dụ\r\nĐỗ Ước,Viện Thử\r\n"
# Windows-1258 writes tones as marks after the vowel.
VIETNAMESE_1258 = (
    "Ho\u0323 va\u0300 tên,Đơn vi\u0323\r\n"
    "Nguyê\u0303n Thi\u0323 Mâ\u0303u,Trươ\u0300ng Đa\u0323i ho\u0323c Vi\u0301 Du\u0323\r\n"
    "Đô\u0303 Ươ\u0301c,Viê\u0323n Thư\u0309\r\n"
).encode("cp1258")
FRENCH = "Nom;Prénom;Unité\nÉlève;Zoë;Génie à façon œuvré\n"
GERMAN = "Name;Straße\nMüller-Lüdenscheidt;Äußere Öhringer Straße\n"
ITALIAN = "Nome;Nota\nBeppe Prova;così però perché è già più\n"
PORTUGUESE = "Nome;Cidade\nJoão Ensaio;São Tomé, não Évora\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (VIETNAMESE.encode("utf-8"), "utf-8"),
        (VIETNAMESE.encode("utf-8-sig"), "utf-8"),
        (codecs.BOM_UTF16_LE + VIETNAMESE.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + VIETNAMESE.encode("utf-16-be"), "utf-16-be"),
        (VIETNAMESE.encode("utf-16-le"), "utf-16-le"),
        (VIETNAMESE.encode("utf-16-be"), "utf-16-be"),
        (VIETNAMESE_1258, "cp1258"),
    ],
)
def test_vietnamese_is_read_the_same_from_every_encoding(content, encoding):
    decoded = decode(content, file="a.csv")

    assert (decoded.text, decoded.encoding) == (VIETNAMESE, encoding)
    assert decoded.is_assumed is (encoding == "cp1258")


@pytest.mark.parametrize("text", [FRENCH, GERMAN, ITALIAN, PORTUGUESE])
def test_western_languages_are_read_from_windows_1252(text):
    decoded = decode(text.encode("cp1252"), file="a.csv")

    assert decoded.text == text
    assert decoded.is_assumed


def test_a_vietnamese_name_without_tones_is_enough_for_windows_1258():
    assert single_byte_encoding("Lưu Văn Đông".encode("cp1258")) == "cp1258"


def test_a_few_damaged_bytes_do_not_turn_utf8_into_something_else():
    content = VIETNAMESE.encode("utf-8").replace(b"Th", b"T\xff", 1)

    decoded = decode(content, file="a.csv")

    assert decoded.encoding == "utf-8"
    assert decoded.unreadable_count == 1
    assert "Họ và tên" in decoded.text


@pytest.mark.parametrize("content", [bytes(range(256)) * 20, b"\x01\x02\x03\x04" * 100])
def test_bytes_that_are_no_text_are_refused(content):
    with pytest.raises(UnreadableFile) as refusal:
        decode(content, file="a.csv")

    assert refusal.value.reason in {"not-a-spreadsheet", "encoding-unknown"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "§", ":"])
def test_the_delimiter_is_found_whatever_it_is(delimiter):
    rows = [["Họ và tên", "Đơn vị", "Ghi chú"], ["Lê A", "Viện X", "12.5"], ["Võ B", "Sở Y", ""]]
    text = "\n".join(delimiter.join(row) for row in rows)

    assert likely_delimiter(text) == delimiter
    assert [cells for _, cells in rows_of(text, file="a.csv")] == rows


def test_commas_in_every_address_do_not_outweigh_the_real_delimiter():
    lines = ["DANH SÁCH ĐẠI BIỂU", "STT;Họ tên;Địa chỉ;Email"]
    lines += [f"{n};Lê Mẫu;Rue X {n}, Bruxelles;a{n}@example.org" for n in range(20)]

    assert likely_delimiter("\n".join(lines)) == ";"


def test_a_stated_delimiter_is_obeyed_and_its_line_not_counted():
    assert list(rows_of("sep=|\r\na|b,c\r\n", file="a.csv")) == [(1, ["a", "b,c"])]


def test_row_numbers_count_blank_lines_and_quoted_newlines_as_a_spreadsheet_does():
    text = 'Tên,Đề xuất\n\n"Lê","dòng một\ndòng hai"\nVõ,ngắn'

    assert list(rows_of(text, file="a.csv")) == [
        (1, ["Tên", "Đề xuất"]),
        (2, []),
        (3, ["Lê", "dòng một\ndòng hai"]),
        (4, ["Võ", "ngắn"]),
    ]


def test_a_quotation_mark_never_closed_is_refused_with_its_row():
    with pytest.raises(UnreadableFile) as refusal:
        list(rows_of('Tên,Đề xuất\nLê,ngắn\nVõ,"mở\nĐỗ,khác\n', file="a.csv"))

    assert refusal.value.reason == "quote-unclosed"
    assert dict(refusal.value.parameters)["row"] == "3"


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\ue000"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_whatever_was_written_as_csv_is_read_back(rows):
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)

    text = "sep=,\n" + written.getvalue()

    assert list(rows_of(text, file="a.csv")) == list(enumerate(rows, start=1))
