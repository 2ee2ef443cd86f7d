"""What waits on the desk, and what is new: each row counted through `visible_to(viewer)`.

A further kind of work is one more function that returns a `DeskRow`, and its place in
`waiting_rows`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, Model, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from caunoi.accounts.viewers import Viewer
from caunoi.events.models import Event
from caunoi.imports.models import ImportRun, Outcome, PlannedAction, RunState
from caunoi.organisations.models import Organisation
from caunoi.organisations.queries import the_register
from caunoi.people.models import Consent, Participant, Person
from caunoi.proposals.models import Proposal
from caunoi.sources.history import INSERTED, history_of

RECORDS_END_WITHIN = datetime.timedelta(days=14)
CONSENTS_END_WITHIN = datetime.timedelta(days=60)


# --- what waits ---


@dataclass(frozen=True, slots=True)
class DeskRow:
    """when: how old the oldest is, or how soon the first is due; "" for an empty row."""

    title: str | Promise
    count: int
    when: str
    url: str
    button: str | Promise


def waiting_rows(viewer: Viewer, *, on: datetime.date) -> list[DeskRow]:
    """In the order of the desk; rows at zero fold away."""
    rows = (
        people_whose_record_ends(viewer, on=on),
        consents_that_end(viewer, on=on),
        undecided_duplicates(viewer, on=on),
        imports_to_apply(viewer, on=on),
    )
    return [row for row in rows if row.count]


def people_whose_record_ends(viewer: Viewer, *, on: datetime.date) -> DeskRow:
    ending = Participant.objects.filter(
        person__in=Person.objects.visible_to(viewer).order_by(),
        delete_on__lte=on + RECORDS_END_WITHIN,
    ).aggregate(count=Count("pk"), first_on=Min("delete_on"))
    return DeskRow(
        title=_("People whose record ends soon"),
        count=ending["count"],
        when=_until(ending["first_on"], on),
        url=f"{reverse('people:people')}?standing=participant&sort=deleted",
        button=_("Ask them"),
    )


def ending_consents(viewer: Viewer, *, on: datetime.date) -> QuerySet[Consent]:
    """Those in force that end within 60 days, the next to end first."""
    return (
        Consent.objects.in_force(on=on)
        .filter(
            person__in=Person.objects.visible_to(viewer).order_by(),
            expires_on__lte=on + CONSENTS_END_WITHIN,
        )
        .order_by("expires_on", "person__sort_key", "pk")
    )


def consents_that_end(viewer: Viewer, *, on: datetime.date) -> DeskRow:
    ending = ending_consents(viewer, on=on).aggregate(count=Count("pk"), first_on=Min("expires_on"))
    return DeskRow(
        title=_("Consents that end within 60 days"),
        count=ending["count"],
        when=_until(ending["first_on"], on),
        url=reverse("desk:ending_consents"),
        button=_("Show them"),
    )


def undecided_duplicates(viewer: Viewer, *, on: datetime.date) -> DeskRow:
    runs = ImportRun.objects.visible_to(viewer).filter(
        state=RunState.PLANNED, contents_forgotten_at__isnull=True
    )
    held = PlannedAction.objects.filter(
        run__in=runs.order_by(), outcome=Outcome.POSSIBLE_DUPLICATE, decision=""
    )
    found = held.aggregate(count=Count("pk"), since=Min("run__created_at"))
    oldest = runs.filter(Exists(held.filter(run=OuterRef("pk")))).order_by("created_at").first()
    query = f"?outcome={Outcome.POSSIBLE_DUPLICATE}"
    return DeskRow(
        title=_("Possible duplicates held in imports"),
        count=found["count"],
        when=_since(found["since"], on),
        url=f"{oldest.get_absolute_url()}{query}" if oldest else reverse("imports:runs"),
        button=_("Decide"),
    )


def imports_to_apply(viewer: Viewer, *, on: datetime.date) -> DeskRow:
    runs = ImportRun.objects.visible_to(viewer).filter(state=RunState.PLANNED)
    found = runs.aggregate(count=Count("pk"), since=Min("created_at"))
    only = runs.order_by("created_at").first() if found["count"] == 1 else None
    return DeskRow(
        title=_("Imports waiting to be applied"),
        count=found["count"],
        when=_since(found["since"], on),
        url=only.get_absolute_url() if only else reverse("imports:runs"),
        button=_("Look"),
    )


def _until(first: datetime.date | None, on: datetime.date) -> str:
    if first is None:
        return ""
    days = (first - on).days
    if days <= 1:
        return str(_("the first tomorrow") if days == 1 else _("the first today"))
    return ngettext("the first in %(days)d day", "the first in %(days)d days", days) % {
        "days": days
    }


def _since(first: datetime.datetime | None, on: datetime.date) -> str:
    if first is None:
        return ""
    days = (on - timezone.localdate(first)).days
    if days <= 1:
        return str(_("since yesterday") if days == 1 else _("since today"))
    return ngettext("the oldest for %(days)d day", "the oldest for %(days)d days", days) % {
        "days": days
    }


# --- what is new ---


@dataclass(frozen=True, slots=True)
class NewRecords:
    """Records of one noun that entered the register since an instant."""

    noun: str
    label: str | Promise
    count: int


NOUNS: dict[str, tuple[type[Model], Promise]] = {
    "people": (Person, _("People")),
    "proposals": (Proposal, _("Proposals")),
    "organisations": (Organisation, _("Organisations")),
}


def new_records(noun: str, viewer: Viewer, *, since: datetime.datetime) -> QuerySet[Any]:
    """Newest first. Raises KeyError for a noun that is none of NOUNS."""
    model, _label = NOUNS[noun]
    entries = history_of(model).filter(
        pgh_obj_id=OuterRef("pk"), pgh_label=INSERTED, pgh_created_at__gt=since
    )
    visible: QuerySet[Any] = model._default_manager.visible_to(viewer)  # type: ignore[attr-defined]
    return visible.filter(Exists(entries)).order_by("-pk")


def new_since(viewer: Viewer, *, since: datetime.datetime) -> list[NewRecords]:
    return [
        NewRecords(noun, label, new_records(noun, viewer, since=since).count())
        for noun, (_model, label) in NOUNS.items()
    ]


# --- the first steps ---


@dataclass(frozen=True, slots=True)
class FirstStep:
    title: str | Promise
    why: str | Promise
    url: str
    is_done: bool


def first_steps(viewer: Viewer) -> list[FirstStep]:
    """What to do in a register without people; empty once there are some and it has a name."""
    is_named = the_register() is not None
    has_people = Person.objects.visible_to(viewer).exists()
    if is_named and has_people:
        return []
    return list(_first_steps(viewer, is_named=is_named, has_people=has_people))


def _first_steps(viewer: Viewer, *, is_named: bool, has_people: bool) -> Iterator[FirstStep]:
    yield FirstStep(
        _("Name the register and who runs it"),
        _("Every consent names the organisation that receives the data."),
        reverse("organisations:register"),
        is_named,
    )
    yield FirstStep(
        _("Create the first seminar"),
        _("So that the register knows where its people were met."),
        reverse("events:add"),
        Event.objects.visible_to(viewer).exists(),
    )
    yield FirstStep(
        _("Import the people who came"),
        _("A sheet with names and organisations is enough. You see every change beforehand."),
        reverse("imports:upload", args=["seminar"]),
        has_people,
    )
