"""Dutch and German compounds show the terms they hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trithuc.vocabulary.compounds import Compounds
from trithuc.vocabulary.labels import index_of


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("nl", "halfgeleiderchips", ["halfgeleider"]),
        ("nl", "waterstofopslagsystemen", ["waterstofopslag"]),
        ("nl", "borstkankerscreening", ["borstkanker"]),
        ("de", "Klärschlammverwertung", ["Klärschlamm"]),
        ("de", "Straßenbahnnetze", ["Straßenbahn"]),
        ("de", "Lungenkrebsfrüherkennung", ["Lungenkrebs"]),
        ("de", "Vorhersehbarkeit", []),
        ("nl", "samenwerking", []),
    ],
)
def test_the_terms_within(language: str, word: str, parts: list[str]) -> None:
    found = Compounds(index_of(language)).parts(word)

    assert [word[part.start : part.end] for part in found] == parts


def test_a_short_or_endless_word_is_not_taken_apart() -> None:
    compounds = Compounds(index_of("de"))

    assert compounds.parts("Energie") == ()
    assert compounds.parts("Halbleiter" * 1000) == ()


@settings(deadline=None)  # the first text loads what all need
@given(st.text(alphabet="abeghilnorstßäöüHalbleiterEnergiewasser", min_size=9, max_size=40))
def test_parts_lie_in_the_word_in_order(word: str) -> None:
    parts = Compounds(index_of("de")).parts(word)

    assert all(0 <= part.start < part.end <= len(word) for part in parts)
    assert len(parts) < 2 or parts[0].end <= parts[1].start
