"""What everyday words of proposals mean, in six languages."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from trithuc.likeness.meanings import meant_in, weight_of, words_of

CASES = [
    ("en", "cheap sensors for farmers", ["cheap", "sensor", "farmer"]),
    ("vi", "cảm biến giá rẻ cho nông dân", ["sensor", "cheap", "farmer"]),
    ("vi", "cam bien gia re cho nong dan", ["sensor", "cheap", "farmer"]),
    ("fr", "des capteurs bon marché pour les agriculteurs", ["sensor", "cheap", "farmer"]),
    ("nl", "goedkope sensoren voor boeren", ["cheap", "sensor", "farmer"]),
    ("de", "günstige Sensoren für Bauern", ["cheap", "sensor", "farmer"]),
    ("zh", "面向农民的廉价传感器", ["farmer", "cheap", "sensor"]),
    # Traditional characters, and a compound of two words.
    ("zh", "廉價傳感器", ["cheap", "sensor"]),
    ("de", "Krankenhausdaten", ["hospital", "data"]),
    ("nl", "ziekenhuisgegevens", ["hospital", "data"]),
    # The longest expression is meant; English stands in every language.
    ("en", "forest fire", ["forest fire"]),
    ("vi", "cháy rừng ngập mặn", ["forest fire"]),
    ("vi", "drone", ["drone"]),
    ("en", "", []),
    ("en", "lorem ipsum", []),
    ("unknown", "Krankenhaus", ["hospital"]),
]


@pytest.mark.parametrize(("language", "text", "meanings"), CASES)
def test_words_mean_the_same_in_each_language(
    language: str, text: str, meanings: list[str]
) -> None:
    assert [one.meaning for one in meant_in(words_of(text), language)][: len(meanings)] == meanings
    assert bool(meanings) == bool(meant_in(words_of(text), language))


def test_every_meaning_has_words_in_six_languages_and_a_weight() -> None:
    table = files("trithuc.likeness") / "data" / "meanings.tsv"
    rows = list(
        csv.DictReader(
            table.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
        )
    )

    assert all(row[language] for row in rows for language in ("en", "vi", "fr", "nl", "de", "zh"))
    assert all(0 < weight_of(row["en"].partition(" | ")[0]) <= 1 for row in rows)
