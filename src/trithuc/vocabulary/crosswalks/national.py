"""Viet Nam's lists of strategic technologies, each with the time it is in force.

Sources: Decision 1131/QĐ-TTg of 12 June 2025 (11 groups), replaced from 1 July 2026 by Decision
21/2026/QĐ-TTg (10 groups, 30 products). Of the second list only two groups are known here, and
the note of a group says what is still to be checked. A record keeps the group it was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from trithuc.vocabulary.crosswalks.tables import rows
from trithuc.vocabulary.sectors import sector


@dataclass(frozen=True, slots=True)
class NationalGroup:
    """decision: its number; vi, en: the group's name; sectors: codes.

    valid_to: the last day in force; None while it still is. note: what is not certain.
    """

    decision: str
    number: int
    vi: str
    en: str
    sectors: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    note: str = ""

    def is_in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@cache
def all_national_groups() -> tuple[NationalGroup, ...]:
    """Every group of every list, the older list first."""
    return tuple(
        NationalGroup(
            decision=row["decision"],
            number=int(row["group"]),
            vi=row["vi"],
            en=row["en"],
            sectors=tuple(row["sectors"].split()),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            note=row["note"],
        )
        for row in rows("national_groups.csv")
    )


def national_groups(sector_code: str, on: date) -> tuple[NationalGroup, ...]:
    """The groups in force on a day that a sector falls under, in the list's order.

    None: the sector is not strategic by that list, or no list was in force, or (see the notes)
    the list is not fully known. Raises KeyError for an unknown sector.
    """
    sector(sector_code)
    return tuple(
        one for one in all_national_groups() if sector_code in one.sectors and one.is_in_force(on)
    )
