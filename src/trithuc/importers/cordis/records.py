"""What CORDIS says about a project, an organisation, and the part of one in the other.

Texts are "" and numbers None where CORDIS says nothing. Amounts are whole euros.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

Role = Literal["coordinator", "participant", "associated", "third_party"]
ActivityType = Literal["HES", "REC", "PRC", "PUB", "OTH", ""]


@dataclass(frozen=True, slots=True)
class CordisField:
    """A field of EuroSciVoc. path: English names from the top, each after a "/"."""

    code: str
    path: str


@dataclass(frozen=True, slots=True)
class CordisDeliverable:
    """kind: as CORDIS names it ("Documents, reports")."""

    title: str
    description: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class CordisProject:
    """deliverables: those of its own; what every project owes (a data plan) is left out."""

    cordis_id: int
    acronym: str = ""
    title: str = ""
    objective: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    framework_programme: str = ""
    funding_scheme: str = ""
    topic: str = ""
    topic_title: str = ""
    total_cost: int | None = None
    eu_contribution: int | None = None
    keywords: tuple[str, ...] = ()
    fields: tuple[CordisField, ...] = ()
    deliverables: tuple[CordisDeliverable, ...] = ()


@dataclass(frozen=True, slots=True)
class CordisOrganisation:
    """pic: the number under which CORDIS knows it; None in its oldest dumps.

    country_code: ISO 3166-1, where CORDIS writes EL and UK as well. Degrees north and east.
    activity_type: higher education, research, private company, public body, other.
    """

    name: str
    pic: int | None = None
    short_name: str = ""
    country_code: str = ""
    city: str = ""
    activity_type: ActivityType = ""
    website: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class CordisPartner:
    """organisation: as the same row states it. has_left: its part ended before the project did."""

    cordis_id: int
    organisation: CordisOrganisation
    role: Role
    eu_contribution: int | None = None
    is_sme: bool | None = None
    has_left: bool = False
