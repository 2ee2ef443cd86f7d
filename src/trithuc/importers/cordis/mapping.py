"""One row of CORDIS → the records it holds, and what is wrong with it.

Rows are told apart by their own columns, so that a file's name does not matter. Four kinds are
read: projects, the organisations in them, their fields (euroSciVoc) and their topics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from trithuc.importers.cordis.records import (
    ActivityType,
    CordisDeliverable,
    CordisField,
    CordisOrganisation,
    CordisPartner,
    CordisProject,
    Role,
)
from trithuc.importers.cordis.values import Fields
from trithuc.importers.dump import JsonObject

HIGHEST_ID: Final = 2**31 - 1
HIGHEST_PIC: Final = 999_999_999
MOST_KEYWORDS: Final = 50
ACTIVITY_TYPES: Final[tuple[ActivityType, ...]] = ("HES", "REC", "PRC", "PUB", "OTH")
ROLES: Final[dict[str, Role]] = {
    "coordinator": "coordinator",
    "hostinstitution": "coordinator",
    "participant": "participant",
    "beneficiary": "participant",
    "partner": "associated",
    "associatedpartner": "associated",
    "internationalpartner": "associated",
    "thirdparty": "third_party",
}
_FIELD_PATH: Final = re.compile(r"(?:/[^/]+)+")
_FIELD_CODE: Final = re.compile(r"(?:/\d+)+")


class RowKind(StrEnum):
    PROJECT = "project"
    PARTNER = "partner"
    FIELD = "field"
    TOPIC = "topic"


def kind_of(row: JsonObject) -> RowKind | None:
    """None for what is not read, such as the links and results of a project."""
    columns = row.keys()
    if columns >= {"projectID", "role"}:
        return RowKind.PARTNER
    if columns >= {"projectID", "euroSciVocCode"}:
        return RowKind.FIELD
    if columns >= {"id", "acronym"} or columns >= {"projectID", "acronym", "topic"}:
        return RowKind.PROJECT
    return RowKind.TOPIC if columns >= {"projectID", "topic", "title"} else None


def project_id(row: JsonObject, fields: Fields) -> int | None:
    """The project the row speaks of; a missing one is a problem."""
    column = "projectID" if "projectID" in row else "id"
    found = fields.number_within(row.get(column), column, HIGHEST_ID)
    if found is None and not fields.problems:
        fields.note(column, row.get(column), "cordis-project-missing")
    return found


# --- projects ---


def project(row: JsonObject, fields: Fields) -> CordisProject | None:
    """From the official table or the labelled lines; None where it has no number."""
    cordis_id = project_id(row, fields)
    if cordis_id is None:
        return None
    starts_on = fields.date(row.get("startDate"), "startDate")
    ends_on = fields.date(row.get("endDate"), "endDate")
    if starts_on and ends_on and ends_on < starts_on:
        fields.note("endDate", row.get("endDate"), "date-before-start")
        ends_on = None
    return CordisProject(
        cordis_id=cordis_id,
        acronym=fields.words(row.get("acronym"), "acronym"),
        title=fields.words(row.get("title"), "title"),
        objective=fields.paragraphs(row.get("objective"), "objective"),
        starts_on=starts_on,
        ends_on=ends_on,
        framework_programme=fields.words(row.get("frameworkProgramme"), "frameworkProgramme"),
        funding_scheme=fields.words(row.get("fundingScheme"), "fundingScheme"),
        topic=fields.words(row.get("topics", row.get("topic")), "topics"),
        topic_title=fields.words(row.get("topicTitle"), "topicTitle"),
        total_cost=fields.euros(row.get("totalCost"), "totalCost") or None,
        eu_contribution=fields.euros(row.get("ecMaxContribution"), "ecMaxContribution"),
        keywords=tuple(_keywords(row, fields)),
        fields=tuple(_fields_listed(row, fields)),
        deliverables=tuple(_deliverables(row, fields)),
    )


def _keywords(row: JsonObject, fields: Fields) -> list[str]:
    """Each once, whichever way it is capitalised."""
    text = fields.words(row.get("keywords"), "keywords")
    stated = (word.strip() for word in re.split(r"[,;|]", text))
    distinct: dict[str, str] = {}
    for word in filter(None, stated):
        distinct.setdefault(word.lower(), word)
    return list(distinct.values())[:MOST_KEYWORDS]


def _fields_listed(row: JsonObject, fields: Fields) -> Iterator[CordisField]:
    seen = set()
    for item in fields.objects(row.get("euroSciVoc"), "euroSciVoc"):
        found = field_of(item.get("code"), item.get("path"), fields)
        if found and found.code not in seen:
            seen.add(found.code)
            yield found


def field_of(code: object, path: object, fields: Fields) -> CordisField | None:
    """None where code and path are not both there and whole."""
    found_code, found_path = fields.words(code, "euroSciVoc"), fields.words(path, "euroSciVoc")
    if _FIELD_CODE.fullmatch(found_code) and _FIELD_PATH.fullmatch(found_path):
        return CordisField(found_code, found_path)
    fields.note("euroSciVoc", path or code)
    return None


def _deliverables(row: JsonObject, fields: Fields) -> Iterator[CordisDeliverable]:
    for item in fields.objects(row.get("deliverables"), "deliverables"):
        title = fields.words(item.get("title"), "deliverables.title")
        if title and not item.get("generic"):
            description = fields.paragraphs(item.get("description"), "deliverables.description")
            kind = fields.words(item.get("type"), "deliverables.type")
            yield CordisDeliverable(title, "" if description == title else description, kind)


# --- organisations in projects ---


def partner(row: JsonObject, fields: Fields) -> CordisPartner | None:
    """None where the project or the organisation's name is missing."""
    cordis_id = project_id(row, fields)
    organisation = _organisation(row, fields)
    if cordis_id is None or organisation is None:
        return None
    return CordisPartner(
        cordis_id=cordis_id,
        organisation=organisation,
        role=_role(row, fields),
        eu_contribution=fields.euros(row.get("ecContribution"), "ecContribution"),
        is_sme=fields.truth(row.get("SME"), "SME"),
        has_left=fields.truth(row.get("endOfParticipation"), "endOfParticipation") or False,
    )


def _organisation(row: JsonObject, fields: Fields) -> CordisOrganisation | None:
    name = fields.words(row.get("name"), "name")
    if not name:
        fields.note("name", row.get("name"), "name-missing")
        return None
    latitude, longitude = fields.position(row.get("geolocation"), "geolocation")
    short_name = fields.words(row.get("shortName"), "shortName")
    return CordisOrganisation(
        name=name,
        pic=fields.number_within(row.get("organisationID"), "organisationID", HIGHEST_PIC),
        short_name="" if short_name == name else short_name,
        country_code=fields.country(row.get("country"), "country"),
        city=fields.words(row.get("city"), "city"),
        activity_type=_activity_type(row, fields),
        website=fields.website(row.get("organizationURL"), "organizationURL"),
        latitude=latitude,
        longitude=longitude,
    )


def _activity_type(row: JsonObject, fields: Fields) -> ActivityType:
    stated = fields.first(row.get("activityType"), "activityType").upper()
    for known in ACTIVITY_TYPES:
        if stated == known:
            return known
    if stated:
        fields.note("activityType", row.get("activityType"))
    return ""


def _role(row: JsonObject, fields: Fields) -> Role:
    """A role nobody knows is taken as the commonest one, and said to be."""
    stated = fields.first(row.get("role"), "role")
    role = ROLES.get(stated.lower().replace(" ", "").replace("_", ""))
    if role is None:
        fields.note("role", row.get("role"), "cordis-role-unknown")
    return role or "participant"
