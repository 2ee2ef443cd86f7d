"""Inflected forms and spellings of one word have one form; different words have two."""

from __future__ import annotations

import pytest

from trithuc.text.folding import fold
from trithuc.text.inflection import (
    dutch_form,
    english_form,
    french_form,
    german_form,
    vietnamese_form,
)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (english_form, ["battery", "batteries"]),
        (english_form, ["fibre", "fiber", "fibres", "fibers"]),
        (english_form, ["colour", "color", "colours"]),
        (english_form, ["organisation", "organization", "organisations"]),
        (english_form, ["digitalise", "digitalize"]),
        (english_form, ["programme", "programs"]),
        (english_form, ["aluminium", "aluminum"]),
        (english_form, ["analyse", "analyze"]),
        (english_form, ["millimetre", "millimeters"]),
        (english_form, ["plastic", "plastics"]),
        (english_form, ["antibiotic", "antibiotics"]),
        (english_form, ["kilometre", "kilometers"]),
        (english_form, ["haematology", "hematology"]),
        (english_form, ["cyberdefence", "cyberdefense"]),
        (english_form, ["sulphur", "sulfur"]),
        (english_form, ["modelling", "modeling"]),
        (english_form, ["ageing", "aging"]),
        (english_form, ["process", "processes"]),
        (french_form, ["numérique", "numériques"]),
        (french_form, ["matériau", "matériaux"]),
        (french_form, ["réseau", "réseaux"]),
        (french_form, ["industriel", "industrielle", "industrielles", "industriels"]),
        (french_form, ["puce", "puces"]),
        (dutch_form, ["systeem", "systemen"]),
        (dutch_form, ["cel", "cellen"]),
        (dutch_form, ["golf", "golven"]),
        (dutch_form, ["materiaal", "materialen"]),
        (dutch_form, ["halfgeleider", "halfgeleiders"]),
        (dutch_form, ["duurzame", "duurzaam"]),
        (german_form, ["Energie", "Energien"]),
        (german_form, ["erneuerbare", "erneuerbarer", "erneuerbaren", "erneuerbares"]),
        (german_form, ["künstliche", "kuenstliche"]),
        (german_form, ["Werkstoff", "Werkstoffe", "Werkstoffs"]),
        (vietnamese_form, ["kỹ", "kĩ"]),
        (vietnamese_form, ["lý", "lí"]),
    ],
)
def test_forms_of_one_word_meet(form, words) -> None:
    assert len({form(fold(word)) for word in words}) == 1


@pytest.mark.parametrize(
    ("form", "one", "other"),
    [
        (english_form, "organ", "organisation"),
        (english_form, "securities", "security"),
        (english_form, "logistics", "logistic"),
        (english_form, "gas", "ga"),
        (english_form, "raise", "raze"),
        (english_form, "four", "for"),
        (french_form, "gaz", "ga"),
        (german_form, "neu", "nu"),
    ],
)
def test_different_words_stay_apart(form, one: str, other: str) -> None:
    assert form(fold(one)) != form(fold(other))
