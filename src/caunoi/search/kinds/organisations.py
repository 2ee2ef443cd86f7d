"""Organisations by all their names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.organisations.models import Organisation
from caunoi.organisations.wording import country_name
from caunoi.programmes.models import ProjectPartner
from caunoi.search.documents import NAME, Audience, Document, Text
from caunoi.search.facets import Facet
from caunoi.search.kinds import Row, SearchableKind
from caunoi.search.kinds.labels import country_labels
from caunoi.sources.many import among
from trithuc.matching import Candidate, Work

CODE = "organisation"
READERS = (Audience.OFFICER, Audience.HOME)


def visible_organisations(viewer: Viewer) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(viewer)


def organisation_documents(ids: Collection[int]) -> Iterator[Document]:
    found = Organisation.objects.filter(among("pk", ids)).order_by()
    for body in found.prefetch_related("names"):
        names = dict.fromkeys((body.display_name, *(name.value for name in body.names.all())))
        for audience in READERS:
            yield Document(
                kind=CODE,
                record=body.pk,
                audience=audience,
                names=tuple(Text(name, NAME) for name in names),
                labels=(body.city, *country_labels(body.country_code)),
            )


def organisation_candidates(ids: Collection[int]) -> Iterator[Candidate]:
    """By the projects they take part in; a body without any says nothing but its name."""
    found = Organisation.objects.filter(among("pk", ids)).order_by()
    partners = ProjectPartner.objects.select_related("project").order_by("project_id")
    related = (
        Prefetch("project_partnerships", partners),
        "project_partnerships__project__project_sectors",
    )
    for body in found.prefetch_related(*related):
        yield _candidate(body)


def _candidate(body: Any) -> Candidate:
    projects = {one.project_id: one.project for one in body.project_partnerships.all()}
    sectors = [
        one.sector_id for project in projects.values() for one in project.project_sectors.all()
    ]
    return Candidate(
        id=body.pk,
        kind=CODE,
        profile=body.display_name,
        works=tuple(map(_work, projects.values())),
        sectors=tuple(dict.fromkeys(sectors)),
        country=body.country_code,
    )


def _work(project: Any) -> Work:
    """Project numbers are those of the register."""
    return Work(
        title=project.title or project.acronym,
        abstract=project.objective,
        id=project.pk,
        year=project.starts_on.year if project.starts_on else None,
    )


def organisation_rows(ids: Sequence[int], viewer: Viewer) -> Mapping[int, Row]:
    found = visible_organisations(viewer).filter(among("pk", ids)).order_by()
    return {body.pk: _row(body) for body in found}


def _row(body: Organisation) -> Row:
    place = ", ".join(filter(None, (body.city, country_name(body.country_code))))
    lines = (", ".join(body.kind_labels), place)
    return Row(body.display_name, body.get_absolute_url(), tuple(filter(None, lines)))


KIND = SearchableKind(
    code=CODE,
    label=_("Organisations"),
    singular=_("Organisation"),
    icon="building",
    records=lambda: Organisation.objects.all(),
    documents_of=organisation_documents,
    visible=visible_organisations,
    rows_of=organisation_rows,
    candidates_of=organisation_candidates,
    facets={"country": Facet("country_code")},
)
