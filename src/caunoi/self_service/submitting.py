"""A proposal from somebody without a link: a form, an address proven by a letter, then a proposal.

Whoever sends one learns nothing of who is in the register, known or not. Nobody sees it before the
address was proven; what never is, is deleted after 30 days.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from caunoi.accounts.tokens import hash_of, new_token
from caunoi.people.consents import OfferedConsent, kept_text
from caunoi.people.models import Person
from caunoi.people.services import say_yes
from caunoi.proposals.models import Channel, Proposal
from caunoi.self_service.models import Submission, SubmissionYes
from caunoi.self_service.newcomers import add_newcomer, person_meant
from caunoi.self_service.registering import KEPT_FOR, LINK_LIFETIME
from caunoi.self_service.services import send_proposal

SUBMISSION = "submission"


@transaction.atomic
def submit(
    *,
    name: str,
    email: str,
    title: str,
    text: str,
    signature: str,
    language: str,
    yeses: Iterable[OfferedConsent],
    now: datetime.datetime,
) -> None:
    """Keep it and have its address proven, alike for those in the register and others."""
    submission, _token = Submission.issue(
        purpose=SUBMISSION,
        lifetime=LINK_LIFETIME,
        now=now,
        display_name=name,
        email=email,
        title=title,
        text=text,
        signature=signature,
        language=language,
    )
    SubmissionYes.objects.bulk_create(
        SubmissionYes(submission=submission, text=kept_text(one), recipient=one.recipient)
        for one in yeses
    )
    _send_soon(submission)


def _send_soon(submission: Submission) -> None:
    # Here and not above: the task is written in terms of this module.
    from caunoi.self_service.tasks import ask_to_prove

    transaction.on_commit(lambda: ask_to_prove.defer(submission_id=submission.pk))


@sensitive_variables("token", "words")
def ask_to_prove(*, submission_id: int) -> None:
    """Write to the address with a link made this moment; an earlier one no longer opens."""
    token = new_token()
    submission = Submission.objects.filter(pk=submission_id, used_at=None).first()
    if submission is None:
        return
    Submission.objects.filter(pk=submission_id).update(token_hash=hash_of(token))
    path = reverse("submitting:prove", args=[token])
    with translation.override(submission.language or settings.LANGUAGE_CODE):
        words = [
            _("Dear %(name)s,") % {"name": submission.display_name},
            _("somebody, probably you, sent us a proposal with this address."),
            _("Open this link and press the button, and your proposal has arrived."),
            f"{settings.SITE_URL.rstrip('/')}{path}",
            _("If it was not you, do nothing: all is deleted after 30 days."),
        ]
        subject = _("Please confirm your proposal")
    EmailMessage(subject, "\n\n".join(words), to=[submission.email]).send()


@sensitive_variables("token")
@transaction.atomic
def prove_address(token: str, *, on: datetime.date, now: datetime.datetime) -> Proposal:
    """Make it a proposal of whoever has the address; the submission is gone then.

    Somebody new is a participant until saying yes to more. Raises InvalidLink.
    """
    submission = Submission.take(token, purpose=SUBMISSION, now=now)
    name, email = submission.display_name, submission.email
    person = person_meant(email=email, name=name) or add_newcomer(
        name=name, email=email, language=submission.language, on=on
    )
    clicked_on = timezone.localdate(submission.created_at)
    for yes in submission.yeses.select_related("text", "recipient"):
        say_yes(person=person, text=yes.text, recipient=yes.recipient, on=clicked_on)
    proposal = send_proposal(
        person=Person.objects.get(pk=person.pk),
        title=submission.title,
        text=submission.text,
        signature=submission.signature,
        channel=Channel.PUBLIC_PAGE,
        on=on,
    )
    submission.delete()
    return proposal


def delete_old_submissions(*, now: datetime.datetime) -> int:
    """Those whose address nobody proved for 30 days; how many."""
    old = Submission.objects.filter(created_at__lte=now - KEPT_FOR)
    count = old.count()
    old.delete()
    return count
