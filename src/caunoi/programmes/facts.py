"""A project's facts as field → JSON value: what statements state and imports compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from caunoi.programmes.models import Project, ProjectPartner, ProjectStatement
from caunoi.sources.queries import Voices, voices_about


class Fact(StrEnum):
    ACRONYM = "acronym"
    TITLE = "title"
    OBJECTIVE = "objective"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    FRAMEWORK_PROGRAMME = "framework_programme"
    FUNDING_SCHEME = "funding_scheme"
    TOPIC = "topic"
    TOPIC_TITLE = "topic_title"
    TOTAL_COST = "total_cost"
    EU_CONTRIBUTION = "eu_contribution"
    KEYWORDS = "keywords"
    FIELDS = "fields"
    DELIVERABLES = "deliverables"


class PartnerFact(StrEnum):
    """What is said of a partner's part; its role is part of what names it."""

    EU_CONTRIBUTION = "eu_contribution"
    IS_SME = "is_sme"
    HAS_LEFT = "has_left"


# A partner is named by its project, its organisation and its role.
PartnerKey = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class KnownProject:
    """All an import needs to know of a project already there.

    facts: dates as in ISO 8601; fields as [code, path], sorted; deliverables as
        [title, description, kind], in their order.
    """

    id: int
    facts: Mapping[str, Any]
    voices: Voices


@dataclass(frozen=True, slots=True)
class KnownPartner:
    id: int
    facts: Mapping[str, Any]


def known_projects(cordis_ids: Iterable[int]) -> dict[int, KnownProject]:
    """{CORDIS number: what is known}, in a fixed number of queries; unknown ones are absent."""
    rows = Project.objects.filter(cordis_id__in=set(cordis_ids)).order_by()
    found = list(rows.prefetch_related("fields", "deliverables"))
    voices = voices_about(ProjectStatement, [project.pk for project in found])
    return {
        project.cordis_id: KnownProject(project.pk, facts_of(project), voices[project.pk])
        for project in found
        if project.cordis_id is not None
    }


def facts_of(project: Project) -> dict[str, Any]:
    return {
        Fact.ACRONYM: project.acronym,
        Fact.TITLE: project.title,
        Fact.OBJECTIVE: project.objective,
        Fact.STARTS_ON: project.starts_on and project.starts_on.isoformat(),
        Fact.ENDS_ON: project.ends_on and project.ends_on.isoformat(),
        Fact.FRAMEWORK_PROGRAMME: project.framework_programme,
        Fact.FUNDING_SCHEME: project.funding_scheme,
        Fact.TOPIC: project.topic,
        Fact.TOPIC_TITLE: project.topic_title,
        Fact.TOTAL_COST: project.total_cost,
        Fact.EU_CONTRIBUTION: project.eu_contribution,
        Fact.KEYWORDS: list(project.keywords),
        Fact.FIELDS: sorted([field.code, field.path] for field in project.fields.all()),
        Fact.DELIVERABLES: [
            [one.title, one.description, one.kind] for one in project.deliverables.all()
        ],
    }


def known_partners(projects: Iterable[int]) -> dict[PartnerKey, KnownPartner]:
    """Whoever takes part in these projects, by ids of project and organisation, and role."""
    rows = ProjectPartner.objects.filter(project__in=set(projects)).order_by()
    return {
        (row.project_id, row.organisation_id, row.role): KnownPartner(
            row.pk,
            {
                PartnerFact.EU_CONTRIBUTION: row.eu_contribution,
                PartnerFact.IS_SME: row.is_sme,
                PartnerFact.HAS_LEFT: row.has_left,
            },
        )
        for row in rows
    }
