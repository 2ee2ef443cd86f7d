"""Experts who said yes to being matched, found by what they do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.organisations.wording import country_name
from caunoi.people.models import ExpertSector, Person
from caunoi.people.queries import current_affiliations
from caunoi.search.documents import NAME, Audience, Document, Text, audience_of
from caunoi.search.facets import Facet
from caunoi.search.kinds import Row, SearchableKind
from caunoi.search.kinds.disclosure import audiences_of
from caunoi.search.kinds.labels import country_labels, sector_labels
from caunoi.sources.many import among
from caunoi.works.models import Authorship as WorkAuthorship
from trithuc.matching import Candidate, Work

CODE = "expert"


def visible_experts(viewer: Viewer) -> QuerySet[Person]:
    return Person.objects.visible_to(viewer).matchable()


def expert_documents(ids: Collection[int]) -> Iterator[Document]:
    audiences = audiences_of(ids)
    people = Person.objects.filter(among("pk", audiences)).order_by()
    for person in _with_all_a_row_shows(people).prefetch_related("names"):
        for audience in audiences[person.pk]:
            yield _document(person, audience)


def _document(person: Any, audience: Audience) -> Document:
    """Outside the mission nobody reads other names or the link with Viet Nam, as on the profile."""
    others = [name.value for name in person.names.all()] if audience == Audience.OFFICER else []
    said = map(Text, _said(person, audience))
    return Document(
        kind=CODE,
        record=person.pk,
        audience=audience,
        names=tuple(Text(name, NAME) for name in (person.display_name, *others)),
        texts=(*said, *(Text(line, NAME) for line in _places_of_work(person))),
        labels=(*_labels_of_sectors(person), *country_labels(person.country_code)),
    )


def _said(person: Any, audience: Audience) -> Iterator[str]:
    if person.expert.expertise:
        yield person.expert.expertise
    if person.expert.link_with_vietnam and audience == Audience.OFFICER:
        yield person.expert.link_with_vietnam


def _places_of_work(person: Any) -> list[str]:
    return [
        ", ".join(filter(None, (one.position, one.organisation_name)))
        for one in person.current_affiliations
    ]


def _labels_of_sectors(person: Any) -> Iterable[str]:
    return (
        label
        for one in person.expert.expert_sectors.all()
        for label in sector_labels(one.sector_id)
    )


def expert_candidates(ids: Collection[int]) -> Iterator[Candidate]:
    """With all they wrote. The link with Viet Nam says nothing of what they can do."""
    people = Person.objects.matchable().filter(among("pk", ids)).order_by()
    works = WorkAuthorship.objects.select_related("work").order_by("work_id")
    related = ("expert__expert_sectors", Prefetch("expert__work_authorships", works))
    for person in people.select_related("expert").prefetch_related(*related):
        expert = person.expert
        yield Candidate(
            id=person.pk,
            kind=CODE,
            profile=expert.expertise,
            works=tuple(_work(one.work) for one in expert.work_authorships.all()),
            sectors=tuple(one.sector_id for one in expert.expert_sectors.all()),
            languages=tuple(expert.languages),
            country=person.country_code,
            ways_to_contribute=tuple(expert.ways_to_contribute),
        )


def _work(work: Any) -> Work:
    return Work(title=work.title, abstract=work.abstract, id=work.pk, year=work.year)


def expert_rows(ids: Sequence[int], viewer: Viewer) -> Mapping[int, Row]:
    people = visible_experts(viewer).filter(among("pk", ids)).order_by()
    audience = audience_of(viewer)
    return {person.pk: _row(person, audience) for person in _with_all_a_row_shows(people)}


def _row(person: Any, audience: Audience) -> Row:
    places = _places_of_work(person)
    return Row(
        title=person.display_name,
        url=person.get_absolute_url(),
        lines=(*places, country_name(person.country_code), *_staleness(person.expert, audience)),
        texts=(*_said(person, audience), *places),
        sectors=tuple(one.sector.label for one in person.expert.expert_sectors.all()),
    )


def _staleness(expert: Any, audience: Audience) -> list[str]:
    """For officers, who can ask whether all is still so."""
    if audience != Audience.OFFICER or not expert.is_stale(timezone.localdate()):
        return []
    day = date_format(expert.confirmed_on, "SHORT_DATE_FORMAT")
    return [gettext("Last confirmed on %(day)s, over a year ago") % {"day": day}]


def _with_all_a_row_shows(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.select_related("expert").prefetch_related(
        Prefetch("affiliations", current_affiliations(), to_attr="current_affiliations"),
        Prefetch("expert__expert_sectors", ExpertSector.objects.select_related("sector")),
    )


KIND = SearchableKind(
    code=CODE,
    label=_("Experts"),
    singular=_("Expert"),
    icon="person",
    records=lambda: Person.objects.matchable(),
    documents_of=expert_documents,
    visible=visible_experts,
    rows_of=expert_rows,
    candidates_of=expert_candidates,
    facets={
        "sector": Facet("expert__expert_sectors__sector"),
        "country": Facet("country_code"),
        "language": Facet("expert__languages", is_array=True),
        "way": Facet("expert__ways_to_contribute", is_array=True),
    },
)
