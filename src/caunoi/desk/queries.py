"""What waits on the desk: each row counted through `visible_to(viewer)`.

A further kind of work is one more function that returns a `DeskRow`, and its place in
`waiting_rows`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from caunoi.accounts.viewers import Viewer
from caunoi.answers.queries import waiting_for_reply
from caunoi.desk.models import Note
from caunoi.imports.models import ImportRun, Outcome, PlannedAction, RunState
from caunoi.introductions.queries import answered
from caunoi.needs.queries import (
    Selection,
    days_of_those_waiting_for_review,
    needs_due,
    needs_without_expert,
)
from caunoi.people.models import Consent, Participant, Person
from caunoi.proposals.queries import queue, time_to_place
from caunoi.proposals.wording import about_time
from caunoi.rights.models import DataRequest
from caunoi.self_service.queries import people_to_ask_to_confirm, waiting_registrations

NEEDS_DUE_WITHIN = datetime.timedelta(days=7)
RECORDS_END_WITHIN = datetime.timedelta(days=14)
CONSENTS_END_WITHIN = datetime.timedelta(days=60)


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
        people_waiting_for_an_answer(viewer, on=on),
        registrations_to_approve(viewer, on=on),
        personal_data_requests(viewer, on=on),
        consents_that_end(viewer, on=on),
        profiles_to_confirm(viewer, on=on),
        experts_who_answered(viewer, on=on),
        people_whose_record_ends(viewer, on=on),
        needs_that_fall_due(viewer, on=on),
        postings_to_review(viewer, on=on),
        proposals_to_place(viewer),
        needs_that_find_nobody(viewer, on=on),
        undecided_duplicates(viewer, on=on),
        imports_to_apply(viewer, on=on),
    )
    return [row for row in rows if row.count]


def people_waiting_for_an_answer(viewer: Viewer, *, on: datetime.date) -> DeskRow:
    found = waiting_for_reply(viewer, on=on).order_by()
    counted = found.aggregate(count=Count("pk"), since=Min("received_on"))
    return DeskRow(
        title=_("People waiting for an answer"),
        count=counted["count"],
        when=_for_days(counted["since"], on),
        url=reverse("answers:next"),
        button=_("Reply"),
    )


def registrations_to_approve(viewer: Viewer, *, on: datetime.date) -> DeskRow:
    found = waiting_registrations().aggregate(count=Count("pk"), since=Min("used_at"))
    return DeskRow(
        title=_("Registrations to approve"),
        count=found["count"] if viewer.is_officer else 0,
        when=_since(found["since"], on),
        url=reverse("self_service:registrations"),
        button=_("Look"),
    )


def personal_data_requests(viewer: Viewer, *, on: datetime.date) -> DeskRow:
    asked = DataRequest.objects.visible_to(viewer).waiting()
    found = asked.order_by().aggregate(count=Count("pk"), first_on=Min("due_on"))
    only = asked.first() if found["count"] == 1 else None
    return DeskRow(
        title=_("Personal-data requests"),
        count=found["count"],
        when=_until(found["first_on"], on),
        url=only.get_absolute_url() if only else reverse("rights:requests"),
        button=_("Handle"),
    )


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


def profiles_to_confirm(viewer: Viewer, *, on: datetime.date) -> DeskRow:
    due = people_to_ask_to_confirm(on=on).filter(
        pk__in=Person.objects.visible_to(viewer).order_by()
    )
    found = due.order_by().aggregate(count=Count("pk"), since=Min("expert__confirmed_on"))
    return DeskRow(
        title=_("Profiles to confirm"),
        count=found["count"] if viewer.is_officer else 0,
        when=_for_days(found["since"], on),
        url=reverse("self_service:to_confirm"),
        button=_("Ask them"),
    )


def experts_who_answered(viewer: Viewer, *, on: datetime.date) -> DeskRow:
    """A yes of an expert's, or of the body after it, with which an officer now goes on."""
    waiting = answered(viewer)
    since = Min(Coalesce("body_answered_at", "answered_at"))
    found = waiting.order_by().aggregate(count=Count("pk"), since=since)
    only = waiting.first() if found["count"] == 1 else None
    return DeskRow(
        title=_("Experts who just answered"),
        count=found["count"],
        when=_since(found["since"], on),
        url=only.get_absolute_url() if only else reverse("introductions:introductions"),
        button=_("Introduce"),
    )


def needs_that_fall_due(viewer: Viewer, *, on: datetime.date) -> DeskRow:
    due = needs_due(viewer, by=on + NEEDS_DUE_WITHIN)
    found = due.order_by().aggregate(count=Count("pk"), first_on=Min("due_on"))
    only = due.first() if found["count"] == 1 else None
    return DeskRow(
        title=_("Needs due within 7 days"),
        count=found["count"],
        when=_until(found["first_on"], on),
        url=only.get_absolute_url() if only else f"{reverse('needs:needs')}?sort=due",
        button=_("Look"),
    )


def postings_to_review(viewer: Viewer, *, on: datetime.date) -> DeskRow:
    days = days_of_those_waiting_for_review(viewer) if viewer.is_officer else []
    return DeskRow(
        title=_("Needs and offers to review"),
        count=len(days),
        when=_for_days(min(days, default=None), on),
        url=reverse("needs:to_review"),
        button=_("Review"),
    )


def proposals_to_place(viewer: Viewer) -> DeskRow:
    count = queue(viewer).count()
    return DeskRow(
        title=_("Proposals to place"),
        count=count,
        when=about_time(time_to_place(count, viewer.user_id or 0)) if count else "",
        url=reverse("proposals:triage"),
        button=_("Start"),
    )


def needs_that_find_nobody(viewer: Viewer, *, on: datetime.date) -> DeskRow:
    waiting = needs_without_expert(viewer)
    found = waiting.order_by().aggregate(count=Count("pk"), since=Min("stated_on"))
    only = waiting.first() if found["count"] == 1 else None
    everyone = f"{reverse('needs:needs')}?show={Selection.WITHOUT_EXPERT}"
    return DeskRow(
        title=_("Home needs without an expert"),
        count=found["count"],
        when=_for_days(found["since"], on),
        url=only.get_absolute_url() if only else everyone,
        button=_("Find experts"),
    )


def undecided_duplicates(viewer: Viewer, *, on: datetime.date) -> DeskRow:
    runs = ImportRun.objects.visible_to(viewer).filter(
        state=RunState.PLANNED, contents_forgotten_at__isnull=True
    )
    held = PlannedAction.objects.filter(
        run__in=runs.order_by(), outcome=Outcome.POSSIBLE_DUPLICATE, decision=""
    )
    by_run = held.values("run", "run__created_at").annotate(held=Count("pk"))
    found = list(by_run.order_by("run__created_at", "run"))
    query = f"?outcome={Outcome.POSSIBLE_DUPLICATE}"
    oldest = reverse("imports:run", args=[found[0]["run"]]) if found else ""
    return DeskRow(
        title=_("Possible duplicates held in imports"),
        count=sum(run["held"] for run in found),
        when=_since(found[0]["run__created_at"] if found else None, on),
        url=f"{oldest}{query}" if found else reverse("imports:runs"),
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
    return _for_days(timezone.localdate(first) if first else None, on)


def _for_days(first: datetime.date | None, on: datetime.date) -> str:
    if first is None:
        return ""
    days = (on - first).days
    if days <= 1:
        return str(_("since yesterday") if days == 1 else _("since today"))
    return ngettext("the oldest for %(days)d day", "the oldest for %(days)d days", days) % {
        "days": days
    }


def open_notes(viewer: Viewer) -> QuerySet[Note]:
    """What was jotted down and not yet ticked off, the newest first."""
    return Note.objects.visible_to(viewer).filter(done_at__isnull=True).select_related("written_by")
