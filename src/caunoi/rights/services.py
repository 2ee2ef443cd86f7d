"""Asking about the own data, and answering."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caunoi.accounts.models import User
from caunoi.messages.models import Letter, LetterKind
from caunoi.messages.services import in_language_of, write_letter
from caunoi.people.models import Person
from caunoi.rights.models import ANSWERED_WITHIN_DAYS, DataRequest, RequestKind

OWN_DATA = "rights:own_data"


class AlreadyAnswered(Exception):
    """Somebody was quicker; the person has one answer."""


def ask_about_data(
    *, person: Person, kind: RequestKind, words: str, on: datetime.date
) -> DataRequest:
    due_on = on + datetime.timedelta(days=ANSWERED_WITHIN_DAYS)
    return DataRequest.objects.create(
        person=person, kind=kind, words=words, asked_on=on, due_on=due_on
    )


@transaction.atomic
def answer_request(
    *, request: DataRequest, answer: str, by: User, now: datetime.datetime | None = None
) -> Letter:
    """Keep the answer and write it to the person, in the language of their letters.

    Raises AlreadyAnswered.
    """
    now = now or timezone.now()
    waiting = DataRequest.objects.select_for_update().waiting().filter(pk=request.pk)
    if not waiting.update(answer=answer, handled_on=timezone.localdate(now), handled_by=by):
        raise AlreadyAnswered
    with in_language_of(request.person):
        day = date_format(request.asked_on, "DATE_FORMAT")
        return write_letter(
            person=request.person,
            kind=LetterKind.RIGHTS,
            subject=_("Your request of %(day)s about your data") % {"day": day},
            paragraphs=[answer],
            link_to=OWN_DATA,
            by=by,
            now=now,
        )
