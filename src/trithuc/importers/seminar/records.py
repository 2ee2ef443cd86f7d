"""What a seminar's workbook says about people and their proposals."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

PURPOSES: Final = (
    "profile",
    "contact",
    "events",
    "matching",
    "universities",
    "firms",
    "ministries",
    "network",
    "other_mission",
    "reports",
    "public",
    "introduce",
)
PURPOSES_WITH_RECIPIENT: Final = frozenset({"network", "other_mission"})

WAYS_TO_CONTRIBUTE: Final = (
    "advise_policy",
    "share_technology",
    "act_as_bridge",
    "join_project",
    "teach_mentor",
    "visit",
    "invest",
)


@dataclass(frozen=True)
class StatedConsent:
    """One answer on the sheet. recipient_name: who receives, for a yes to a network or mission."""

    purpose: str
    yes: bool
    recipient_name: str = ""


@dataclass(frozen=True)
class SeminarPerson:
    """One person as stated on the sheet; "" and () where nothing was stated.

    display_name: in the person's own order, without titles. family_name, middle_name, given_name:
    only where the sheet has them apart. country: ISO 3166-1 alpha-2. expertise: what the person
    works on, in own words, in any language. languages: ISO 639. consents: one for each purpose
    answered; an empty cell is no answer.
    """

    display_name: str
    family_name: str = ""
    middle_name: str = ""
    given_name: str = ""
    email: str = ""
    orcid: str = ""
    organisation: str = ""
    position: str = ""
    city: str = ""
    country: str = ""
    expertise: str = ""
    link_with_vietnam: str = ""
    sectors: tuple[str, ...] = ()
    ways_to_contribute: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    consents: tuple[StatedConsent, ...] = ()


@dataclass(frozen=True)
class SeminarProposal:
    """One proposal as received; at least one of the author's name and e-mail is there.

    language: ISO 639, as stated, "" where it was not.
    """

    text: str
    title: str = ""
    author_name: str = ""
    author_email: str = ""
    sectors: tuple[str, ...] = ()
    language: str = ""
    received_on: datetime.date | None = None
