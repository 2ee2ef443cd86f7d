"""A need weighed against a collection."""

import pytest

from tests.trithuc.matching.samples import analysed, statistics_of
from trithuc.matching import Need, WeighedNeed, analyse_need, labels_of, weigh
from trithuc.matching.analysis import LANGUAGES_OF_TEXTS
from trithuc.matching.words import concept_key, keys_of

STATISTICS = statistics_of(analysed())


def weighed(text: str, **fields: str) -> WeighedNeed:
    return weigh(analyse_need(Need("n", text, **fields)), STATISTICS)


def words_in(need: WeighedNeed, language: str) -> list[float]:
    column: list[float] = need.words[:, LANGUAGES_OF_TEXTS.index(language)].tolist()
    return column


def weight(need: WeighedNeed, word: str, language: str) -> float:
    (key,) = keys_of(word, language)
    return dict(zip(need.keys.tolist(), words_in(need, language), strict=True)).get(key, 0.0)


def test_the_needs_own_words_share_one() -> None:
    need = weighed("salt caverns and graphene", language="en")
    own = [*need.need.words, *need.need.phrases]
    shares = dict(zip(need.keys.tolist(), words_in(need, "de"), strict=True))
    assert sum(shares[key] for key in own) == pytest.approx(1)


def test_a_word_that_half_the_works_hold_weighs_less() -> None:
    need = weighed("salt graphene", language="en")
    assert weight(need, "salt", "en") < weight(need, "graphene", "en")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "lưu trữ hydro"),
        ("fr", "stockage de l'hydrogène"),
        ("nl", "waterstofopslag"),
        ("de", "Wasserstoffspeicherung"),
        ("zh", "储氢"),
    ],
)
def test_a_need_in_another_language_reaches_english_words_through_its_concepts(
    language: str, text: str
) -> None:
    need = weighed(text, language=language)
    assert weight(need, "hydrogen", "en") > 0
    assert weight(need, "storage", "en") > 0


def test_labels_of_one_language_count_in_works_of_that_language_alone() -> None:
    need = weighed("waterstofopslag", language="nl")
    assert weight(need, "Wasserstoffspeicherung", "de") > 0
    (german,) = keys_of("Wasserstoffspeicherung", "de")
    shares = dict(zip(need.keys.tolist(), words_in(need, "en"), strict=True))
    assert shares[german] == 0


def test_neighbours_are_nearer_than_strangers_and_less_than_the_concept() -> None:
    need = weighed("hydrogen storage", language="en")
    near = dict(zip(need.concept_keys.tolist(), need.nearness[:, 0].tolist(), strict=True))
    assert need.concepts == ("hydrogen-storage",)
    assert near[concept_key("hydrogen-storage")] == 1
    assert 0 < min(near.values()) < 1
    assert concept_key("quantum-computing") not in near


def test_sectors_are_those_stated_else_those_of_the_concepts() -> None:
    inferred = weighed("hydrogen storage", language="en")
    assert dict(inferred.sectors) == {"energy": pytest.approx(1)}
    stated = weigh(analyse_need(Need("n", "hydrogen storage", sectors=("climate",))), STATISTICS)
    assert dict(stated.sectors) == {"climate": 1}


def test_labels_of_a_sector_and_of_a_concept() -> None:
    assert labels_of("quantum")["de"]
    assert "hydrogen storage" in labels_of("hydrogen-storage")["en"]


@pytest.mark.parametrize("text", ["", "the of", "qqq"])
def test_a_need_of_unknown_words_weighs_without_error(text: str) -> None:
    need = weighed(text)
    assert need.words.sum(axis=0).tolist() in ([0] * 7, pytest.approx([1] * 7))
    assert need.concepts == ()
