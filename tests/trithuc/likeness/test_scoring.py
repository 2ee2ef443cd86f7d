"""Two proposals in any two of six languages: the same, or two of one field?"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from trithuc.likeness import ALIKE, Gist, UnreadableGist, gist_of, likeness, likenesses
from trithuc.likeness.scoring import likeness_of_texts

PAIRS = Path(__file__).parent / "pairs.tsv"

# In six languages, written with other words than those of the pairs.
THE_SAME_SIX_TIMES = {
    "vi": "Lắp hệ thống thu nước mưa trên mái trường học ở nơi giếng bị mặn "
    "để học sinh có nước sạch.",
    "en": "Collect rainwater on the roofs of schools where wells turn salty, so that pupils have "
    "clean water.",
    "fr": "Récupérer l'eau de pluie sur les toits des écoles où les puits deviennent salés, pour "
    "que les élèves aient de l'eau propre.",
    "nl": "Regenwater opvangen op de daken van scholen waar putten zout worden, zodat leerlingen "
    "schoon water hebben.",
    "de": "Regenwasser auf den Dächern von Schulen sammeln, wo Brunnen versalzen, damit Schüler "
    "sauberes Wasser haben.",
    "zh": "在水井变咸的地区，利用学校屋顶收集雨水，让学生喝上净水。",
}
ANOTHER = "A fund that lends to small textile firms which replace coal boilers by heat pumps."


def pairs() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def gist(language: str, title: str, text: str) -> Gist:
    return gist_of(text, title=title, language=language)


def score(pair: dict[str, str]) -> float:
    one, other = (
        gist(pair[f"language_{side}"], pair[f"title_{side}"], pair[f"text_{side}"]) for side in "ab"
    )
    return likeness(one, other)


@pytest.mark.parametrize(
    "pair", [one for one in pairs() if one["same"] == "1"], ids=lambda p: p["id"]
)
def test_the_same_proposal_in_other_words_is_alike(pair: dict[str, str]) -> None:
    assert score(pair) >= ALIKE


def test_eight_in_ten_of_what_is_shown_are_the_same_though_half_are_near_misses() -> None:
    shown = [one for one in pairs() if score(one) >= ALIKE]

    assert sum(one["same"] == "1" for one in shown) >= 0.8 * len(shown)


@pytest.mark.parametrize("language", THE_SAME_SIX_TIMES)
@pytest.mark.parametrize("other", THE_SAME_SIX_TIMES)
def test_one_proposal_in_six_languages_is_one(language: str, other: str) -> None:
    one, same = THE_SAME_SIX_TIMES[language], THE_SAME_SIX_TIMES[other]

    assert likeness(gist(language, "", one), gist(other, "", same)) >= ALIKE


@pytest.mark.parametrize("language", THE_SAME_SIX_TIMES)
def test_another_proposal_is_not(language: str) -> None:
    assert likeness_of_texts(THE_SAME_SIX_TIMES[language], ANOTHER) < ALIKE / 2


def test_both_ways_it_is_the_same() -> None:
    for pair in pairs()[:10]:
        one = gist(pair["language_a"], pair["title_a"], pair["text_a"])
        other = gist(pair["language_b"], pair["title_b"], pair["text_b"])
        assert likeness(one, other) == pytest.approx(likeness(other, one), abs=1e-6)


@pytest.mark.parametrize("said", ["", "…", "water", "Xin chào", "12345", "水"])
def test_who_has_said_next_to_nothing_is_like_nobody(said: str) -> None:
    assert likeness_of_texts(said, THE_SAME_SIX_TIMES["en"]) == 0
    assert likeness_of_texts(THE_SAME_SIX_TIMES["en"], said) == 0
    assert likeness_of_texts(said, said) == 0


def test_one_beside_many_is_one_beside_each() -> None:
    one = gist("en", "", THE_SAME_SIX_TIMES["en"])
    others = [gist(pair["language_a"], "", pair["text_a"]) for pair in pairs()[:20]]

    together = likenesses(one, [other.to_bytes() for other in others])

    assert together == pytest.approx(np.array([likeness(one, other) for other in others]))


def test_beside_nobody_there_is_nothing_to_say() -> None:
    assert len(likenesses(gist("en", "", ANOTHER), [])) == 0


# --- what is kept of a text ---


@pytest.mark.parametrize("language", THE_SAME_SIX_TIMES)
def test_a_gist_comes_back_from_its_bytes(language: str) -> None:
    one = gist(language, "", THE_SAME_SIX_TIMES[language])

    assert Gist.from_bytes(one.to_bytes()) == one
    assert Gist.from_bytes(one.to_bytes()).language == language


@pytest.mark.parametrize("kept", [b"", b"12345678", b"123"])
def test_other_bytes_are_refused(kept: bytes) -> None:
    with pytest.raises(UnreadableGist):
        Gist.from_bytes(kept)


def test_a_gist_holds_no_word_of_the_text() -> None:
    assert b"coal" not in gist("en", "", ANOTHER).to_bytes()


def test_a_very_long_text_makes_no_long_gist() -> None:
    words = " ".join(f"word{number} river{number}" for number in range(20_000))

    assert len(gist_of(words, language="en").to_bytes()) < 4_000
