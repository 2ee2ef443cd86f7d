"""Works: one of each group of sources that state the same work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from trithuc.identifiers import doi
from trithuc.importers.markup import without_markup
from trithuc.importers.orcid.fields import Fields, JsonObject
from trithuc.importers.orcid.records import OrcidExternalId, OrcidWork

# A DOI that is its own comes first; one of another version is better than none.
_OWN_RELATIONSHIPS: Final = ("self", "", "version-of")

EARLIEST_YEAR: Final = 1500
LATEST_YEAR: Final = 2200


def works(activities: JsonObject, fields: Fields) -> tuple[OrcidWork, ...]:
    listed = fields.mapping(activities.get("works"), "works")
    groups = fields.objects(listed.get("group"), "works.group")
    read = (_work(group, fields) for group in groups)
    return tuple(work for work in read if work)


def _work(group: JsonObject, fields: Fields) -> OrcidWork | None:
    """None where no source states a title in public."""
    summaries = list(fields.public(group.get("work-summary"), "work-summary"))
    titled = next((one for one in summaries if _title(one, fields)), None)
    if titled is None:
        if summaries:
            fields.note("work-summary.title", summaries[0].get("title"), "title-missing")
        return None
    ordered = [titled, *(one for one in summaries if one is not titled)]
    return _stated(ordered, fields)


def _stated(summaries: Sequence[JsonObject], fields: Fields) -> OrcidWork:
    preferred = summaries[0]
    titles = fields.mapping(preferred.get("title"), "work-summary.title")
    date = fields.partial_date(preferred.get("publication-date"), "work-summary.publication-date")
    external_ids = tuple(dict.fromkeys(_external_ids(summaries, fields)))
    put_codes = (fields.put_code(summary, "work-summary") for summary in summaries)
    return OrcidWork(
        title=_title(preferred, fields),
        subtitle=_plain(titles.get("subtitle"), "work-summary.subtitle", fields),
        translated_title=_plain(titles.get("translated-title"), "work-summary.title", fields),
        journal=_plain(preferred.get("journal-title"), "work-summary.journal-title", fields),
        kind=fields.word(preferred.get("type"), "work-summary.type").lower().replace("_", "-"),
        publication_date=date,
        year=_year(date),
        doi=_own_doi(external_ids),
        url=fields.own_address(preferred.get("url"), "work-summary.url"),
        external_ids=external_ids,
        put_codes=tuple(code for code in put_codes if code is not None),
    )


def _year(date: str) -> int | None:
    """A slip of the hand (0202) is no year that anything was published in."""
    year = int(date[:4]) if date else 0
    return year if EARLIEST_YEAR <= year <= LATEST_YEAR else None


def _title(summary: JsonObject, fields: Fields) -> str:
    titles = fields.mapping(summary.get("title"), "work-summary.title")
    return _plain(titles.get("title"), "work-summary.title", fields)


def _plain(value: object, field: str, fields: Fields) -> str:
    return without_markup(fields.word(value, field))


def _external_ids(summaries: Iterable[JsonObject], fields: Fields) -> Iterator[OrcidExternalId]:
    for summary in summaries:
        listed = fields.mapping(summary.get("external-ids"), "external-ids")
        for item in fields.objects(listed.get("external-id"), "external-ids.external-id"):
            external_id = _external_id(item, fields)
            if external_id.kind and external_id.value:
                yield external_id


def _external_id(item: JsonObject, fields: Fields) -> OrcidExternalId:
    kind = fields.word(item.get("external-id-type"), "external-id-type").lower()
    value = fields.word(item.get("external-id-value"), "external-id-value")
    relationship = fields.word(item.get("external-id-relationship"), "external-id-relationship")
    normalized = doi.normalize(value) if kind == "doi" else value
    if value and normalized is None:
        fields.note("external-id-value", value, "doi-malformed")
    return OrcidExternalId(
        kind=kind,
        value=normalized or "",
        relationship=relationship.lower().replace("_", "-"),
        url=fields.own_address(item.get("external-id-url"), "external-id-url"),
    )


def _own_doi(external_ids: Sequence[OrcidExternalId]) -> str:
    for relationship in _OWN_RELATIONSHIPS:
        for external_id in external_ids:
            if external_id.kind == "doi" and external_id.relationship == relationship:
                return external_id.value
    return ""
