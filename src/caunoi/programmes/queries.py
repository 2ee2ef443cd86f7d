"""Reading projects: the list, one project, and the projects of one organisation.

Every function that shows projects goes through `visible_to(viewer)`.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, Min, OuterRef, Prefetch, Q, QuerySet

from caunoi.accounts.viewers import Viewer
from caunoi.organisations.models import Organisation
from caunoi.programmes.models import (
    PartnerRole,
    Project,
    ProjectField,
    ProjectPartner,
    ProjectSector,
    ProjectStatement,
)
from caunoi.programmes.wording import fact_in_words
from caunoi.sectors.models import Sector
from caunoi.sources.queries import Said, said_by_field
from trithuc.vocabulary.crosswalks import sectors_of_euroscivoc


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to; an empty value does not narrow.

    country: of a partner. year: one in which the project ran. organisation_id: a partner.
    """

    words: str = ""
    sector: str = ""
    country: str = ""
    year: int | None = None
    organisation_id: int | None = None


# --- the list ---


def found_projects(viewer: Viewer, narrowing: Narrowing) -> QuerySet[Project]:
    """Newest first."""
    found = Project.objects.visible_to(viewer).speaking_of(narrowing.words)
    if narrowing.sector:
        placed = ProjectSector.objects.filter(project=OuterRef("pk"), sector=narrowing.sector)
        found = found.filter(Exists(placed))
    if narrowing.country:
        found = found.filter(_has_a_partner(Q(organisation__country_code=narrowing.country)))
    if narrowing.organisation_id:
        found = found.filter(_has_a_partner(Q(organisation=narrowing.organisation_id)))
    return found.filter(_ran_in(narrowing.year)) if narrowing.year else found


def _has_a_partner(such: Q) -> Exists:
    return Exists(ProjectPartner.objects.filter(such, project=OuterRef("pk")))


def _ran_in(year: int) -> Q:
    """Where one day is not known, the other decides."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    ran = Q(starts_on__lte=last, ends_on__gte=first)
    only_began = Q(starts_on__range=(first, last), ends_on__isnull=True)
    only_ended = Q(ends_on__range=(first, last), starts_on__isnull=True)
    return ran | only_began | only_ended


@dataclass(frozen=True, slots=True)
class Line:
    """A project as the list shows it.

    partners: those the list was narrowed to, else those who coordinate. others: how many
    organisations take part beside them.
    """

    project: Project
    sectors: Sequence[Sector]
    partners: Sequence[ProjectPartner]
    others: int


def lines_of(projects: Iterable[Project], narrowing: Narrowing) -> list[Line]:
    """One line each, in the order given, in three queries."""
    rows = list(projects)
    sectors = _sectors_of(rows)
    shown = _partners_shown(rows, narrowing)
    counts = _partners_counted(rows)
    return [
        Line(
            project=row,
            sectors=sectors[row.pk],
            partners=shown[row.pk],
            others=counts.get(row.pk, 0) - len({one.organisation_id for one in shown[row.pk]}),
        )
        for row in rows
    ]


def _sectors_of(projects: Sequence[Project]) -> Mapping[int, list[Sector]]:
    found: defaultdict[int, list[Sector]] = defaultdict(list)
    for link in ProjectSector.objects.filter(project__in=projects).select_related("sector"):
        found[link.project_id].append(link.sector)
    return found


def _partners_shown(
    projects: Sequence[Project], narrowing: Narrowing
) -> Mapping[int, list[ProjectPartner]]:
    such = Q(role=PartnerRole.COORDINATOR)
    if narrowing.organisation_id:
        such = Q(organisation=narrowing.organisation_id)
    elif narrowing.country:
        such = Q(organisation__country_code=narrowing.country)
    found: defaultdict[int, list[ProjectPartner]] = defaultdict(list)
    rows = ProjectPartner.objects.filter(such, project__in=projects)
    for partner in rows.select_related("organisation").order_by("organisation__sort_key", "id"):
        found[partner.project_id].append(partner)
    return found


def _partners_counted(projects: Sequence[Project]) -> Mapping[int, int]:
    """{project: how many organisations take part}; those without any are absent."""
    rows = ProjectPartner.objects.filter(project__in=projects).order_by().values_list("project")
    return dict(rows.annotate(partners=Count("organisation", distinct=True)))


def countries_of_partners() -> list[str]:
    """Codes of the countries from which some organisation takes part in some project."""
    partner = ProjectPartner.objects.filter(organisation=OuterRef("pk"))
    rows = Organisation.objects.filter(Exists(partner)).exclude(country_code="").order_by()
    return sorted(set(rows.values_list("country_code", flat=True).distinct()))


def years_of_projects() -> list[int]:
    """From the last year in which some project runs to the first in which one began."""
    days = Project.objects.order_by().aggregate(first=Min("starts_on"), last=Max("ends_on"))
    if days["first"] is None or days["last"] is None:
        return []
    return list(range(days["last"].year, days["first"].year - 1, -1))


# --- one project ---


def project_with_everything(viewer: Viewer) -> QuerySet[Project]:
    """What the page of a project needs, in a fixed number of queries."""
    partners = ProjectPartner.objects.select_related("organisation")
    live = ProjectStatement.objects.live().select_related("source")
    return Project.objects.visible_to(viewer).prefetch_related(
        "fields",
        "deliverables",
        Prefetch("project_sectors", ProjectSector.objects.select_related("sector")),
        Prefetch("partners", partners.order_by("organisation__sort_key", "id")),
        Prefetch("statements", live.order_by("-is_chosen", "id")),
    )


def said_about(project: Project) -> Mapping[str, list[Said]]:
    """{field: its live statements, the chosen one first}, of a project with everything."""
    return said_by_field(project.statements.all(), fact_in_words)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field with the fields above it, from the top, and the sectors it leads to."""

    field: ProjectField
    above: Sequence[str]
    sectors: Sequence[Sector]


def field_lines(project: Project) -> list[FieldLine]:
    """Of a project with everything."""
    sectors = {link.sector_id: link.sector for link in project.project_sectors.all()}
    return [
        FieldLine(
            field=field,
            above=field.path.split("/")[1:-1],
            sectors=[
                sectors[code] for code in sectors_of_euroscivoc(field.path) if code in sectors
            ],
        )
        for field in project.fields.all()
    ]


def partners_by_role(project: Project) -> list[ProjectPartner]:
    """Of a project with everything: who coordinates first, who left last."""
    order = list(PartnerRole)
    return sorted(
        project.partners.all(), key=lambda one: (one.has_left, order.index(PartnerRole(one.role)))
    )
