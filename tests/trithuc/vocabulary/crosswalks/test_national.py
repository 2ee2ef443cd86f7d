"""The national lists hold on their days."""

from __future__ import annotations

from datetime import date

import pytest

from trithuc.vocabulary import sectors
from trithuc.vocabulary.crosswalks import national_groups
from trithuc.vocabulary.crosswalks.national import all_national_groups


@pytest.mark.parametrize(
    ("sector", "on", "expected"),
    [
        ("semiconductors", date(2025, 6, 11), []),
        ("semiconductors", date(2025, 6, 12), [("1131/QĐ-TTg", 6)]),
        ("semiconductors", date(2026, 6, 30), [("1131/QĐ-TTg", 6)]),
        ("semiconductors", date(2026, 7, 1), [("21/2026/QĐ-TTg", 2)]),
        ("ai", date(2025, 12, 1), [("1131/QĐ-TTg", 1), ("1131/QĐ-TTg", 2)]),
        ("ai", date(2030, 1, 1), [("21/2026/QĐ-TTg", 1)]),
        ("society", date(2025, 12, 1), []),
    ],
)
def test_groups_of_a_sector_on_a_day(sector: str, on: date, expected: list) -> None:
    assert [(one.decision, one.number) for one in national_groups(sector, on)] == expected


def test_the_first_list_has_eleven_groups_and_only_known_sectors() -> None:
    codes = {sector.code for sector in sectors()}
    groups = all_national_groups()

    assert [one.number for one in groups if one.decision == "1131/QĐ-TTg"] == list(range(1, 12))
    assert all(one.sectors and set(one.sectors) <= codes for one in groups)


def test_what_is_not_known_of_the_second_list_is_said() -> None:
    assert all("annex" in one.note for one in all_national_groups() if one.valid_to is None)


def test_an_unknown_sector_is_said() -> None:
    with pytest.raises(KeyError):
        national_groups("alchemy", date(2026, 1, 1))
