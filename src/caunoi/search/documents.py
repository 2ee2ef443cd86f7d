"""What a record says, as the index takes it in: one document per record and audience.

Reach for it in a kind's `documents_of`. Invariant: a document holds only what its audience may
read; whether a viewer of that audience may see the record is asked of the database each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caunoi.accounts.viewers import Viewer


class Audience(StrEnum):
    """Who reads: anyone, whoever takes part from outside the mission, or the mission."""

    PUBLIC = "public"
    HOME = "home"
    OFFICER = "officer"


def audience_of(viewer: Viewer) -> Audience:
    if viewer.is_officer:
        return Audience.OFFICER
    return Audience.HOME if viewer.is_signed_in else Audience.PUBLIC


NAME = "name"


@dataclass(frozen=True, slots=True)
class Text:
    """language: one of the six; "" where nobody says, then it is detected; NAME for names, whose
    words have no stems."""

    value: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """names: by which the record is called; a hit in them counts most.

    texts: what it says, quoted under a hit. labels: words it is found by and that are never
    quoted, such as its sectors in six languages.
    """

    kind: str
    record: int
    audience: Audience
    names: tuple[Text, ...]
    texts: tuple[Text, ...] = ()
    labels: tuple[str, ...] = ()
