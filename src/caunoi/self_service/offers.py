"""What ORCID or a file of references says, beside what stands, for the person to choose from.

Nothing of it is taken by itself. What is chosen becomes the person's own word; a work that stands
already, by its DOI or its title, is shown as standing and added no second time.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction

from caunoi.people.facts import Fact, known_people
from caunoi.people.models import Person
from caunoi.people.particulars import AffiliationLine, Particulars
from caunoi.people.services import change_own_profile
from caunoi.self_service.models import Offer, OfferedFrom
from caunoi.sources.models import Source, SourceKind
from caunoi.works.models import Authorship, Work
from caunoi.works.services import language_of
from trithuc.importers.bibliography import BibliographyWork
from trithuc.importers.orcid import Limits, OrcidRecord, OrcidWork, fetch_record
from trithuc.text.folding import fold

# Somebody waits before a page: less patience than an import has.
PATIENCE = Limits(seconds=12, silent_seconds=6, waits=(1,))
MOST_WORKS = 2_000
YEARS = range(1500, 2201)


class HeldBySomeoneElse(Exception):
    """Another person of the register has this ORCID iD."""


@dataclass(frozen=True, slots=True)
class OfferedWork:
    title: str
    year: int | None = None
    venue: str = ""
    doi: str = ""
    abstract: str = ""
    other_authors: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """facts: {field: JSON value} as in `people.facts`. rejected: what was not read, and why."""

    orcid: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    works: Sequence[OfferedWork] = ()
    rejected: Sequence[str] = ()

    @classmethod
    def of(cls, offer: Offer) -> Content:
        stored = offer.content
        works = tuple(OfferedWork(**work) for work in stored["works"])
        return cls(stored["orcid"], stored["facts"], works, tuple(stored["rejected"]))


# --- fetching and keeping ---


def keep_offer(
    *, person: Person, offered_from: OfferedFrom, content: Content, now: datetime.datetime
) -> None:
    """It replaces the one before."""
    Offer.objects.update_or_create(
        person=person,
        offered_from=offered_from,
        defaults={"content": asdict(content), "made_at": now},
    )


def fetch_from_orcid(*, person: Person, orcid: str, now: datetime.datetime) -> None:
    """Keep what the record makes public as an offer. Raises OrcidError, HeldBySomeoneElse."""
    if Person.objects.filter(orcid=orcid).exclude(pk=person.pk).exists():
        raise HeldBySomeoneElse
    record = fetch_record(orcid, base_url=settings.ORCID_PUBLIC_API, limits=PATIENCE)
    content = content_of_record(record)
    keep_offer(person=person, offered_from=OfferedFrom.ORCID, content=content, now=now)


def content_of_record(record: OrcidRecord) -> Content:
    stated = {
        Fact.DISPLAY_NAME: record.credit_name or f"{record.given_names} {record.family_name}",
        Fact.AFFILIATION: _present_employment(record),
        Fact.CITY: _present_city(record),
        Fact.COUNTRY: record.country_codes[0] if record.country_codes else "",
        Fact.EXPERTISE: record.biography or ", ".join(record.keywords),
    }
    facts = {str(name): _fitting(name, value) for name, value in stated.items()}
    works = tuple(_from_orcid(work) for work in record.works[:MOST_WORKS])
    return Content(record.orcid, {name: one for name, one in facts.items() if one}, works)


def _present_employment(record: OrcidRecord) -> list[str]:
    present = next((one for one in record.employments if not one.end_date), None)
    return [present.organisation.name, present.role] if present else []


def _present_city(record: OrcidRecord) -> str:
    present = next((one for one in record.employments if not one.end_date), None)
    return present.organisation.city if present else ""


LONGEST: Mapping[str, int] = {Fact.DISPLAY_NAME: 200, Fact.CITY: 120, Fact.EXPERTISE: 5_000}


def _fitting(name: str, value: Any) -> Any:
    """Within what the register's own fields hold."""
    if isinstance(value, list):
        return [value[0][:300], value[1][:200]] if value else []
    return value.strip()[: LONGEST.get(name, 300)]


def _from_orcid(work: OrcidWork) -> OfferedWork:
    title = f"{work.title}: {work.subtitle}" if work.subtitle else work.title
    year = work.year if work.year and work.year in YEARS else None
    return OfferedWork(title[:500], year, work.journal[:300], work.doi[:200])


def work_from_bibliography(work: BibliographyWork) -> OfferedWork:
    return OfferedWork(
        title=work.title[:500],
        year=work.year,
        venue=work.journal[:300],
        doi=work.doi[:200],
        abstract=work.abstract,
        other_authors="; ".join(work.authors)[:1000],
    )


# --- comparing ---


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which the record says something else. own: "" or [] where nothing stands."""

    field: str
    own: Any
    offered: Any


@dataclass(frozen=True, slots=True)
class WorkLine:
    """number: its place in the offer. stands: it is on the profile already."""

    number: int
    work: OfferedWork
    stands: bool


def differences(person: Person, content: Content) -> list[Difference]:
    """Field by field, only where the two are not the same."""
    own = known_people([person.pk])[person.pk].facts
    return [
        Difference(name, own.get(name), content.facts[name])
        for name in Fact
        if name in content.facts and content.facts[name] != own.get(name)
    ]


def work_lines(person: Person, works: Sequence[OfferedWork]) -> list[WorkLine]:
    """Each with whether it stands already, the work of the same title twice in a file included."""
    seen = {key for work in _own_works(person) for key in _keys(work.title, work.doi or "")}
    lines = []
    for number, work in enumerate(works):
        keys = _keys(work.title, work.doi)
        lines.append(WorkLine(number, work, bool(seen & keys)))
        seen |= keys
    return lines


def _own_works(person: Person) -> Iterable[Work]:
    return Work.objects.filter(authorships__expert=person.pk)


def _keys(title: str, doi: str) -> set[str]:
    letters = "".join(one for one in fold(title) if one.isalnum())
    return {letters, f"doi:{doi}"} if doi else {letters}


# --- taking ---


@transaction.atomic
def take_from_orcid(
    *, person: Person, fields: Collection[str], works: Collection[int], on: datetime.date
) -> int:
    """Make the chosen fields the person's own word; how many works were added."""
    offer = (
        Offer.objects.select_for_update()
        .filter(person=person, offered_from=OfferedFrom.ORCID)
        .first()
    )
    if offer is None:
        return 0
    content = Content.of(offer)
    chosen = {name: value for name, value in content.facts.items() if name in fields}
    change_own_profile(person=person, particulars=_particulars(person, content, chosen), on=on)
    added = _add_chosen(person, content.works, works, on)
    offer.delete()
    return added


def _particulars(person: Person, content: Content, chosen: Mapping[str, Any]) -> Particulars:
    facts = {Fact(name): value for name, value in chosen.items() if name not in _NO_COLUMN}
    affiliation = chosen.get(Fact.AFFILIATION)
    return Particulars(
        display_name=chosen.get(Fact.DISPLAY_NAME, person.display_name),
        affiliations=lines_with_present(person, *affiliation) if affiliation else None,
        facts=facts | {Fact.ORCID: content.orcid},
    )


_NO_COLUMN = frozenset({Fact.DISPLAY_NAME, Fact.AFFILIATION})


def lines_with_present(person: Person, organisation: str, position: str) -> list[AffiliationLine]:
    """The person's affiliations with the present one as stated; those that ended stay."""
    held = list(person.affiliations.all())
    present = next((one for one in held if one.ended_on is None), None)
    others = [
        AffiliationLine(one.organisation_name, one.position, one.started_on, one.ended_on, one.pk)
        for one in held
        if one is not present
    ]
    if not organisation:
        return others
    began = present.started_on if present else None
    return [
        AffiliationLine(organisation, position, began, None, present.pk if present else None),
        *others,
    ]


@transaction.atomic
def take_works(*, person: Person, works: Collection[int], on: datetime.date) -> int:
    """Put those chosen from the file on the profile; how many."""
    offer = (
        Offer.objects.select_for_update()
        .filter(person=person, offered_from=OfferedFrom.FILE)
        .first()
    )
    if offer is None:
        return 0
    added = _add_chosen(person, Content.of(offer).works, works, on)
    offer.delete()
    return added


def _add_chosen(
    person: Person, offered: Sequence[OfferedWork], chosen: Collection[int], on: datetime.date
) -> int:
    lines = work_lines(person, offered)
    wanted = [line.work for line in lines if line.number in chosen and not line.stands]
    for work in wanted:
        add_own_work(person=person, work=_row(work), on=on)
    return len(wanted)


def _row(work: OfferedWork) -> Work:
    return Work(**{**asdict(work), "doi": work.doi or None})


@transaction.atomic
def add_own_work(*, person: Person, work: Work, on: datetime.date) -> Work:
    """A work as its author states it. One that stands under the same DOI gets one author more."""
    standing = Work.objects.filter(doi=work.doi).first() if work.doi else None
    if standing is None:
        work.source = Source.objects.create(kind=SourceKind.PERSON, stated_on=on)
        work.language = language_of(work)
        work.save()
        standing = work
    Authorship.objects.get_or_create(work=standing, expert_id=person.pk)
    return standing
