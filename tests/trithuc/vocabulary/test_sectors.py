import re
from collections import Counter

import pytest

from trithuc.text.folding import fold
from trithuc.vocabulary import (
    LANGUAGES,
    families,
    family,
    sector,
    sector_from_label,
    sectors,
)

CODES = [
    "ai",
    "digital",
    "cybersecurity",
    "telecom",
    "quantum",
    "semiconductors",
    "robotics",
    "materials",
    "construction",
    "transport",
    "space",
    "energy",
    "nuclear",
    "biotech",
    "agriculture",
    "health",
    "environment",
    "climate",
    "ocean",
    "earth",
    "finance",
    "startups",
    "innovation",
    "education",
    "society",
    "basic",
]


def test_sectors_are_the_26_of_the_design_in_its_order():
    assert [one.code for one in sectors()] == CODES


def test_families_stand_in_the_order_of_their_sectors():
    assert [one.code for one in families()] == list(dict.fromkeys(s.family for s in sectors()))


@pytest.mark.parametrize("concept", [*families(), *sectors()], ids=lambda one: one.code)
def test_every_concept_has_a_tidy_label_in_every_language(concept):
    assert tuple(concept.labels) == LANGUAGES
    for label in concept.labels.values():
        assert label
        assert label == " ".join(label.split())
        assert label[0] == label[0].upper()


@pytest.mark.parametrize("concept", [*families(), *sectors()], ids=lambda one: one.code)
def test_only_the_chinese_label_has_han_characters(concept):
    with_han = {code for code, label in concept.labels.items() if re.search(r"[一-鿿]", label)}

    assert with_han == {"zh"}


def test_no_label_or_alias_means_two_sectors():
    codes_of = Counter()
    for one in sectors():
        codes_of.update({fold(w) for w in (one.code, *one.labels.values(), *one.aliases)})

    assert [words for words, count in codes_of.items() if count > 1] == []


@pytest.mark.parametrize("one", sectors(), ids=lambda one: one.code)
def test_sector_from_label_recognises_every_label_alias_and_code(one):
    for words in (one.code, *one.labels.values(), *one.aliases):
        assert sector_from_label(words) == one.code, words


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("AI", "ai"),
        ("  trí tuệ nhân tạo ", "ai"),
        ("TRI TUE NHAN TAO", "ai"),
        ("A.I.", "ai"),
        ("Artificial Intelligence & Data Science", None),
        ("Bán dẫn", "semiconductors"),
        ("semi conducteurs", "semiconductors"),
        ("Rô bốt", "robotics"),
        ("Tự động hoá", "robotics"),
        ("Công nghệ hoá học", "materials"),
        ("Thuỷ sản", "agriculture"),
        ("ENERGIE", "energy"),
        ("Năng lượng", "energy"),
        ("Kernenergie", "nuclear"),
        ("量子技术", "quantum"),
        ("ＡＩ", "ai"),
        ("KHXH & NV", "society"),
        ("Tiêu chuẩn, đo lường, chất lượng", "innovation"),
        ("", None),
        ("  –  ", None),
        ("không rõ", None),
        ("astrology", None),
        ("energy and astrology", None),
    ],
)
def test_sector_from_label_accepts_what_people_type_and_guesses_nothing(typed, code):
    assert sector_from_label(typed) == code


def test_sector_gives_its_labels():
    assert sector("nuclear").labels["vi"] == "Năng lượng nguyên tử và an toàn bức xạ, hạt nhân"
    assert family("earth_and_sea").labels["en"] == "Earth and sea"


@pytest.mark.parametrize("look_up", [sector, family])
def test_an_unknown_code_is_a_key_error(look_up):
    with pytest.raises(KeyError):
        look_up("alchemy")


def test_labels_cannot_be_changed():
    with pytest.raises(TypeError):
        sector("ai").labels["en"] = "Magic"
