"""Inflected forms meet in one stem, and a stem is folded."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.text.folding import fold
from trithuc.text.stems import stem


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["manufacture", "manufacturing", "manufactured"]),
        ("fr", ["énergétique", "énergétiques"]),
        ("nl", ["halfgeleider", "halfgeleiders"]),
        ("de", ["Werkstoff", "Werkstoffe", "Werkstoffen"]),
        ("vi", ["Nghiệp", "nghiệp", "NGHIỆP"]),
        ("zh", ["技术"]),
    ],
)
def test_inflected_forms_meet(language: str, words: list[str]) -> None:
    assert len({stem(word, language) for word in words}) == 1


def test_marks_are_read_before_they_are_folded_away() -> None:
    assert stem("développement", "fr") == "developp"


@pytest.mark.parametrize("language", ["vi", "zh", "unknown", ""])
def test_what_does_not_inflect_is_only_folded(language: str) -> None:
    assert stem("Điện", language) == "dien"


@given(st.text(max_size=12), st.sampled_from(["vi", "en", "fr", "nl", "de", "zh"]))
def test_a_stem_is_folded(word: str, language: str) -> None:
    assert fold(stem(word, language)) == stem(word, language)


def test_threads_do_not_disturb_each_other() -> None:
    """Requests of one server stem at once; a stemmer of their own keeps their letters apart."""
    words = [f"{beginning}{ending}" for beginning in _BEGINNINGS for ending in _ENDINGS]
    alone = [stem.__wrapped__(word, "fr") for word in words]

    with ThreadPoolExecutor(8) as threads:
        beside = list(
            threads.map(lambda _: [stem.__wrapped__(word, "fr") for word in words], range(24))
        )

    assert all(stems == alone for stems in beside)


_BEGINNINGS = [one * 3 for one in "bcdfglmnprstv"]
_ENDINGS = ["issaient", "ation", "ement", "euses", "ivités", "irions", "assent", "able", "isme"]
