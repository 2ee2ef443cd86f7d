"""The demonstration's data, read from the tables beside this file.

Everyone in people.csv and walk_ins.csv is invented, and so are the bodies in invented_bodies.csv,
the works and the needs. organisations.csv, events.csv and priorities.csv hold facts with their
sources; ror.jsonl is a selection of ROR (CC0), the cordis files are one of CORDIS (© European
Union, CC BY 4.0). What has to look recent counts days back from the day of loading.
"""

from __future__ import annotations

import csv
import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

DATA = Path(__file__).parent / "data"
WALK_INS = DATA / "walk_ins.csv"
ROR_RECORDS = DATA / "ror.jsonl"
CORDIS_TABLES = (DATA / "cordis_project.json", DATA / "cordis_organization.json")


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
    expertise: str
    ways_to_contribute: str
    languages: str
    link_with_vietnam: str
    yes: str
    purposes: str


@dataclass(frozen=True, slots=True)
class InventedBody:
    """An institute where someone works, or a body at home that asks; kind: an OrganisationKind."""

    display_name: str
    city: str
    country: str
    kind: str
    latitude: str
    longitude: str


@dataclass(frozen=True, slots=True)
class WrittenProposal:
    """placed_in: sector codes parted by ";", "" where it waits to be placed."""

    author_email: str
    title: str
    text: str
    language: str
    received_days_ago: str
    placed_in: str

    def received_on(self, loaded_on: datetime.date) -> datetime.date:
        return _days_before(loaded_on, self.received_days_ago)


@dataclass(frozen=True, slots=True)
class InventedWork:
    """authors: e-mails, or names where there is none, parted by ";"."""

    authors: str
    title: str
    year: str
    venue: str
    abstract: str


@dataclass(frozen=True, slots=True)
class WrittenNeed:
    """ways_wanted, sectors: codes parted by ";"; no sectors where they wait to be confirmed.

    shortlisted: e-mails of the experts whom the officer chose, parted by ";".
    """

    title: str
    text: str
    language: str
    asked_by: str
    asked_days_ago: str
    due_in_days: str
    funding: str
    ways_wanted: str
    sectors: str
    shortlisted: str

    def asked_on(self, loaded_on: datetime.date) -> datetime.date:
        return _days_before(loaded_on, self.asked_days_ago)

    def due_on(self, loaded_on: datetime.date) -> datetime.date:
        return loaded_on + datetime.timedelta(days=int(self.due_in_days))


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """A body asked about a proposal; what is "" has not happened.

    proposal: its title. reply, milestone: in one row of a proposal only.
    """

    proposal: str
    body: str
    question: str
    asked_days_ago: str
    verdict: str
    answer: str
    answered_days_ago: str
    reply: str
    replied_days_ago: str
    milestone: str
    milestone_days_ago: str

    def day(self, days_ago: str, loaded_on: datetime.date) -> datetime.date:
        return _days_before(loaded_on, days_ago)


@dataclass(frozen=True, slots=True)
class StatedPriority:
    """A country said that a sector matters towards another; source: the article that tells it."""

    country: str
    towards: str
    sector: str
    said_by: str
    stated_on: str
    source: str


@dataclass(frozen=True, slots=True)
class RealOrganisation:
    """names: "language:name" parted by "|". latitude, longitude: of the city, in degrees."""

    display_name: str
    names: str
    acronym: str
    country: str
    city: str
    latitude: str
    longitude: str
    types: str
    website: str
    ror_id: str
    parent: str
    source: str


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """A real event has its days; an invented one is so many days ago.

    people: a range of rows of people.csv counted from 1, "" for a real event.
    """

    title: str
    kind: str
    starts_on: str
    ends_on: str
    days_ago: str
    place: str
    country: str
    hosts: str
    source: str
    people: str
    collects_proposals: str

    def first_day(self, loaded_on: datetime.date) -> datetime.date:
        if self.days_ago:
            return _days_before(loaded_on, self.days_ago)
        return datetime.date.fromisoformat(self.starts_on)

    @property
    def last_day(self) -> datetime.date | None:
        return datetime.date.fromisoformat(self.ends_on) if self.ends_on else None

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


def parts(cell: str) -> list[str]:
    """What stands in a cell with ";" between."""
    return [part for part in cell.split(";") if part]


def _days_before(day: datetime.date, days: str) -> datetime.date:
    return day - datetime.timedelta(days=int(days))
