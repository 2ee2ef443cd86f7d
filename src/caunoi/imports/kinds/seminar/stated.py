"""What a row states of a person, and how much of it may be kept.

Invariant: of someone without a yes nothing goes further than this module but the name, the
organisation, the e-mail and the answers about consent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caunoi.people.facts import FACTS_OF_A_PARTICIPANT, Fact, Standing
from caunoi.people.purposes import Purpose
from trithuc.importers.reading import Problem
from trithuc.importers.seminar import SeminarPerson

FIELDS_OF_A_PROFILE = frozenset(
    {
        "orcid",
        "position",
        "city",
        "country",
        "sectors",
        "expertise",
        "ways_to_contribute",
        "languages",
        "link_with_vietnam",
    }
)


def facts_of(record: SeminarPerson) -> dict[str, Any]:
    """The facts the row states; a blank cell states nothing and is absent."""
    found = {
        Fact.DISPLAY_NAME: record.display_name,
        Fact.EMAIL: record.email,
        Fact.ORCID: record.orcid,
        Fact.CITY: record.city,
        Fact.COUNTRY: record.country,
        Fact.AFFILIATION: [record.organisation, record.position] if record.organisation else [],
        Fact.SECTORS: sorted(record.sectors),
        Fact.EXPERTISE: record.expertise,
        Fact.LANGUAGES: sorted(record.languages),
        Fact.WAYS: sorted(record.ways_to_contribute),
        Fact.LINK: record.link_with_vietnam,
    }
    return {field: value for field, value in found.items() if value}


def says_yes(record: SeminarPerson) -> bool:
    return any(answer.purpose == Purpose.PROFILE and answer.yes for answer in record.consents)


def withdraws_profile(record: SeminarPerson) -> bool:
    return any(answer.purpose == Purpose.PROFILE and not answer.yes for answer in record.consents)


# --- what may be kept ---


def kept_facts(record: SeminarPerson, standing: Standing) -> dict[str, Any]:
    """An office-holder is what a published source says, so a row adds no facts at all."""
    if standing == Standing.EXPERT:
        return facts_of(record)
    if standing == Standing.OFFICE_HOLDER:
        return {}
    facts = facts_of(kept_record(record))
    return {field: value for field, value in facts.items() if field in FACTS_OF_A_PARTICIPANT}


def kept_record(record: SeminarPerson) -> SeminarPerson:
    """What even a plan may hold of someone without a yes; the file itself has the rest."""
    return SeminarPerson(
        display_name=record.display_name,
        family_name=record.family_name,
        middle_name=record.middle_name,
        given_name=record.given_name,
        email=record.email,
        organisation=record.organisation,
        consents=record.consents,
    )


def kept_problems(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """A problem quotes the cell it was found in, so it goes with the field."""
    return tuple(problem for problem in problems if problem.field not in FIELDS_OF_A_PROFILE)
