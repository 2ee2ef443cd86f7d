"""The language of short, mixed and unmarked texts, and "unknown" where it does not show."""

from __future__ import annotations

import csv
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trithuc.text.folding import fold
from trithuc.text.function_words import LANGUAGES_BY_WORD
from trithuc.text.languages import UNKNOWN, detect_language, known_language

FOLDERS = {
    "de": "deu_Latn",
    "en": "eng_Latn",
    "fr": "fra_Latn",
    "nl": "nld_Latn",
    "vi": "vie_Latn",
    "zh": "zho_Hans",
}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tôi muốn hợp tác về công nghệ bán dẫn", "vi"),
        ("toi muon hop tac ve cong nghe ban dan", "vi"),
        ("nang luong tai tao", "vi"),
        ("xu ly nuoc thai", "vi"),
        ("tri tue nhan tao trong y te", "vi"),
        ("năng lượng", "vi"),
        ("chip bán dẫn", "vi"),
        ("Tôi muốn hợp tác về AI và semiconductor design for renewable energy", "vi"),
        ("Renewable energy for rural communities", "en"),
        ("semiconductor design", "en"),
        ("Machine learning", "en"),
        ("La transition énergétique au Viet Nam", "fr"),
        ("matériaux composites", "fr"),
        ("Onderzoek naar waterstof en batterijen", "nl"),
        ("hernieuwbare energie", "nl"),
        ("AI und Robotik", "de"),
        ("Organische Photovoltaik", "de"),
        ("Wasserstoff", "de"),
        ("用AI技术", "zh"),
        ("半導體與積體電路設計", "zh"),
        ("<p>Nous étudions les <b>batteries</b> et leur recyclage</p>", "fr"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345",
        "😀😀",
        "AI",
        "5G/6G",
        "Nguyen Van An",
        "https://example.org/nghien-cuu",
        "Возобновляемая энергия",
        "日本の半導体",
        "한국의 반도체",
        "พลังงานหมุนเวียน",
        "energía renovable para todos los ciudadanos",
        "La energia solare in Italia",
        "energi surya untuk rumah tangga",
    ],
)
def test_where_it_does_not_show_it_is_unknown(text: str) -> None:
    assert detect_language(text) == UNKNOWN
    assert known_language(text) == ""


def test_a_language_that_shows_is_kept_as_it_is() -> None:
    assert known_language("Wasserstoff") == "de"


def test_the_small_words_are_folded() -> None:
    assert [word for word in LANGUAGES_BY_WORD if fold(word) != word] == []


@settings(deadline=None)  # the first text loads what all need
@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert detect_language(text) in {*FOLDERS, UNKNOWN}


def test_long_text_costs_no_more_than_its_beginning() -> None:
    text = "Wij onderzoeken de opslag van waterstof. " * 50_000
    detect_language(text)

    started = time.process_time()
    assert detect_language(text) == "nl"
    assert time.process_time() - started < 0.05


@pytest.mark.shared
@pytest.mark.parametrize("language", FOLDERS)
def test_nearly_every_short_real_text_is_told(language: str, shared: Path) -> None:
    """Measured only: nothing was fitted to these texts."""
    with (shared / "data" / "sib200" / FOLDERS[language] / "dev.tsv").open(encoding="utf-8") as f:
        texts = [row["text"] for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)]

    told = Counter(detect_language(text) for text in texts)

    assert told[language] >= 0.98 * len(texts)
