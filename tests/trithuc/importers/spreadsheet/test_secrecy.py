import unicodedata

import pytest

from trithuc.importers.spreadsheet.secrecy import first_secrecy_stamp, is_secrecy_stamp

STAMPS = [
    "MẬT",
    "Mật",
    "mật",
    "TỐI MẬT",
    "Tối mật",
    "TUYỆT MẬT",
    "  TUYỆT   MẬT \n",
    "*** MẬT ***",
    "[Tối mật]",
    "T Ố I   M Ậ T",
    "TOI MAT",
    "ＴＯＩ ＭＡＴ",
    "Độ mật: Mật",
    "Độ mật: A",
    "Mức độ mật : TUYỆT MẬT",
    "Secret",
    "TOP SECRET",
    "Très secret",
    "TRES SECRET",
    "Classification: Secret",
    "Streng geheim",
    "Zeer geheim",
    "机密",
]
ORDINARY = [
    "",
    "MAT",
    "Mát",
    "mặt",
    "bảo mật",
    "Bảo mật và an toàn thông tin",
    "An toàn, bảo mật dữ liệu",
    "Nguyễn Thị Mật Ong",
    "Độ mật",
    "Độ mật: không",
    "Độ mật: thường",
    "Nội bộ",
    "secretary",
    "Secretary General",
    "The secret garden",
    "密码学",
    "Geheimnis",
]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
@pytest.mark.parametrize("text", STAMPS)
def test_a_stamp_is_one_in_any_normal_form(text, form):
    assert is_secrecy_stamp(unicodedata.normalize(form, text))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", ORDINARY)
def test_words_that_only_sound_like_a_stamp_are_none(text, form):
    assert not is_secrecy_stamp(unicodedata.normalize(form, text))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", STAMPS)
def test_a_stamp_is_found_among_the_cells_of_a_row(text, form):
    row = ["1", "Trần Văn Mẫu", "bảo mật", unicodedata.normalize(form, text), "Bruxelles"]

    assert first_secrecy_stamp(row) == 3


def test_a_row_of_ordinary_cells_has_no_stamp():
    assert first_secrecy_stamp(ORDINARY) is None
