"""What is taken of an ORCID record: other names, where its holder works now, and works.

Invariant: nothing else goes any further. A record says more (addresses, texts, countries), which
its holder may add to the own profile and no import does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trithuc.importers.orcid import OrcidAffiliation, OrcidRecord, OrcidWork
from trithuc.importers.reading import Problem

KEPT = ("name", "other-names", "employment", "work", "external-id")


@dataclass(frozen=True, slots=True)
class Employer:
    """ror_id: normalised, "" where the record states none."""

    organisation: str
    role: str = ""
    ror_id: str = ""


@dataclass(frozen=True, slots=True)
class OrcidHolder:
    """Whose record it is. employers: the present ones, in the holder's own order."""

    orcid: str
    names: tuple[str, ...] = ()
    employers: tuple[Employer, ...] = ()


@dataclass(frozen=True, slots=True)
class OrcidPublication:
    """orcid: of the record it stands in."""

    orcid: str
    title: str
    year: int | None = None
    venue: str = ""
    doi: str = ""
    url: str = ""


def holder_of(record: OrcidRecord) -> OrcidHolder:
    return OrcidHolder(
        orcid=record.orcid,
        names=tuple(dict.fromkeys(_names(record))),
        employers=tuple(_employer(one) for one in record.employments if not one.end_date),
    )


def publications_of(record: OrcidRecord) -> Iterator[OrcidPublication]:
    return (_publication(record.orcid, work) for work in record.works)


def problems_of_what_is_kept(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """A problem quotes what it was found in, so it goes with what is not kept."""
    return tuple(problem for problem in problems if problem.field.startswith(KEPT))


def _names(record: OrcidRecord) -> Iterator[str]:
    """Some hold a sign or two and no letter."""
    whole = f"{record.given_names} {record.family_name}".strip()
    for name in (record.credit_name, whole, *record.other_names):
        if any(character.isalpha() for character in name):
            yield name


def _employer(affiliation: OrcidAffiliation) -> Employer:
    body = affiliation.organisation
    return Employer(body.name, affiliation.role, body.ror_id)


def _publication(orcid: str, work: OrcidWork) -> OrcidPublication:
    title = f"{work.title}: {work.subtitle}" if work.subtitle else work.title
    return OrcidPublication(orcid, title, work.year, work.journal, work.doi, work.url)
