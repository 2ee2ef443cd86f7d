"""The concept tables hold: six languages, one sector each, no label on two without a reason."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict

import pytest

from trithuc.text.folding import fold
from trithuc.vocabulary import LANGUAGES, sectors
from trithuc.vocabulary.concepts import Concept, concept, concepts, sector_of

CODES = {sector.code for sector in sectors()}


def test_there_are_enough_of_them_under_every_sector() -> None:
    under = Counter(sector_of(one.id) for one in concepts())

    assert len(concepts()) >= 1300
    assert under.keys() == CODES
    assert min(under.values()) >= 40


def test_an_id_names_one_concept_and_is_no_sectors_code() -> None:
    ids = Counter(one.id for one in concepts())

    assert [id for id, number in ids.items() if number > 1] == []
    assert ids.keys() & CODES == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_its_label_in_composed_characters(language: str) -> None:
    labels = {one.id: one.pref_label[language] for one in concepts()}

    assert [id for id, label in labels.items() if not label.strip()] == []
    assert [
        id for id, label in labels.items() if unicodedata.normalize("NFC", label) != label
    ] == []


def test_every_way_up_ends_at_a_sector() -> None:
    by_id = {one.id: one for one in concepts()}

    for one in concepts():
        seen = {one.id}
        broader = one.broader
        while broader not in CODES:
            assert broader in by_id, f"{one.id}: there is no {broader}"
            assert broader not in seen, f"{one.id} stands under itself"
            seen.add(broader)
            broader = by_id[broader].broader


def test_a_label_on_two_concepts_has_its_reason() -> None:
    holders: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in concepts():
        for language in LANGUAGES:
            for label in labels_in(one, language):
                holders[language, fold(label)].add(one.id)

    unexplained = {
        key: ids
        for key, ids in holders.items()
        if len(ids) > 1 and not any(concept(id).note for id in ids)
    }
    assert unexplained == {}


def labels_in(one: Concept, language: str) -> list[str]:
    return [one.pref_label[language], *one.alt_labels[language]]


@pytest.mark.parametrize(
    ("id", "language", "label"),
    [
        ("microelectronics", "vi", "vi điện tử"),
        ("microelectronics", "zh", "微电子学"),
        ("microelectronics", "nl", "micro-elektronica"),
    ],
)
def test_a_concept_is_found_with_its_label(id: str, language: str, label: str) -> None:
    assert concept(id).pref_label[language] == label
    assert sector_of(id) == "semiconductors"


def test_an_unknown_id_is_said() -> None:
    with pytest.raises(KeyError):
        concept("alchemy")
