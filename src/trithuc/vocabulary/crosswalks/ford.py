"""OECD's Fields of Research and Development (FORD), two-digit level.

Source of codes and names: OECD, Frascati Manual 2015, table 2.2,
https://doi.org/10.1787/9789264239012-en. The sectors named for a field are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from trithuc.vocabulary.crosswalks.tables import rows
from trithuc.vocabulary.sectors import sector


@dataclass(frozen=True, slots=True)
class FordField:
    """code: "1.2"; label: OECD's English name; sectors: codes, the closest first."""

    code: str
    label: str
    sectors: tuple[str, ...]


@cache
def ford_fields() -> tuple[FordField, ...]:
    """The 42 fields in OECD's order."""
    return tuple(
        FordField(row["code"], row["label"], tuple(row["sectors"].split()))
        for row in rows("ford.csv")
    )


def sectors_of_ford(code: str) -> tuple[str, ...]:
    """Sectors a field ("1.2") or an area ("1") reaches into; none for an unknown code."""
    under = [one for one in ford_fields() if one.code == code or one.code.startswith(f"{code}.")]
    return tuple(dict.fromkeys(sector for one in under for sector in one.sectors))


def ford_of_sector(code: str) -> tuple[str, ...]:
    """Codes of the fields that reach into a sector. Raises KeyError for an unknown sector."""
    sector(code)
    return tuple(one.code for one in ford_fields() if code in one.sectors)
