"""How long anything is kept: one table that is printed for readers and acts by night.

What is over is deleted on the date passed in. Doing it twice does nothing more.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.models import Invitation
from caunoi.accounts.tasks import ATTEMPTS_KEPT
from caunoi.imports.forgetting import forget_old_contents
from caunoi.imports.models import CONTENTS_KEPT_DAYS
from caunoi.introductions.retention import forget_refusal_reasons
from caunoi.jobs.models import JobRun
from caunoi.messages.models import Letter
from caunoi.needs.models import Match
from caunoi.people.models import Look, PersonLink
from caunoi.people.purposes import PARTICIPANT_KEPT_DAYS
from caunoi.people.retention import delete_participants_past_their_day
from caunoi.rights.blotting import BLOT
from caunoi.rights.models import DataRequest
from caunoi.self_service.addresses import LINK_LIFETIME as ADDRESS_LIFETIME
from caunoi.self_service.addresses import delete_old_wishes
from caunoi.self_service.models import Offer
from caunoi.self_service.registering import KEPT_FOR, delete_old_registrations
from caunoi.self_service.submitting import delete_old_submissions
from caunoi.self_service.tasks import OFFERS_KEPT_FOR
from caunoi.sources.history import event_model_of

REASONS_KEPT_DAYS = 90
LINKS_KEPT_DAYS = 90
JOBS_KEPT_DAYS = 90
LOOKS_KEPT_DAYS = 3 * 365
LETTERS_KEPT_DAYS = 3 * 365
REQUESTS_KEPT_DAYS = 3 * 365


@dataclass(frozen=True, slots=True)
class Period:
    """what is kept for how many days and why. act(on): deletes what is over then; how many."""

    what: str | Promise
    days: int
    why: str | Promise
    act: Callable[[datetime.date], int]


def apply_retention(*, on: datetime.date) -> int:
    """Delete all that is over by this day; how many rows."""
    return sum(period.act(on) for period in PERIODS)


# --- what each does ---


def delete_participants(on: datetime.date) -> int:
    return delete_participants_past_their_day(on=on)


def forget_files_of_imports(on: datetime.date) -> int:
    return forget_old_contents(on=on)


@transaction.atomic
def forget_reasons_of_refusals(on: datetime.date) -> int:
    """The decision stays, and that it had a reason; the reason goes, out of the history too."""
    before = _days_before(on, REASONS_KEPT_DAYS)
    said = Match.objects.exclude(reason="").exclude(reason=BLOT)
    events = event_model_of(Match).objects.exclude(reason="").exclude(reason=BLOT)
    forgotten = said.filter(decided_at__lt=before).update(reason=BLOT)
    # After it: the change is written into the history as well.
    events.filter(pgh_created_at__lt=before).update(reason=BLOT)
    return forgotten


def forget_reasons_of_experts(on: datetime.date) -> int:
    return forget_refusal_reasons(on=on)


def delete_old_links(on: datetime.date) -> int:
    before = _days_before(on, LINKS_KEPT_DAYS)
    links, _links = PersonLink.objects.filter(expires_at__lt=before).delete()
    invitations, _invitations = Invitation.objects.filter(expires_at__lt=before).delete()
    return links + invitations


def delete_unproven_registrations(on: datetime.date) -> int:
    return delete_old_registrations(now=_days_before(on, 0))


def delete_wished_addresses(on: datetime.date) -> int:
    return delete_old_wishes(now=_days_before(on, 0))


def delete_unproven_submissions(on: datetime.date) -> int:
    return delete_old_submissions(now=_days_before(on, 0))


def delete_old_offers(on: datetime.date) -> int:
    deleted, _rows = Offer.objects.filter(
        made_at__lt=_days_before(on, OFFERS_KEPT_FOR.days)
    ).delete()
    return deleted


def delete_old_looks(on: datetime.date) -> int:
    deleted, _rows = Look.objects.filter(looked_at__lt=_days_before(on, LOOKS_KEPT_DAYS)).delete()
    return deleted


def delete_old_letters(on: datetime.date) -> int:
    old = Letter.objects.filter(written_at__lt=_days_before(on, LETTERS_KEPT_DAYS))
    deleted, _rows = old.delete()
    return deleted


def delete_old_requests(on: datetime.date) -> int:
    before = on - datetime.timedelta(days=REQUESTS_KEPT_DAYS)
    deleted, _rows = DataRequest.objects.filter(handled_on__lt=before).delete()
    return deleted


def delete_old_attempts(on: datetime.date) -> int:
    old = AccessAttempt.objects.filter(attempt_time__lt=_days_before(on, ATTEMPTS_KEPT.days))
    deleted, _rows = old.delete()
    return deleted


def delete_ended_sessions(on: datetime.date) -> int:
    deleted, _rows = Session.objects.filter(expire_date__lt=_days_before(on, 0)).delete()
    return deleted


def delete_old_jobs(on: datetime.date) -> int:
    """Those that are over, on the pages and in the queue."""
    before = _days_before(on, JOBS_KEPT_DAYS)
    deleted, _rows = JobRun.objects.filter(finished_at__lt=before).delete()
    with connection.cursor() as cursor:
        cursor.execute(DELETE_FROM_THE_QUEUE, [before])
        return deleted + int(cursor.rowcount)


# The queue's own tables are no models that Django may write to.
DELETE_FROM_THE_QUEUE = """
    DELETE FROM procrastinate_jobs
    WHERE status IN ('succeeded', 'failed', 'cancelled', 'aborted')
      AND NOT EXISTS (
        SELECT FROM procrastinate_events
        WHERE job_id = procrastinate_jobs.id AND at >= %s
      )
"""


def _days_before(on: datetime.date, days: int) -> datetime.datetime:
    """The first moment of that day."""
    day = on - datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


PERIODS = (
    Period(
        _("Participants who have not said yes: name, organisation, e-mail, event"),
        PARTICIPANT_KEPT_DAYS,
        _("So that whoever came to an event can still be asked."),
        delete_participants,
    ),
    Period(
        _("Registrations that were refused, or whose address was never confirmed"),
        KEPT_FOR.days,
        _("So that a letter that was overlooked can still be answered."),
        delete_unproven_registrations,
    ),
    Period(
        _("New addresses of people, confirmed or not"),
        ADDRESS_LIFETIME.days,
        _("So that the link in the letter can be opened."),
        delete_wished_addresses,
    ),
    Period(
        _("Proposals sent without a link, whose address was never confirmed"),
        KEPT_FOR.days,
        _("So that a letter that was overlooked can still be answered."),
        delete_unproven_submissions,
    ),
    Period(
        _("What was fetched from ORCID or a file and not chosen"),
        OFFERS_KEPT_FOR.days,
        _("To choose from."),
        delete_old_offers,
    ),
    Period(
        _("Imported files and what they said of people"),
        CONTENTS_KEPT_DAYS,
        _("To correct and to undo an import."),
        forget_files_of_imports,
    ),
    Period(
        _("Reasons why somebody was not considered for a need"),
        REASONS_KEPT_DAYS,
        _("So that officers do not ask each other twice. Never counted against a person."),
        forget_reasons_of_refusals,
    ),
    Period(
        _("Why an expert said no to a request, where a reason was given"),
        REASONS_KEPT_DAYS,
        _("So that nobody is asked the same again. Told to nobody else, counted nowhere."),
        forget_reasons_of_experts,
    ),
    Period(
        _("Links and invitations, after they have expired"),
        LINKS_KEPT_DAYS,
        _("To say kindly that a link is no longer valid."),
        delete_old_links,
    ),
    Period(
        _("Who looked at whose record"),
        LOOKS_KEPT_DAYS,
        _("So that the person can read it."),
        delete_old_looks,
    ),
    Period(
        _("Letters"), LETTERS_KEPT_DAYS, _("To know what was promised to whom."), delete_old_letters
    ),
    Period(
        _("Requests about data, after they were answered"),
        REQUESTS_KEPT_DAYS,
        _("To show that they were answered in time."),
        delete_old_requests,
    ),
    Period(
        _("Failed sign-ins"),
        ATTEMPTS_KEPT.days,
        _("To stop whoever guesses passwords."),
        delete_old_attempts,
    ),
    Period(_("Sessions, after they have ended"), 0, _("No longer needed."), delete_ended_sessions),
    Period(
        _("Finished jobs of the machine, without names"),
        JOBS_KEPT_DAYS,
        _("To find out what went wrong."),
        delete_old_jobs,
    ),
)
