"""Reading people: the list with its counts, one profile, and what was said about it by whom.

Every function goes through `visible_to(viewer)`. Events, works and proposals stand in later layers,
so they are reached through their relation to a person and never imported.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from caunoi.accounts.viewers import Viewer
from caunoi.people.facts import Standing
from caunoi.people.folded import Folded
from caunoi.people.models import Affiliation, Consent, ExpertSector, Look, Person, called
from caunoi.people.purposes import Purpose
from caunoi.people.wording import fact_in_words
from caunoi.sources.queries import Said, said_by_field
from trithuc.text.folding import fold

LOOKS_SHOWN = 20
STANDING_CONDITIONS = {
    Standing.EXPERT: Q(expert__isnull=False),
    Standing.PARTICIPANT: Q(participant__isnull=False),
    Standing.OFFICE_HOLDER: Q(office_holder__isnull=False),
}
ORDERS = {
    "name": ("sort_key", "id"),
    "-name": ("-sort_key", "-id"),
    "confirmed": ("expert__confirmed_on", "sort_key", "id"),
    "-confirmed": ("-expert__confirmed_on", "sort_key", "id"),
    "deleted": ("participant__delete_on", "sort_key", "id"),
    "-deleted": ("-participant__delete_on", "sort_key", "id"),
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to; an empty value does not narrow."""

    words: str = ""
    sector: str = ""
    country: str = ""
    event_id: int | None = None


# --- the list ---


def found_people(viewer: Viewer, narrowing: Narrowing) -> QuerySet[Person]:
    """Everyone visible whom the filters leave, in whatever standing and no order.

    By sector only those are found who agree to be matched.
    """
    found = Person.objects.visible_to(viewer).order_by()
    for word in narrowing.words.split():
        found = found.filter(called(word) | _working_at(fold(word)))
    if narrowing.sector:
        found = found.matchable().filter(_standing_in(narrowing.sector))
    if narrowing.country:
        found = found.filter(country_code=narrowing.country)
    if narrowing.event_id:
        found = found.filter(participations__event=narrowing.event_id)
    return found


def counts_by_standing(found: QuerySet[Person]) -> Mapping[Standing, int]:
    """How many of them stand in each way; an expert who also holds an office counts in both."""
    counts = found.aggregate(
        **{
            standing.value: Count("pk", filter=condition)
            for standing, condition in STANDING_CONDITIONS.items()
        }
    )
    return {standing: counts[standing.value] for standing in STANDING_CONDITIONS}


def listed_people(found: QuerySet[Person], standing: Standing, sort: str) -> QuerySet[Person]:
    """Those in one standing, with all that a row shows."""
    return (
        found.filter(STANDING_CONDITIONS[standing])
        .order_by(*ORDERS.get(sort, ORDERS["name"]))
        .select_related("expert", "participant", "office_holder__organisation")
        .prefetch_related(
            Prefetch("affiliations", current_affiliations(), to_attr="current_affiliations"),
            Prefetch("expert__expert_sectors", ExpertSector.objects.select_related("sector")),
        )
    )


def current_affiliations() -> QuerySet[Affiliation]:
    return Affiliation.objects.filter(ended_on__isnull=True).select_related("organisation")


def countries_of_people(viewer: Viewer) -> list[str]:
    """Codes of the countries in which someone visible works."""
    codes = Person.objects.visible_to(viewer).exclude(country_code="").order_by()
    return sorted(set(codes.values_list("country_code", flat=True).distinct()))


def events_to_filter_by(viewer: Viewer) -> QuerySet[Any]:
    events: QuerySet[Any] = _later_model("events.Event").objects.visible_to(viewer)
    return events


def _working_at(word: str) -> Q:
    """A linked body goes by all its names; one that is not linked by what was written."""
    current = Affiliation.objects.filter(ended_on__isnull=True).order_by()
    linked = current.filter(organisation__names__folded__contains=word)
    unlinked = current.filter(organisation__isnull=True)
    written = unlinked.alias(folded=Folded("organisation_name")).filter(folded__contains=word)
    return Q(pk__in=linked.values("person")) | Q(pk__in=written.values("person"))


def _standing_in(sector: str) -> Q:
    return Q(Exists(ExpertSector.objects.filter(expert=OuterRef("pk"), sector=sector)))


# --- one profile ---


def profiles(viewer: Viewer) -> QuerySet[Person]:
    """People with what every reader of a profile may see, in a fixed number of queries."""
    return (
        Person.objects.visible_to(viewer)
        .select_related(
            "expert", "participant", "office_holder__organisation", "office_holder__source"
        )
        .prefetch_related(
            Prefetch("affiliations", Affiliation.objects.select_related("organisation")),
            Prefetch("expert__expert_sectors", ExpertSector.objects.select_related("sector")),
        )
    )


def said_about(person: Person) -> Mapping[str, list[Said]]:
    """{field: its live statements, the chosen one first}."""
    live = person.statements.live().select_related("source")
    return said_by_field(live.order_by("-is_chosen", "id"), fact_in_words)


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A consent with what it comes to on the day it is looked at."""

    consent: Consent
    is_in_force: bool

    @property
    def has_expired(self) -> bool:
        return not self.is_in_force and self.consent.withdrawn_on is None


def consents_of(person: Person, *, on: datetime.date) -> list[ConsentLine]:
    """Those in force first, the yes to a profile before all."""
    rows = person.consents.select_related("recipient", "evidence", "text")
    lines = [ConsentLine(row, row.is_in_force(on)) for row in rows]
    order = list(Purpose)
    return sorted(
        lines, key=lambda line: (not line.is_in_force, order.index(Purpose(line.consent.purpose)))
    )


def latest_looks(person: Person) -> QuerySet[Look]:
    return person.looks.select_related("user")[:LOOKS_SHOWN]


def participations_of(person: Person, viewer: Viewer) -> Iterable[Any]:
    """Newest event first; only events the viewer may see."""
    rows = _later_model("events.Participation").objects.filter(person=person)
    visible = rows.filter(event__in=events_to_filter_by(viewer).order_by())
    found: Iterable[Any] = visible.select_related("event").order_by("-event__starts_on")
    return found


def proposals_of(person: Person, viewer: Viewer) -> Iterable[Any]:
    """Newest first; only proposals the viewer may see."""
    visible = _later_model("proposals.Proposal").objects.visible_to(viewer)
    found: Iterable[Any] = visible.filter(authorships__person=person).select_related("event")
    return found


def works_of(person: Person, viewer: Viewer) -> Iterable[Any]:
    """Newest first; only works the viewer may see."""
    visible = _later_model("works.Work").objects.visible_to(viewer)
    found: Iterable[Any] = (
        visible.filter(authorships__expert=person.pk)
        .select_related("source")
        .order_by(F("year").desc(nulls_last=True), "title", "id")
    )
    return found


def _later_model(label: str) -> Any:
    return apps.get_model(label)
