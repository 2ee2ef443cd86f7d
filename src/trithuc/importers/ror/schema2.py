"""ROR's schema 2 (2.0, 2.1): names, locations and links as lists of typed values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from trithuc.importers.ror.fields import Fields, JsonObject
from trithuc.importers.ror.records import (
    EXTERNAL_ID_KINDS,
    NAME_KINDS,
    RELATIONSHIP_KINDS,
    ExternalId,
    Name,
    Place,
    Relationship,
    RorOrganisation,
    Status,
    distinct_names,
)

LATEST_YEAR: Final = 9999


def organisation(
    raw: JsonObject, fields: Fields, *, ror_id: str, status: Status
) -> RorOrganisation | None:
    """None where there is no name."""
    names = distinct_names(_names(raw, fields))
    if not names:
        fields.note("names", raw.get("names"), "ror-name-missing")
        return None
    links = list(fields.objects(raw.get("links"), "links"))
    return RorOrganisation(
        ror_id=ror_id,
        status=status,
        names=names,
        places=tuple(_places(raw, fields)),
        types=tuple(text.lower() for text in fields.texts(raw.get("types"), "types")),
        established=fields.whole_number(raw.get("established"), "established", LATEST_YEAR),
        website=_address(links, fields, "website"),
        wikipedia=_address(links, fields, "wikipedia"),
        relationships=tuple(relationships(raw, fields)),
        external_ids=tuple(_external_ids(raw, fields)),
        domains=fields.texts(raw.get("domains"), "domains"),
    )


def relationships(raw: JsonObject, fields: Fields) -> Iterator[Relationship]:
    """The same in both schemas, but for the capital of the kind."""
    for item in fields.objects(raw.get("relationships"), "relationships"):
        kind = fields.choice(item.get("type"), "relationships.type", RELATIONSHIP_KINDS)
        other = fields.ror_id(item.get("id"), "relationships.id")
        if kind and other:
            label = fields.text(item.get("label"), "relationships.label")
            yield Relationship(kind, other, label)


def _names(raw: JsonObject, fields: Fields) -> Iterator[Name]:
    for item in fields.objects(raw.get("names"), "names"):
        value = fields.text(item.get("value"), "names.value")
        types = fields.texts(item.get("types"), "names.types")
        kinds = [fields.choice(kind, "names.types", NAME_KINDS) for kind in types]
        if value:
            language = fields.text(item.get("lang"), "names.lang")
            yield Name(value, language, tuple(kind for kind in kinds if kind))


def _places(raw: JsonObject, fields: Fields) -> Iterator[Place]:
    for item in fields.objects(raw.get("locations"), "locations"):
        details = fields.mapping(item.get("geonames_details"), "locations.geonames_details")
        yield Place(
            fields.whole_number(item.get("geonames_id"), "locations.geonames_id", 2**31 - 1),
            fields.text(details.get("name"), "locations.name"),
            fields.country_code(details.get("country_code"), "locations.country_code"),
            fields.text(details.get("country_subdivision_name"), "locations.subdivision"),
            fields.degrees(details.get("lat"), "locations.lat", 90),
            fields.degrees(details.get("lng"), "locations.lng", 180),
        )


def _address(links: Iterable[JsonObject], fields: Fields, kind: str) -> str | None:
    """The first of a kind that is a web address."""
    values = (link.get("value") for link in links if link.get("type") == kind)
    found = (fields.web_address(value, f"links.{kind}") for value in values)
    return next((address for address in found if address), None)


def _external_ids(raw: JsonObject, fields: Fields) -> Iterator[ExternalId]:
    for item in fields.objects(raw.get("external_ids"), "external_ids"):
        kind = fields.choice(item.get("type"), "external_ids.type", EXTERNAL_ID_KINDS)
        values = fields.texts(item.get("all"), "external_ids.all")
        if kind and values:
            preferred = fields.text(item.get("preferred"), "external_ids.preferred")
            yield ExternalId(kind, values, preferred)
