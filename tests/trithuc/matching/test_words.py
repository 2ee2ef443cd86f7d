"""Words and pairs of words as numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.matching.words import WEAK, are_phrases, keys_of, pair_key, phrase_keys, words_of
from trithuc.vocabulary.sectors import LANGUAGES


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Semiconductors", "semiconductor"),
        ("fr", "éoliennes", "EOLIENNE"),
        ("nl", "halfgeleiders", "halfgeleider"),
        ("de", "Brennstoffzellen", "Brennstoffzelle"),
        ("vi", "Hoà", "hòa"),
        ("vi", "bán", "BAN"),
        ("zh", "半导体", "半导体"),
        ("zh", "networks", "network"),
    ],
)
def test_spellings_of_one_word_share_its_key(language: str, one: str, other: str) -> None:
    assert keys_of(one, language) == keys_of(other, language) != [WEAK]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We are looking for an expert who can help with the 2025"),
        ("fr", "Nous cherchons un expert pour notre projet"),
        ("nl", "Wij zoeken een deskundige voor ons project"),
        ("de", "Wir suchen Experten für unser Projekt"),
        ("vi", "và của các những được trong với"),
        ("zh", "我们 需要 专家"),
    ],
)
def test_what_every_need_says_says_nothing(language: str, text: str) -> None:
    assert set(keys_of(text, language)) == {WEAK}


@pytest.mark.parametrize("text", ["chuyên gia", "Phát triển", "hiệu quả", "ĐỀ XUẤT", "đề tài"])
def test_two_vietnamese_syllables_may_say_nothing_together(text: str) -> None:
    assert set(keys_of(text, "vi")) == {WEAK}
    assert {word.key for word in words_of(text, "vi")} == {WEAK}


@pytest.mark.parametrize("text", ["chuyên chở", "gia súc", "quả chanh", "hợp chất"])
def test_either_of_them_says_something_in_another_word(text: str) -> None:
    assert WEAK not in keys_of(text, "vi")


@pytest.mark.parametrize("text", ["bán dẫn", "môi trường", "năng lượng", "số hóa", "đất hiếm"])
def test_halves_of_vietnamese_words_are_not_small_words(text: str) -> None:
    assert WEAK not in keys_of(text, "vi")
    assert WEAK not in keys_of(text.replace("đ", "d"), "vi")


@pytest.mark.parametrize("word", ["khí", "bão", "trồng", "cứng", "chủng", "tuỷ", "cửa", "quả"])
def test_marks_tell_a_vietnamese_word_from_a_small_one(word: str) -> None:
    assert keys_of(word, "vi") != [WEAK]


@pytest.mark.parametrize("word", ["khi", "trong", "QUA", "tuy", "của", "cua"])
def test_a_small_vietnamese_word_says_nothing(word: str) -> None:
    assert keys_of(word, "vi") == [WEAK]


def test_phrases_do_not_reach_across_a_small_word() -> None:
    storage, of, hydrogen = keys_of("storage of hydrogen", "en")
    assert of == WEAK
    assert len(phrase_keys([storage, of, hydrogen])) == 0
    assert phrase_keys([hydrogen, storage]).tolist() == [pair_key(hydrogen, storage)]


def test_the_order_of_a_phrase_counts() -> None:
    assert pair_key(4, 8) != pair_key(8, 4)


@given(st.text(alphabet=st.characters(max_codepoint=0x9FFF), max_size=80))
def test_counting_and_reading_agree(text: str) -> None:
    for language in LANGUAGES:
        read = words_of(text, language)
        assert keys_of(text, language) == [word.key for word in read]
        assert all(text[word.start : word.end] == word.text for word in read)


@given(st.lists(st.integers(2, 2**31).map(lambda number: 2 * number % 2**32 or 2), max_size=20))
def test_words_are_even_and_phrases_odd(keys: list[int]) -> None:
    assert not are_phrases(np.array(keys, dtype=np.uint32)).any()
    assert are_phrases(phrase_keys(keys)).all()
