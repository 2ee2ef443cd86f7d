import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trithuc.text.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Văn An", "nguyen van an"),
        ("TRẦN THỊ ĐÀO", "tran thi dao"),
        ("Ðặng Ɖức Ƣ", "dang duc ƣ"),
        ("Nguyễn", "nguyen"),
        ("hoà bình", "hoa binh"),
        ("hòa bình", "hoa binh"),
        ("Trí tuệ nhân tạo", "tri tue nhan tao"),
        ("Ứng dụng  công\tnghệ\n", "ung dung cong nghe"),
        ("Œuvre d’art à l'État", "oeuvre d'art a l'etat"),
        ("naïve cœur ÇA", "naive coeur ca"),
        ("coördinatie geïntegreerd", "coordinatie geintegreerd"),
        ("Straße GROẞ Größe", "strasse gross grosse"),
        ("Łódź, Ærø, Þór, İstanbul, ışık", "lodz, aero, thor, istanbul, isik"),
        ("ＡＩ　人工智能", "ai 人工智能"),
        ("阮志勇", "阮志勇"),
        ("學術 学术", "學術 学术"),
        ("CO₂ und H₂O", "co2 und h2o"),
        ("ﬁbre", "fibre"),
        ("S‑T – “hợp tác”", 's-t - "hop tac"'),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("\u2067Nguyễn\u2069 \u2066An\u2069", "nguyen an"),
        ("A\u2068B\u2069 C\u206fD", "ab cd"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_fold_gives_one_spelling(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["が ガ", "한국", "नमस्ते", "ไทย"])
def test_fold_leaves_other_scripts_readable(text):
    assert fold(text) == unicodedata.normalize("NFC", text)


def test_fold_brings_composed_and_decomposed_text_together():
    name = "Đỗ Thị Bích Ngọc"

    assert fold(unicodedata.normalize("NFD", name)) == fold(unicodedata.normalize("NFC", name))


@given(st.text())
@example("ϓ")
@example("ͅ ᾳ")
@example("`´ ¨ ﬀ ℡ Ⓐ")
def test_fold_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_fold_of_plain_letters_is_only_lower_case_and_single_spaces(text):
    assert fold(text) == " ".join(text.replace("`", "'").lower().split())
