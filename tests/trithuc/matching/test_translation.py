"""A need's words in another language."""

from __future__ import annotations

import pytest

from tests.trithuc.matching.samples import analysed, statistics_of
from trithuc.matching import Need, analyse_need
from trithuc.matching.translation import translations, words_called
from trithuc.matching.weights import GLOSSED, GLOSSED_WHOLE, TRANSLATED
from trithuc.matching.words import keys_of, pair_key

STATISTICS = statistics_of(analysed())


def translated(text: str, own: str, other: str, **concepts: float) -> dict[int, float]:
    need = analyse_need(Need("n", text, language=own))
    named = {name.replace("_", "-"): weight for name, weight in concepts.items()}
    return dict(translations(need, named, other, STATISTICS))


def key(word: str, language: str) -> int:
    first, *second = keys_of(word, language)
    return pair_key(first, second[0]) if second else first


@pytest.mark.parametrize(
    ("own", "text", "other", "word"),
    [
        ("vi", "bảo tàng", "en", "museum"),
        ("vi", "phỏng vấn trẻ em", "de", "Interview"),
        ("vi", "khảo sát", "zh", "调查"),
        ("en", "museum", "vi", "bảo tàng"),
        ("fr", "récoltes", "en", "harvest"),
        ("nl", "gevaar", "fr", "danger"),
        ("de", "Festigkeit", "nl", "sterkte"),
        ("zh", "医院", "en", "hospital"),
    ],
)
def test_everyday_words_are_said_in_the_other_language(
    own: str, text: str, other: str, word: str
) -> None:
    assert translated(text, own, other)[key(word, other)] > 0


def test_a_word_that_is_called_several_things_weighs_the_same_as_any_of_them() -> None:
    words = translated("récolte danger", "fr", "en")
    assert words[key("danger", "en")] == pytest.approx(words[key("hazard", "en")])


def test_a_need_of_known_words_alone_is_worth_the_share_of_the_glossary() -> None:
    words = translated("museum", "en", "fr")
    assert words[key("musée", "fr")] == pytest.approx(GLOSSED, rel=0.05)


@pytest.mark.parametrize(
    ("own", "text", "share"), [("vi", "hợp kim", GLOSSED_WHOLE), ("en", "alloy", GLOSSED)]
)
def test_vietnamese_words_of_two_syllables_weigh_as_one_word_does(
    own: str, text: str, share: float
) -> None:
    words = translated(text, own, "de")
    assert words[key("Legierung", "de")] == pytest.approx(share, rel=0.05)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("phổi", "lung"),
        ("người cao tuổi", "elderly"),
        ("doanh nghiệp nhỏ và vừa", "medium"),
        ("ung thu phoi va vi sinh vat", "microbe"),
    ],
)
def test_a_vietnamese_word_is_translated_whole_however_long(text: str, word: str) -> None:
    assert translated(text, "vi", "en")[key(word, "en")] > 0


def test_no_syllable_is_said_for_an_english_word() -> None:
    assert key("sóng", "vi") not in translated("wave", "en", "vi")


def test_what_a_vietnamese_word_is_called_shares_what_the_need_says_of_it() -> None:
    called = words_called(analyse_need(Need("n", "san hô và ngân hàng", language="vi")), "en")
    assert called[key("coral", "en")] == pytest.approx(0.5)


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_a_need_that_is_not_read_by_whole_words_names_none(language: str) -> None:
    need = analyse_need(Need("n", "museum, musée, 医院", language=language))
    assert words_called(need, "de") == {}


def test_labels_of_concepts_share_what_the_concept_counts() -> None:
    words = translated("x", "en", "fr", hydrogen_storage=1.0)
    assert sum(words.values()) == pytest.approx(TRANSLATED)


def test_labels_in_vietnamese_are_words_of_two_syllables_more_than_syllables() -> None:
    words = translated("x", "en", "vi", hydrogen_storage=1.0)
    assert words[key("lưu trữ", "vi")] > words[key("trữ", "vi")] > 0


def test_a_word_of_no_entry_and_no_concept_is_not_translated() -> None:
    assert translated("qqq", "en", "fr") == {}
