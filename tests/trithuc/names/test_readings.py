import unicodedata

import pytest

from trithuc.names import characters, pinyin_readings, readings
from trithuc.names.readings import is_family_character, simplified_name, traditional_name
from trithuc.names.tables import rows
from trithuc.text.tones import is_syllable_shaped


@pytest.mark.parametrize(
    ("han", "expected"),
    [
        ("阮志勇", "Nguyễn Chí Dũng"),
        ("范明政", "Phạm Minh Chính"),
        ("胡志明", "Hồ Chí Minh"),
        ("武元甲", "Vũ/Võ Nguyên Giáp"),
        ("阮富仲", "Nguyễn Phú Trọng"),
        ("吴宝珠", "Ngô Bảo/Bửu Châu"),
        ("吳寶珠", "Ngô Bảo/Bửu Châu"),
        ("黄春福", "Hoàng/Huỳnh Xuân Phúc/Phước"),
        ("陈大光", "Trần Đại Quang"),
        ("陳 大光", "Trần Đại Quang"),
        ("王□", "Vương"),
        ("", ""),
    ],
)
def test_readings_keeps_every_reading_of_each_character(han, expected):
    assert readings(han) == tuple(tuple(one.split("/")) for one in expected.split())


def test_readings_leaves_a_character_that_is_not_listed_without_any():
    assert readings("王鑾龘") == (("Vương",), (), ())


@pytest.mark.parametrize(
    ("han", "expected"),
    [
        ("习近平", "xi jin ping"),
        ("王小明", "wang xiao ming"),
        ("吕布", "lü "),
        ("乐行", "le/yue xing/hang"),
    ],
)
def test_pinyin_readings_are_without_tones(han, expected):
    assert pinyin_readings(han) == tuple(
        tuple(one.split("/")) if one else () for one in expected.split(" ")
    )


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("Nguyễn Chí Dũng", 0, "阮"),
        ("Nguyễn Chí Dũng", 1, "志"),
        ("Nguyễn Chí Dũng", 2, "勇"),
        ("Nguyen Chi Dung", 2, "勇"),
        ("Nguyen Chi Dung", 2, "容"),
        ("Phạm Minh Chính", 2, "政"),
        ("Phạm Minh Chính", 2, "正"),
        ("Minh-Châu", 1, "珠"),
        ("Hoà", 0, "和"),
    ],
)
def test_characters_may_be_each_that_is_read_so(name, word, expected):
    assert expected in characters(name)[word]


def test_characters_with_marks_are_only_those_read_with_them():
    assert "容" not in characters("Dũng")[0]
    assert characters("Smith") == ((),)


@pytest.mark.parametrize(
    "row", rows("vietnamese_family_names.tsv")[:16], ids=lambda row: row["name"]
)
def test_the_frequent_family_names_have_a_character(row):
    assert any(is_family_character(one) for one in characters(row["name"])[0])


def test_every_reading_leads_back_to_its_character():
    for row in rows("characters.tsv"):
        for reading in row["vietnamese"].split():
            assert row["character"] in characters(reading.capitalize())[0]


def test_the_table_is_well_formed():
    table = rows("characters.tsv")
    listed = [row["character"] for row in table]

    assert len(set(listed)) == len(listed) > 900
    for row in table:
        assert len(row["character"]) == 1
        assert len(row["traditional"]) <= 1
        assert row["traditional"] not in listed
        assert unicodedata.normalize("NFC", row["vietnamese"]) == row["vietnamese"]
        assert row["pinyin"].replace(" ", "").isalpha()
        assert all(is_syllable_shaped(_unmarked(one)) for one in row["vietnamese"].split())


def _unmarked(word):
    decomposed = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def test_names_go_from_one_script_to_the_other_and_back():
    assert simplified_name("陳省身") == "陈省身"
    assert traditional_name("陈省身") == "陳省身"
