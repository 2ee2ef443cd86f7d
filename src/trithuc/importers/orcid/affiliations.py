"""Employments and educations: one of each group of sources that state the same.

ORCID groups what shares an identifier; within a group the source with the highest display index
is the one the person prefers.
"""

from __future__ import annotations

from typing import Literal

from trithuc.identifiers import doi, ror
from trithuc.importers.orcid.fields import Fields, JsonObject
from trithuc.importers.orcid.records import OrcidAffiliation, OrcidOrganisation

Kind = Literal["employment", "education"]


def affiliations(
    activities: JsonObject, kind: Kind, fields: Fields
) -> tuple[OrcidAffiliation, ...]:
    listed = fields.mapping(activities.get(f"{kind}s"), f"{kind}s")
    groups = fields.objects(listed.get("affiliation-group"), f"{kind}s.affiliation-group")
    read = (_affiliation(group, kind, fields) for group in groups)
    return tuple(affiliation for affiliation in read if affiliation)


def _affiliation(group: JsonObject, kind: Kind, fields: Fields) -> OrcidAffiliation | None:
    field = f"{kind}-summary"
    wrapped = fields.objects(group.get("summaries"), f"{kind}s.summaries")
    summaries = list(fields.public([item.get(field) for item in wrapped if field in item], field))
    if not summaries:
        return None
    preferred = summaries[0]
    organisation = _organisation(preferred, field, fields)
    if organisation is None:
        return None
    put_codes = (fields.put_code(summary, field) for summary in summaries)
    return OrcidAffiliation(
        organisation=organisation,
        role=fields.word(preferred.get("role-title"), f"{field}.role-title"),
        department=fields.word(preferred.get("department-name"), f"{field}.department-name"),
        start_date=fields.partial_date(preferred.get("start-date"), f"{field}.start-date"),
        end_date=fields.partial_date(preferred.get("end-date"), f"{field}.end-date"),
        put_codes=tuple(code for code in put_codes if code is not None),
    )


def _organisation(summary: JsonObject, field: str, fields: Fields) -> OrcidOrganisation | None:
    field = f"{field}.organization"
    stated = fields.mapping(summary.get("organization"), field)
    name = fields.word(stated.get("name"), f"{field}.name")
    if not name:
        fields.note(f"{field}.name", stated.get("name"), "name-missing")
        return None
    address = fields.mapping(stated.get("address"), f"{field}.address")
    country = fields.word(address.get("country"), f"{field}.country")
    register, identifier = _identifier(stated, field, fields)
    return OrcidOrganisation(
        name=name,
        city=fields.word(address.get("city"), f"{field}.city"),
        region=fields.word(address.get("region"), f"{field}.region"),
        country_code=fields.country_code(country, f"{field}.country") or "",
        ror_id=_normalized_ror(identifier, field, fields) if register == "ROR" else "",
        grid_id=identifier if register == "GRID" else "",
        ringgold_id=identifier if register == "RINGGOLD" else "",
        fundref_doi=(doi.normalize(identifier) or "") if register == "FUNDREF" else "",
    )


def _identifier(organisation: JsonObject, field: str, fields: Fields) -> tuple[str, str]:
    """The register, in capitals, and the organisation's identifier there."""
    field = f"{field}.disambiguated-organization"
    stated = fields.mapping(organisation.get("disambiguated-organization"), field)
    identifier = fields.word(stated.get("disambiguated-organization-identifier"), field)
    return fields.word(stated.get("disambiguation-source"), field).upper(), identifier


def _normalized_ror(identifier: str, field: str, fields: Fields) -> str:
    normalized = ror.normalize(identifier)
    if normalized is None:
        fields.note(f"{field}.disambiguated-organization", identifier, "ror-id-malformed")
    return normalized or ""
