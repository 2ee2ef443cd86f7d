"""Once a year: is all still so? One letter, one page, one press of a button."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.exceptions import AlreadyEnqueued

from caunoi.accounts.models import User
from caunoi.messages.models import Letter, LetterKind
from caunoi.messages.services import in_language_of, write_letter
from caunoi.people.models import Person
from caunoi.self_service.queries import people_to_ask_to_confirm


def ask_to_confirm(*, person: Person, by: User | None = None) -> Letter:
    """Write to somebody whose profile grew old or whose yes ends."""
    with in_language_of(person):
        return write_letter(
            person=person,
            kind=LetterKind.PLEASE_CONFIRM,
            subject=_("Is your profile still right?"),
            paragraphs=[
                _("Dear %(name)s,") % {"name": person.display_name},
                _("one press of a button confirms your profile and renews the yeses that end."),
                _(
                    "You can change or withdraw anything on the same page. Without an answer, each"
                    " yes ends on its day."
                ),
            ],
            link_to="self_service:confirm",
            by=by,
        )


def ask_everyone_due(*, on: datetime.date) -> int:
    """How many were written to; nobody twice within a month."""
    due = list(people_to_ask_to_confirm(on=on).select_related("expert"))
    for person in due:
        ask_to_confirm(person=person)
    return len(due)


def ask_everyone_soon() -> None:
    """Have the worker write to everyone due; nothing more while it was asked already."""
    from caunoi.self_service.tasks import ask_to_confirm_now

    try:
        with transaction.atomic():
            ask_to_confirm_now.defer()
    except AlreadyEnqueued:
        return
