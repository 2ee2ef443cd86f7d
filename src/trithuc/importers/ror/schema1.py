"""ROR's schema 1, retired in 2025 and still found in files: read into the words of schema 2.

The mapping of names is ROR's own: `name` was shown and is a label; `labels` are its other
languages.
"""

from __future__ import annotations

from collections.abc import Iterator

from trithuc.importers.ror.fields import Fields, JsonObject
from trithuc.importers.ror.records import (
    EXTERNAL_ID_KINDS,
    ExternalId,
    Name,
    NameKind,
    Place,
    RorOrganisation,
    Status,
    distinct_names,
)
from trithuc.importers.ror.schema2 import LATEST_YEAR, relationships


def organisation(
    raw: JsonObject, fields: Fields, *, ror_id: str, status: Status
) -> RorOrganisation | None:
    """None where there is no name."""
    display_name = fields.text(raw.get("name"), "name")
    if display_name is None:
        fields.note("name", raw.get("name"), "ror-name-missing")
        return None
    websites = fields.texts(raw.get("links"), "links")
    addresses = (fields.web_address(website, "links") for website in websites)
    return RorOrganisation(
        ror_id=ror_id,
        status=status,
        names=distinct_names(_names(raw, fields, display_name)),
        places=tuple(_places(raw, fields)),
        types=tuple(text.lower() for text in fields.texts(raw.get("types"), "types")),
        established=fields.whole_number(raw.get("established"), "established", LATEST_YEAR),
        website=next((address for address in addresses if address), None),
        wikipedia=fields.web_address(raw.get("wikipedia_url"), "wikipedia_url"),
        relationships=tuple(relationships(raw, fields)),
        external_ids=tuple(_external_ids(raw, fields)),
    )


def _names(raw: JsonObject, fields: Fields, display_name: str) -> Iterator[Name]:
    labels = list(_labels(raw, fields))
    languages = (label.language for label in labels if label.value == display_name)
    yield Name(display_name, next(languages, None), ("ror_display", "label"))
    yield from labels
    kinds: tuple[tuple[str, NameKind], ...] = (("aliases", "alias"), ("acronyms", "acronym"))
    for field, kind in kinds:
        for value in fields.texts(raw.get(field), field):
            yield Name(value, None, (kind,))


def _labels(raw: JsonObject, fields: Fields) -> Iterator[Name]:
    for item in fields.objects(raw.get("labels"), "labels"):
        value = fields.text(item.get("label"), "labels.label")
        if value:
            yield Name(value, fields.text(item.get("iso639"), "labels.iso639"), ("label",))


def _places(raw: JsonObject, fields: Fields) -> Iterator[Place]:
    country = fields.mapping(raw.get("country"), "country")
    country_code = fields.country_code(country.get("country_code"), "country.country_code")
    addresses = list(fields.objects(raw.get("addresses"), "addresses"))
    if not addresses and country_code:
        yield Place(None, None, country_code, None, None, None)
    for item in addresses:
        city = fields.mapping(item.get("geonames_city"), "addresses.geonames_city")
        region = fields.mapping(city.get("geonames_admin1"), "addresses.geonames_admin1")
        yield Place(
            fields.whole_number(city.get("id"), "addresses.geonames_city.id", 2**31 - 1),
            fields.text(item.get("city"), "addresses.city"),
            country_code,
            fields.text(region.get("name"), "addresses.geonames_admin1.name"),
            fields.degrees(item.get("lat"), "addresses.lat", 90),
            fields.degrees(item.get("lng"), "addresses.lng", 180),
        )


def _external_ids(raw: JsonObject, fields: Fields) -> Iterator[ExternalId]:
    for name, value in fields.mapping(raw.get("external_ids"), "external_ids").items():
        kind = name.lower()
        if kind in EXTERNAL_ID_KINDS:
            item = fields.mapping(value, f"external_ids.{name}")
            values = fields.texts(item.get("all"), f"external_ids.{name}.all")
            preferred = fields.text(item.get("preferred"), f"external_ids.{name}.preferred")
            if values:
                yield ExternalId(kind, values, preferred)
