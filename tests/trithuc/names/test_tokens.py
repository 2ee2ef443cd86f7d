import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.names import name_key, name_tokens


@pytest.mark.parametrize(
    ("display_name", "tokens"),
    [
        ("Nguyễn Văn An", ("nguyen", "van", "an")),
        ("GS.TS. NGUYỄN Văn-An", ("nguyen", "van", "an")),
        ("A. V. Nguyễn", ("a", "v", "nguyen")),
        ("A.V.Nguyễn", ("a", "v", "nguyen")),
        ("J.-P. Dupont", ("j", "p", "dupont")),
        ("Jan D'Hondt", ("jan", "dhondt")),
        ("Jan D’Hondt", ("jan", "dhondt")),
        ("Jan 't Hart", ("jan", "t", "hart")),
        ("Dupont, Zoé", ("dupont", "zoe")),
        ("阮志勇", ("阮志勇",)),
        ("阮 志勇", ("阮志勇",)),
        ("阮志勇 教授", ("阮志勇",)),
        ("Wang Xiaoming 王小明", ("wang", "xiaoming", "王小明")),
        ("Nguyễn Tôn Nữ Ý", ("nguyen", "ton", "nu", "y")),
        ("–", ()),
        ("", ()),
    ],
)
def test_name_tokens_are_the_folded_words_without_titles(display_name, tokens):
    assert name_tokens(display_name) == tokens


@pytest.mark.parametrize(
    "spellings",
    [
        ("Nguyễn Văn An", "AN Nguyen van", "TS. Nguyen Van-An", "Nguyễn, Văn An"),
        ("Đỗ Thị Đào", "Dao Do Thi", "Bà ĐỖ THỊ ĐÀO"),
        ("Zoé Lefèvre", "LEFEVRE Zoe", "Mme Zoé Lefèvre, PhD"),
        ("Jan de Smet", "de Smet, Jan", "Prof. dr. Jan de Smet"),
        ("Käthe Groß", "Gross Kathe", "Frau Dr. Käthe Groß"),
        ("王小明", "王 小明", "王小明博士"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_name_key_is_one_for_every_spelling(spellings):
    assert len({name_key(spelling) for spelling in spellings}) == 1


def test_name_key_tells_different_names_apart():
    names = [
        "Nguyễn Văn An",
        "Nguyễn Văn Ánh",
        "Nguyễn An",
        "Trần Văn An",
        "王小明",
        "王明小",
        "A. Nguyễn",
    ]

    for one, other in itertools.combinations(names, 2):
        assert name_key(one) != name_key(other)


def test_name_key_of_no_letters_is_empty():
    assert name_key(" – ") == ""


@given(st.permutations(["Nguyễn", "Hoàng", "Bảo", "Châu"]))
def test_name_key_does_not_see_the_order_of_words(words):
    assert name_key(" ".join(words)) == "bao chau hoang nguyen"
