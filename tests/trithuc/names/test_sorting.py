import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.names import sort_key
from trithuc.names.sorting import LONGEST_KEY


@pytest.mark.parametrize(
    "in_order",
    [
        ["An", "Ánh", "Ăn", "Ân", "Ấn", "Bình", "Dung", "Đức"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "Oanh", "Ôn", "Ổn", "Ơn", "Zoe"],
        ["An Bình", "An Cường", "Anh", "Ánh"],
        ["Lan", "Lăng", "Lâm Anh", "Lân"],
        ["Nguyễn Văn An", "Nguyễn Văn Ấn", "Nguyễn Văn Bình"],
        ["da", "đa", "ê"],
        ["Uyên", "Ước", "Vân"],
        ["1 tháng 5", "An", "人工智能", "阮志勇"],
        ["", "An"],
        ["Muller", "Müller", "Mullers"],
        ["Cote", "Côte", "Côté"],
        ["Ost", "Øst", "Ostende"],
        ["Straße", "Strassen"],
        ["Fabre", "Gagnon", "Jansen", "Khánh", "Văn", "Wouters", "Xuân", "Yến", "Zhang"],
    ],
    ids=" ".join,
)
def test_sort_key_orders_as_a_vietnamese_dictionary_byte_by_byte(in_order):
    keys = [sort_key(text).encode() for text in in_order]

    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà", "Hòa"),
        ("Thuý", "Thúy"),
        ("NGUYỄN", "nguyễn"),
        ("Nguyễn  Văn\tAn", "Nguyễn Văn An"),
        ("Nguyễn Văn-An", "Nguyễn Văn An"),
        ("ＡＮ", "An"),
    ],
)
def test_sort_key_is_one_for_ways_of_typing_the_same(one, other):
    assert sort_key(one) == sort_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hùng", "Hưng"), ("Hoa", "Hòa"), ("Dung", "Đung"), ("Ost", "Øst"), ("Muller", "Müller")],
)
def test_sort_key_tells_names_apart_by_their_marks(one, other):
    assert sort_key(one) != sort_key(other)


@given(st.text(alphabet="aàảãáạăằâấđeềêioồôơớuưứyAĐƯ ßœüé"))
def test_sort_key_does_not_see_the_unicode_form(text):
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)


@given(st.text())
def test_sort_key_can_be_stored_in_a_database(text):
    assert "\x00" not in sort_key(text)


def test_sort_key_is_bounded():
    assert len(sort_key("ﷺ " * 1_000)) == LONGEST_KEY
