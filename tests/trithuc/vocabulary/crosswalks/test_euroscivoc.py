"""EuroSciVoc paths and codes lead to sectors."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from trithuc.vocabulary import sectors
from trithuc.vocabulary.crosswalks import euroscivoc_rules, sectors_of_euroscivoc


@pytest.mark.parametrize(
    ("path_or_code", "expected"),
    [
        ("/natural sciences/computer and information sciences/artificial intelligence", ("ai",)),
        ("/23/47/297", ("ai",)),
        ("23/47/297/anything below", ("ai",)),
        (
            "/medical and health sciences/clinical medicine/radiology/nuclear medicine",
            ("health", "nuclear"),
        ),
        ("/agricultural sciences/agricultural biotechnology/GMO", ("agriculture", "biotech")),
        ("/natural sciences", ()),
        ("/natural sciences/computer and information sciences/computational science", ()),
        ("/alchemy", ()),
        ("", ()),
    ],
)
def test_sectors_of_a_path_or_code(path_or_code: str, expected: tuple[str, ...]) -> None:
    assert sectors_of_euroscivoc(path_or_code) == expected


def test_a_rule_says_something_new_and_names_known_sectors() -> None:
    codes = {sector.code for sector in sectors()}

    for rule in euroscivoc_rules():
        assert set(rule.sectors) <= codes
        assert sectors_of_euroscivoc(rule.code.rsplit("/", 1)[0]) != rule.sectors


@pytest.mark.shared
def test_the_rules_give_the_whole_table(shared: Path) -> None:
    taxonomies = shared / "data" / "taxonomies"
    with (taxonomies / "euroscivoc_to_sectors.csv").open(encoding="utf-8") as table:
        expected = {row["euroSciVocCode"]: row["sectors"] for row in csv.DictReader(table)}
    with (taxonomies / "euroscivoc_codes.csv").open(encoding="utf-8") as table:
        known = [(row["euroSciVocCode"], row["euroSciVocPath"]) for row in csv.DictReader(table)]

    for code, path in known:
        sectors_there = tuple(expected.get(code, "").split())
        assert sectors_of_euroscivoc(code) == sectors_of_euroscivoc(path) == sectors_there
