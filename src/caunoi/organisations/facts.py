"""An organisation's facts as field → JSON value: what statements state and imports compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from caunoi.organisations.models import Organisation, OrganisationStatement
from caunoi.sources.queries import Voices, voices_about


class Fact(StrEnum):
    DISPLAY_NAME = "display_name"
    STATUS = "status"
    KINDS = "kinds"
    ESTABLISHED = "established"
    WEBSITE = "website"
    PLACE = "place"
    NAMES = "names"
    RELATIONS = "relations"


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """All an import needs to know of a body already there.

    facts: names as [value, language, kinds], relations as [kind, ROR id, label], both sorted;
        place as [city, country code, latitude, longitude].
    """

    id: int
    ror_id: str | None
    facts: Mapping[str, Any]
    voices: Voices


def known_organisations(ids: Iterable[int]) -> dict[int, KnownOrganisation]:
    """{id: what is known}, in a fixed number of queries; ids that are gone are absent."""
    wanted = set(ids)
    voices = voices_about(OrganisationStatement, wanted)
    found = Organisation.objects.filter(pk__in=wanted).prefetch_related("names", "relations")
    return {
        organisation.pk: KnownOrganisation(
            organisation.pk,
            organisation.ror_id,
            facts_of(organisation),
            voices[organisation.pk],
        )
        for organisation in found
    }


def facts_of(organisation: Organisation) -> dict[str, Any]:
    return {
        Fact.DISPLAY_NAME: organisation.display_name,
        Fact.STATUS: organisation.status,
        Fact.KINDS: sorted(organisation.kinds),
        Fact.ESTABLISHED: organisation.established,
        Fact.WEBSITE: organisation.website,
        Fact.PLACE: [
            organisation.city,
            organisation.country_code,
            organisation.latitude,
            organisation.longitude,
        ],
        Fact.NAMES: sorted(
            [name.value, name.language, sorted(name.kinds)] for name in organisation.names.all()
        ),
        Fact.RELATIONS: sorted(
            [relation.kind, relation.other_ror_id, relation.other_label]
            for relation in organisation.relations.all()
        ),
    }
