"""OECD's fields and the sectors lead to each other."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from trithuc.vocabulary import sectors
from trithuc.vocabulary.crosswalks import ford_fields, ford_of_sector, sectors_of_ford


def test_there_are_forty_two_fields_each_with_known_sectors() -> None:
    codes = {sector.code for sector in sectors()}

    assert len(ford_fields()) == 42
    assert all(field.sectors and set(field.sectors) <= codes for field in ford_fields())


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("5.3", ("education",)),
        ("4", ("agriculture", "biotech")),
        ("2.1", ("construction", "transport")),
        ("9.9", ()),
        ("", ()),
    ],
)
def test_sectors_of_a_field_or_area(code: str, expected: tuple[str, ...]) -> None:
    assert sectors_of_ford(code) == expected


def test_every_sector_has_a_field_and_the_way_back_leads_to_it() -> None:
    for sector in sectors():
        fields = ford_of_sector(sector.code)
        assert fields, sector.code
        assert all(sector.code in sectors_of_ford(field) for field in fields)


def test_an_unknown_sector_is_said() -> None:
    with pytest.raises(KeyError):
        ford_of_sector("alchemy")


@pytest.mark.shared
def test_codes_and_labels_are_those_of_oecd(shared: Path) -> None:
    path = shared / "data" / "taxonomies" / "oecd_ford_2015.tsv"
    with path.open(encoding="utf-8") as table:
        fields = [row for row in csv.DictReader(table, delimiter="\t") if row["parent"]]

    assert [(field.code, field.label) for field in ford_fields()] == [
        (row["code"], row["label_en"]) for row in fields
    ]
