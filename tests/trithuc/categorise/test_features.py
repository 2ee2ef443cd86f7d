"""What a document shows: words, pairs, pieces and concepts, and which of it languages share."""

from __future__ import annotations

import pytest

from trithuc.categorise.features import GROUPS, Features, features_of, hashed, keys_of_concept
from trithuc.categorise.results import Document

SHOWN_IN_TEXT = 1


def group(features: Features, name: str) -> set[int]:
    return set(features.shown[SHOWN_IN_TEXT].groups[GROUPS.index(name)])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "năng lượng mặt trời"),
        ("en", "solar energy"),
        ("fr", "énergie solaire"),
        ("nl", "zonne-energie"),
        ("de", "Solarenergie"),
        ("zh", "太阳能"),
    ],
)
def test_a_concept_is_the_same_feature_in_every_language(language: str, text: str) -> None:
    features = features_of(Document(text, language=language))
    assert hashed("c:solar-energy") in group(features, "concepts")
    assert set(features.shown[SHOWN_IN_TEXT].masses) == {"energy"}


def test_a_concept_speaks_for_those_above_it_and_less_the_further_up() -> None:
    weights = dict(keys_of_concept("solar-energy"))
    own, above, sector = (
        weights[hashed(f"c:{id}")] for id in ("solar-energy", "renewable-energy", "energy")
    )
    assert own == 1.0
    assert own > above > sector > 0


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "catalyst", "Catalysts"),
        ("fr", "catalyseur", "catalyseurs"),
        ("de", "Katalysator", "Katalysators"),
        ("vi", "xúc tác", "XUC TAC"),
        ("zh", "催化剂", "催化剂"),
    ],
)
def test_forms_of_a_word_meet(language: str, one: str, other: str) -> None:
    first, second = (
        group(features_of(Document(text, language=language)), "words") for text in (one, other)
    )
    assert first == second


def test_related_words_of_two_languages_share_pieces() -> None:
    english = group(features_of(Document("neurobiology", language="en")), "pieces")
    dutch = group(features_of(Document("neurobiologie", language="nl")), "pieces")
    assert len(english & dutch) > len(english) / 2


def test_title_and_text_are_kept_apart() -> None:
    features = features_of(Document("wind", title="solar energy", language="en"))
    in_title, in_text = features.shown
    assert set(in_title.groups[0]).isdisjoint(in_text.groups[0])


def test_a_text_without_words_shows_nothing() -> None:
    features = features_of(Document("… 🙂"))
    assert not any(group(features, name) for name in GROUPS)
    assert features.units == ([], [])
