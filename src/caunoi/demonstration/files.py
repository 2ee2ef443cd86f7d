"""The demonstration's data, read from the tables beside this file.

Everyone in people.csv and walk_ins.csv is invented; organisations.csv and events.csv hold facts
with their sources.
"""

from __future__ import annotations

import csv
import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

DATA = Path(__file__).parent / "data"
WALK_INS = DATA / "walk_ins.csv"


@dataclass(frozen=True, slots=True)
class InventedPerson:
    display_name: str
    family_name: str
    middle_name: str
    given_name: str
    email: str
    organisation: str
    position: str
    city: str
    country: str
    sectors: str
    ways_to_contribute: str
    languages: str
    link_with_vietnam: str
    yes: str
    purposes: str


@dataclass(frozen=True, slots=True)
class WrittenProposal:
    author_email: str
    title: str
    text: str
    language: str
    received_on: str


@dataclass(frozen=True, slots=True)
class RealOrganisation:
    """names: "language:name" parted by "|"."""

    display_name: str
    names: str
    acronym: str
    country: str
    city: str
    types: str
    website: str
    ror_id: str
    parent: str
    source: str


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """people: a range of rows of people.csv counted from 1, "" for a real event."""

    title: str
    kind: str
    starts_on: str
    ends_on: str
    place: str
    country: str
    hosts: str
    source: str
    people: str

    @property
    def first_day(self) -> datetime.date:
        return datetime.date.fromisoformat(self.starts_on)

    @property
    def rows(self) -> slice:
        first, _, last = self.people.partition("-")
        return slice(int(first) - 1, int(last))


Row = TypeVar("Row")


def read(table: str, row: type[Row]) -> list[Row]:
    """The rows of data/TABLE.csv. Raises TypeError if its columns are not the row's fields."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row(**cells) for cells in csv.DictReader(stream)]
    return rows
