"""Who and what stands in each sector and country, counted through `visible_to(viewer)`.

Experts are counted only while they agree to be matched; whoever withdraws is gone from every
figure at once. Each figure has an address that lists the records it counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, QuerySet
from django.utils import timezone

from caunoi.accounts.viewers import Viewer
from caunoi.needs.models import Need, NeedSector
from caunoi.organisations.models import Organisation
from caunoi.people.facts import Standing
from caunoi.people.models import ExpertSector, Person
from caunoi.people.queries import listed_people
from caunoi.programmes.models import Project, ProjectSector
from caunoi.proposals.models import PlacedSector, Proposal
from caunoi.proposals.queries import State, listed_proposals
from caunoi.sectors.models import Priority, Sector
from trithuc import vocabulary

SHOWN_OF_EACH = 10


# --- all sectors ---


@dataclass(frozen=True, slots=True)
class SectorFigures:
    """How many of each noun stand in one sector, as far as the viewer may see them."""

    sector: Sector
    experts: int
    proposals: int
    needs: int
    projects: int
    priorities: int


@dataclass(frozen=True, slots=True)
class FamilyFigures:
    family: vocabulary.Family
    rows: Sequence[SectorFigures]


def figures_by_family(viewer: Viewer) -> list[FamilyFigures]:
    """All 26 sectors under their families, in the order they are always shown."""
    figures = figures_by_sector(viewer)
    return [
        FamilyFigures(family, [row for row in figures if row.sector.family == family.code])
        for family in vocabulary.families()
    ]


def figures_by_sector(viewer: Viewer) -> list[SectorFigures]:
    counts = {
        "experts": _count(experts_in_sectors(viewer)),
        "proposals": _count(_placed(viewer)),
        "needs": _count(_needed(viewer)),
        "projects": _count(_researched(viewer)),
        "priorities": _count(Priority.objects.visible_to(viewer)),
    }
    return [
        SectorFigures(sector, **{noun: by.get(sector.code, 0) for noun, by in counts.items()})
        for sector in Sector.objects.filter(is_retired=False)
    ]


def experts_in_sectors(viewer: Viewer) -> QuerySet[ExpertSector]:
    """The sectors of those experts whom the viewer may see and who agree to be matched."""
    matchable = Person.objects.visible_to(viewer).matchable().order_by()
    return ExpertSector.objects.filter(expert__person__in=matchable)


def _placed(viewer: Viewer) -> QuerySet[PlacedSector]:
    visible = Proposal.objects.visible_to(viewer).order_by()
    return PlacedSector.objects.filter(
        placement__taken_back_at__isnull=True, placement__proposal__in=visible
    )


def _needed(viewer: Viewer) -> QuerySet[NeedSector]:
    visible = Need.objects.visible_to(viewer).in_use(on=timezone.localdate()).order_by()
    return NeedSector.objects.filter(need__in=visible)


def _researched(viewer: Viewer) -> QuerySet[ProjectSector]:
    return ProjectSector.objects.filter(project__in=Project.objects.visible_to(viewer).order_by())


def _count(rows: QuerySet[Any]) -> Mapping[str, int]:
    counted = rows.order_by().values_list("sector").annotate(Count("pk"))
    return dict(counted)


# --- sector × country ---


@dataclass(frozen=True, slots=True)
class CountryFigures:
    """by_sector: {sector: how many experts work in this country and stand in that sector}."""

    country: str
    by_sector: Mapping[str, int]


def experts_by_country(viewer: Viewer) -> list[CountryFigures]:
    """Countries in which someone visible works, most experts first; "" for no country stated."""
    counted = (
        experts_in_sectors(viewer)
        .order_by()
        .values_list("expert__person__country_code", "sector")
        .annotate(Count("pk"))
    )
    found: dict[str, dict[str, int]] = {}
    for country, sector, count in counted:
        found.setdefault(country, {})[sector] = count
    figures = [CountryFigures(country, by_sector) for country, by_sector in found.items()]
    return sorted(figures, key=lambda one: (-sum(one.by_sector.values()), one.country))


# --- places ---


@dataclass(frozen=True, slots=True)
class Place:
    """A city with its organisations; latitude and longitude are the mean of theirs, in degrees."""

    city: str
    country: str
    organisations: int
    latitude: float
    longitude: float


def places_of_organisations(viewer: Viewer, countries: Collection[str]) -> list[Place]:
    """Cities of these countries with organisations whose place is known, most of them first."""
    located = Organisation.objects.visible_to(viewer).filter(
        country_code__in=countries, latitude__isnull=False
    )
    counted = (
        located.exclude(city="")
        .order_by()
        .values_list("city", "country_code")
        .annotate(Count("pk"), Avg("latitude"), Avg("longitude"))
    )
    return sorted((Place(*row) for row in counted), key=lambda one: (-one.organisations, one.city))


def countries_of_organisations(viewer: Viewer) -> list[str]:
    """Countries with an organisation whose place is known."""
    located = Organisation.objects.visible_to(viewer).filter(latitude__isnull=False)
    codes = located.exclude(country_code="").order_by().values_list("country_code", flat=True)
    return sorted(set(codes.distinct()))


# --- one sector ---


@dataclass(frozen=True, slots=True)
class Found:
    """The first of a list, and how long the whole of it is."""

    count: int
    rows: Sequence[object]


def experts_of(sector: Sector, viewer: Viewer) -> Found:
    found = Person.objects.visible_to(viewer).matchable().order_by()
    standing = found.filter(expert__expert_sectors__sector=sector)
    return _found(listed_people(standing, Standing.EXPERT, "name"))


def proposals_of(sector: Sector, viewer: Viewer) -> Found:
    found = Proposal.objects.visible_to(viewer).in_sector(sector.code)
    return _found(listed_proposals(found, State.ALL, "-received", viewer=viewer))


def needs_of(sector: Sector, viewer: Viewer) -> Found:
    in_use = Need.objects.visible_to(viewer).in_use(on=timezone.localdate())
    found = in_use.filter(need_sectors__sector=sector)
    return _found(found.select_related("asked_by"))


def projects_of(sector: Sector, viewer: Viewer) -> Found:
    found = Project.objects.visible_to(viewer).filter(project_sectors__sector=sector)
    return _found(found.order_by("-ends_on", "pk"))


def organisations_of(sector: Sector, viewer: Viewer) -> Found:
    """Bodies that take part in the sector's projects, most projects first, as `projects`."""
    projects = Project.objects.visible_to(viewer).filter(project_sectors__sector=sector).order_by()
    found = Organisation.objects.visible_to(viewer).filter(
        project_partnerships__project__in=projects
    )
    return _found(found.annotate(projects=Count("pk")).order_by("-projects", "sort_key", "id"))


def _found(rows: QuerySet[Any]) -> Found:
    return Found(rows.count(), list(rows[:SHOWN_OF_EACH]))


def concepts_under(sector: Sector) -> list[vocabulary.Concept]:
    """The first level of concepts the library knows under a sector."""
    return [one for one in vocabulary.concepts() if one.broader == sector.code]


# --- priorities ---


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """A sector that somebody gives priority, beside how many stand there to serve it.

    by_country: {the country it is wanted with: who said so}; a country that said it of itself,
    towards nobody, stands for itself.
    """

    figures: SectorFigures
    by_country: Mapping[str, Sequence[Priority]]

    @property
    def is_thin(self) -> bool:
        """Wanted, and fewer than two experts to ask."""
        return self.figures.experts < FEWEST_TO_CHOOSE_FROM


FEWEST_TO_CHOOSE_FROM = 2


def priority_rows(viewer: Viewer) -> list[PriorityRow]:
    """Only sectors that somebody gives priority, in the order they are always shown."""
    said = _by_sector(Priority.objects.visible_to(viewer).select_related("source", "sector"))
    return [
        PriorityRow(figures, said[figures.sector.code])
        for figures in figures_by_sector(viewer)
        if figures.sector.code in said
    ]


def countries_with_priorities(rows: Iterable[PriorityRow]) -> list[str]:
    return sorted({country for row in rows for country in row.by_country})


def _by_sector(priorities: Iterable[Priority]) -> dict[str, dict[str, list[Priority]]]:
    found: dict[str, dict[str, list[Priority]]] = {}
    for one in priorities:
        country = one.partner_country_code or one.country_code
        found.setdefault(one.sector_id, {}).setdefault(country, []).append(one)
    return found
