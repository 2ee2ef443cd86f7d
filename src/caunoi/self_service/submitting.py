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
from caunoi.people.facts import Fact
from caunoi.people.models import Participant, Person, PersonStatement
from caunoi.people.particulars import Particulars
from caunoi.people.purposes import PARTICIPANT_KEPT_DAYS
from caunoi.people.services import change_own_profile, say_yes
from caunoi.proposals.models import Channel, Proposal
from caunoi.self_service.models import Submission, SubmissionYes
from caunoi.self_service.queries import with_email
from caunoi.self_service.registering import KEPT_FOR, LINK_LIFETIME
from caunoi.self_service.services import send_proposal
from caunoi.sources.services import record_own_word
from trithuc.text.folding import fold

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
    person = _sender(submission) or _new_participant(submission, on=on)
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


def _sender(submission: Submission) -> Person | None:
    """Whoever in the register has the address; of several, the one of this name, else nobody."""
    known = with_email(submission.email)
    if len(known) > 1:
        said = fold(submission.display_name)
        known = [one for one in known if fold(one.display_name) == said]
    return known[0] if len(known) == 1 else None


def _new_participant(submission: Submission, *, on: datetime.date) -> Person:
    person = Person.objects.create(
        display_name=submission.display_name, language=submission.language
    )
    delete_on = on + datetime.timedelta(days=PARTICIPANT_KEPT_DAYS)
    Participant.objects.create(person=person, delete_on=delete_on)
    record_own_word(PersonStatement, person, {Fact.DISPLAY_NAME: submission.display_name}, on=on)
    stated = Particulars(display_name=submission.display_name, facts={Fact.EMAIL: submission.email})
    change_own_profile(person=person, particulars=stated, on=on)
    return person


def delete_old_submissions(*, now: datetime.datetime) -> int:
    """Those whose address nobody proved for 30 days; how many."""
    old = Submission.objects.filter(created_at__lte=now - KEPT_FOR)
    count = old.count()
    old.delete()
    return count
