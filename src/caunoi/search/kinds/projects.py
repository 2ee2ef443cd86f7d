"""Projects with what they are about, in which fields, and the bodies that take part."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.programmes.models import Project, ProjectPartner, ProjectSector
from caunoi.search.documents import NAME, Audience, Document, Text
from caunoi.search.facets import Facet
from caunoi.search.kinds import Row, SearchableKind
from caunoi.search.kinds.labels import country_labels, sector_labels
from caunoi.sources.many import among

CODE = "project"
READERS = (Audience.OFFICER, Audience.HOME)
# A project may have a hundred deliverables; the first say what it is about.
DELIVERABLES = 20


def visible_projects(viewer: Viewer) -> QuerySet[Project]:
    return Project.objects.visible_to(viewer)


def project_documents(ids: Collection[int]) -> Iterator[Document]:
    found = Project.objects.filter(among("pk", ids)).order_by()
    partners = ProjectPartner.objects.select_related("organisation")
    related = ("fields", "project_sectors", "deliverables", Prefetch("partners", partners))
    for project in found.prefetch_related(*related):
        names = [Text(project.acronym, NAME), Text(project.title)]
        texts = tuple(map(Text, _said(project)))
        for audience in READERS:
            yield Document(
                kind=CODE,
                record=project.pk,
                audience=audience,
                names=tuple(name for name in names if name.value),
                texts=texts,
                labels=tuple(dict.fromkeys(_labels(project))),
            )


def _said(project: Project) -> Iterator[str]:
    deliverables = list(project.deliverables.all())[:DELIVERABLES]
    return filter(None, (project.objective, *(one.title for one in deliverables)))


def _labels(project: Project) -> Iterator[str]:
    yield from project.keywords
    for one in project.fields.all():
        yield one.label
    for sector in project.project_sectors.all():
        yield from sector_labels(sector.sector_id)
    for partner in project.partners.all():
        yield partner.organisation.display_name
        yield from country_labels(partner.organisation.country_code)


def project_rows(ids: Sequence[int], viewer: Viewer) -> Mapping[int, Row]:
    found = visible_projects(viewer).filter(among("pk", ids)).order_by()
    sectors = Prefetch("project_sectors", ProjectSector.objects.select_related("sector"))
    return {
        project.pk: _row(project) for project in found.prefetch_related(sectors, "deliverables")
    }


def _row(project: Project) -> Row:
    years = "–".join(str(day.year) for day in (project.starts_on, project.ends_on) if day)
    return Row(
        title=str(project),
        url=project.get_absolute_url(),
        lines=tuple(filter(None, (project.framework_programme, years))),
        sectors=tuple(one.sector.label for one in project.project_sectors.all()),
        texts=tuple(_said(project)),
    )


KIND = SearchableKind(
    code=CODE,
    label=_("Projects"),
    singular=_("Project"),
    icon="link",
    records=lambda: Project.objects.all(),
    documents_of=project_documents,
    visible=visible_projects,
    rows_of=project_rows,
    facets={
        "sector": Facet("project_sectors__sector"),
        "country": Facet("partners__organisation__country_code"),
    },
)
