"""What ROR says about one organisation, whichever schema said it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

NameKind = Literal["ror_display", "label", "alias", "acronym"]
Status = Literal["active", "inactive", "withdrawn"]
RelationshipKind = Literal["parent", "child", "related", "successor", "predecessor"]

NAME_KINDS: Final[tuple[NameKind, ...]] = ("ror_display", "label", "alias", "acronym")
STATUSES: Final[tuple[Status, ...]] = ("active", "inactive", "withdrawn")
RELATIONSHIP_KINDS: Final[tuple[RelationshipKind, ...]] = (
    "parent",
    "child",
    "related",
    "successor",
    "predecessor",
)
# Those of schema 2; schema 1 also had ids of registers that are no longer kept.
EXTERNAL_ID_KINDS: Final = ("fundref", "grid", "isni", "wikidata")


@dataclass(frozen=True, slots=True)
class Name:
    """language: ISO 639-1, None where ROR does not say. kinds: in the order of `NAME_KINDS`."""

    value: str
    language: str | None
    kinds: tuple[NameKind, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A city of GeoNames. country_code: ISO 3166-1, capitals. Degrees north and east."""

    geonames_id: int | None
    name: str | None
    country_code: str | None
    subdivision: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Relationship:
    """What the other organisation is to this one. ror_id: normalised; label: its name."""

    kind: RelationshipKind
    ror_id: str
    label: str | None


@dataclass(frozen=True, slots=True)
class ExternalId:
    """kind: one of `EXTERNAL_ID_KINDS`. preferred: None where ROR prefers none of `values`."""

    kind: str
    values: tuple[str, ...]
    preferred: str | None


@dataclass(frozen=True, slots=True)
class RorOrganisation:
    """ror_id: normalised, without address. names: at least one, each (value, language) once.

    types: as schema 2 names them (education, funder, …). established: a year.
    """

    ror_id: str
    status: Status
    names: tuple[Name, ...]
    places: tuple[Place, ...] = ()
    types: tuple[str, ...] = ()
    established: int | None = None
    website: str | None = None
    wikipedia: str | None = None
    relationships: tuple[Relationship, ...] = ()
    external_ids: tuple[ExternalId, ...] = ()
    domains: tuple[str, ...] = ()

    @property
    def display_name(self) -> str:
        """The name ROR shows; the first one where it marks none."""
        return (self._first_of_kind("ror_display", self.names) or self.names[0]).value

    def name_in(self, language: str) -> str | None:
        """The name in a language (ISO 639-1): its label, else an alias; never an acronym."""
        spoken = [name for name in self.names if name.language == language]
        kinds: tuple[NameKind, ...] = ("label", "ror_display", "alias")
        found = (self._first_of_kind(kind, spoken) for kind in kinds)
        return next((name.value for name in found if name), None)

    @staticmethod
    def _first_of_kind(kind: NameKind, names: Iterable[Name]) -> Name | None:
        return next((name for name in names if kind in name.kinds), None)


def distinct_names(names: Iterable[Name]) -> tuple[Name, ...]:
    """Each value once per language, its kinds together, in the order first met."""
    kinds: dict[tuple[str, str | None], set[NameKind]] = {}
    for name in names:
        kinds.setdefault((name.value, name.language), set()).update(name.kinds)
    return tuple(
        Name(value, language, tuple(kind for kind in NAME_KINDS if kind in found))
        for (value, language), found in kinds.items()
    )
