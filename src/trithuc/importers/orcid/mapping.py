"""One JSON record of ORCID's public interface, version 3.0, → one record and what is wrong with it.

Source: ORCID, *record-3.0* schemas and *API tutorial: read data on a record*. Version 3 states no
number of its own; it is known by its shape, and older shapes are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from trithuc.identifiers import email, orcid
from trithuc.importers.orcid.affiliations import affiliations
from trithuc.importers.orcid.errors import error_in
from trithuc.importers.orcid.fields import Fields, JsonObject, is_public
from trithuc.importers.orcid.records import OrcidRecord, ResearcherUrl
from trithuc.importers.orcid.works import works
from trithuc.importers.reading import Problem

# People put several keywords into one; a comma within a word (1,2-dichloroethane) parts nothing.
_BETWEEN_KEYWORDS: Final = re.compile(r"[;；、，]|,\s")


def record_from(raw: JsonObject) -> tuple[OrcidRecord | None, tuple[Problem, ...]]:
    """The record, None where it is rejected, and its problems, the deciding one first.

    A record that makes nothing public is a record all the same: an ORCID iD alone.
    """
    fields = Fields()
    refused = _why_refused(raw)
    if refused:
        return None, (refused,)
    own_id = _orcid(raw, fields)
    if own_id is None:
        return None, tuple(fields.problems)
    record = _record(raw, own_id, fields)
    return record, tuple(dict.fromkeys(fields.problems))


def _why_refused(raw: JsonObject) -> Problem | None:
    error = error_in(raw)
    if error is not None:
        return Problem("record", "", error.reason, error.parameters)
    if not _is_version_3(raw):
        return Problem("record", "", "orcid-version-unknown")
    history = raw.get("history")
    if isinstance(history, dict) and history.get("deactivation-date") is not None:
        return Problem("history.deactivation-date", "", "orcid-deactivated")
    return None


def _is_version_3(raw: JsonObject) -> bool:
    """Version 1 wraps all in a profile; version 2 has affiliations that are in no groups."""
    activities = raw.get("activities-summary")
    lists = activities.values() if isinstance(activities, dict) else ()
    ungrouped = ("employment-summary", "education-summary")
    is_version_2 = any(
        isinstance(one, dict) and any(key in one for key in ungrouped) for one in lists
    )
    return "orcid-identifier" in raw and not is_version_2


def _orcid(raw: JsonObject, fields: Fields) -> str | None:
    identifier = fields.mapping(raw.get("orcid-identifier"), "orcid-identifier")
    stated = fields.word(identifier.get("path"), "orcid-identifier.path")
    normalized = orcid.normalize(stated)
    if normalized is None:
        fields.note("orcid-identifier.path", identifier.get("path"), "orcid-id-malformed")
    return normalized


def _record(raw: JsonObject, own_id: str, fields: Fields) -> OrcidRecord:
    person = fields.mapping(raw.get("person"), "person")
    name = _public_mapping(person, "name", fields)
    activities = fields.mapping(raw.get("activities-summary"), "activities-summary")
    return OrcidRecord(
        orcid=own_id,
        given_names=fields.word(name.get("given-names"), "name.given-names"),
        family_name=fields.word(name.get("family-name"), "name.family-name"),
        credit_name=fields.word(name.get("credit-name"), "name.credit-name"),
        other_names=_distinct(_contents(person, "other-names", "other-name", fields)),
        biography=_biography(person, fields),
        emails=_distinct(_emails(person, fields)),
        keywords=_distinct(_keywords(person, fields)),
        researcher_urls=tuple(dict.fromkeys(_researcher_urls(person, fields))),
        country_codes=_distinct(_country_codes(person, fields)),
        employments=affiliations(activities, "employment", fields),
        educations=affiliations(activities, "education", fields),
        works=works(activities, fields),
    )


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _public_mapping(person: JsonObject, field: str, fields: Fields) -> JsonObject:
    found = fields.mapping(person.get(field), field)
    return found if is_public(found) else {}


def _items(person: JsonObject, field: str, inner: str, fields: Fields) -> Iterator[JsonObject]:
    listed = fields.mapping(person.get(field), field)
    return fields.public(listed.get(inner), f"{field}.{inner}")


def _contents(person: JsonObject, field: str, inner: str, fields: Fields) -> Iterator[str]:
    for item in _items(person, field, inner, fields):
        yield fields.word(item.get("content"), f"{field}.{inner}.content")


def _biography(person: JsonObject, fields: Fields) -> str:
    biography = _public_mapping(person, "biography", fields)
    return fields.paragraphs(biography.get("content"), "biography.content")


def _emails(person: JsonObject, fields: Fields) -> Iterator[str]:
    """An address known to be unverified may be someone else's."""
    listed = [item for item in _items(person, "emails", "email", fields) if _is_verified(item)]
    for item in sorted(listed, key=lambda item: item.get("primary") is not True):
        stated = fields.word(item.get("email"), "emails.email")
        normalized = email.normalize(stated)
        if stated and normalized is None:
            fields.note("emails.email", stated, "email-malformed")
        yield normalized or ""


def _is_verified(item: JsonObject) -> bool:
    return item.get("verified") is not False


def _keywords(person: JsonObject, fields: Fields) -> Iterator[str]:
    for content in _contents(person, "keywords", "keyword", fields):
        for keyword in _BETWEEN_KEYWORDS.split(content):
            yield keyword.strip(" .,")


def _researcher_urls(person: JsonObject, fields: Fields) -> Iterator[ResearcherUrl]:
    for item in _items(person, "researcher-urls", "researcher-url", fields):
        url = fields.own_address(item.get("url"), "researcher-urls.url")
        if url:
            yield ResearcherUrl(fields.word(item.get("url-name"), "researcher-urls.url-name"), url)


def _country_codes(person: JsonObject, fields: Fields) -> Iterator[str]:
    for item in _items(person, "addresses", "address", fields):
        stated = fields.word(item.get("country"), "addresses.country")
        yield fields.country_code(stated, "addresses.country") or ""
