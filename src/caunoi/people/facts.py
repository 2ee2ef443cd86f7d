"""A person's facts as field → JSON value: what statements state and imports compare."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from caunoi.people.models import Consent, ExpertSector, HowGiven, Person, PersonStatement
from caunoi.sources.queries import Voices, voices_about


class Fact(StrEnum):
    DISPLAY_NAME = "display_name"
    EMAIL = "email"
    ORCID = "orcid"
    CITY = "city"
    COUNTRY = "country_code"
    AFFILIATION = "affiliation"
    SECTORS = "sectors"
    EXPERTISE = "expertise"
    LANGUAGES = "languages"
    WAYS = "ways_to_contribute"
    LINK = "link_with_vietnam"


# A participant's record holds a name, an organisation and an e-mail; nothing else is kept.
FACTS_OF_A_PARTICIPANT = frozenset({Fact.DISPLAY_NAME, Fact.EMAIL, Fact.AFFILIATION})


class Standing(StrEnum):
    EXPERT = "expert"
    PARTICIPANT = "participant"
    OFFICE_HOLDER = "office_holder"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class StandingYes:
    purpose: str
    recipient_id: int


@dataclass(frozen=True, slots=True)
class GivenYes:
    """When a yes was given and ends, and whether in writing on a sheet of many."""

    given_on: datetime.date
    expires_on: datetime.date | None
    on_a_sheet: bool

    def has_expired(self, on: datetime.date) -> bool:
        return self.expires_on is not None and self.expires_on <= on


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """All an import needs to know of someone already there."""

    id: int
    standing: Standing
    facts: Mapping[str, Any]
    voices: Voices
    affiliation_is_linked: bool
    yeses: Mapping[StandingYes, GivenYes]
    withdrawn: frozenset[StandingYes]
    events: frozenset[int]


def known_people(ids: Iterable[int]) -> dict[int, KnownPerson]:
    """{person id: what is known}, in a fixed number of queries; ids that are gone are absent."""
    wanted = set(ids)
    people = (
        Person.objects.filter(pk__in=wanted)
        .select_related("expert", "participant", "office_holder")
        .prefetch_related("affiliations", "participations")
    )
    sectors = _sectors_of(wanted)
    voices = voices_about(PersonStatement, wanted)
    standing_yeses, withdrawn = _consents_of(wanted)
    return {
        person.pk: KnownPerson(
            id=person.pk,
            standing=standing_of(person),
            facts=_facts_of(person, sectors[person.pk]),
            voices=voices[person.pk],
            affiliation_is_linked=any(a.organisation_id for a in person.affiliations.all()),
            yeses=standing_yeses[person.pk],
            withdrawn=frozenset(withdrawn[person.pk]),
            events=frozenset(p.event_id for p in person.participations.all()),
        )
        for person in people
    }


def standing_of(person: Person) -> Standing:
    if hasattr(person, "expert"):
        return Standing.EXPERT
    if hasattr(person, "participant"):
        return Standing.PARTICIPANT
    return Standing.OFFICE_HOLDER if hasattr(person, "office_holder") else Standing.NONE


def _facts_of(person: Person, sectors: list[str]) -> dict[str, Any]:
    affiliations = person.affiliations.all()
    current = next((a for a in affiliations if a.ended_on is None), None)
    facts: dict[str, Any] = {
        Fact.DISPLAY_NAME: person.display_name,
        Fact.EMAIL: person.email,
        Fact.ORCID: person.orcid or "",
        Fact.CITY: person.city,
        Fact.COUNTRY: person.country_code,
        Fact.AFFILIATION: [current.organisation_name, current.position] if current else [],
    }
    if hasattr(person, "expert"):
        facts[Fact.SECTORS] = sorted(sectors)
        facts[Fact.EXPERTISE] = person.expert.expertise
        facts[Fact.LANGUAGES] = sorted(person.expert.languages)
        facts[Fact.WAYS] = sorted(person.expert.ways_to_contribute)
        facts[Fact.LINK] = person.expert.link_with_vietnam
    return facts


def _sectors_of(ids: set[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = ExpertSector.objects.filter(expert__in=ids).order_by()
    for expert, sector in rows.values_list("expert_id", "sector_id"):
        found[expert].append(sector)
    return found


def _consents_of(
    ids: set[int],
) -> tuple[defaultdict[int, dict[StandingYes, GivenYes]], defaultdict[int, set[StandingYes]]]:
    standing: defaultdict[int, dict[StandingYes, GivenYes]] = defaultdict(dict)
    withdrawn: defaultdict[int, set[StandingYes]] = defaultdict(set)
    for row in Consent.objects.filter(person__in=ids).order_by():
        yes = StandingYes(row.purpose, row.recipient_id)
        if row.withdrawn_on:
            withdrawn[row.person_id].add(yes)
        else:
            on_a_sheet = row.how_given == HowGiven.SEMINAR_SHEET
            standing[row.person_id][yes] = GivenYes(row.given_on, row.expires_on, on_a_sheet)
    return standing, withdrawn
