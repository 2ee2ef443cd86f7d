"""Registering oneself: a form, an address proven by a link, an officer's decision.

No officer sees a registration before its address was proven. What was refused, or never proven, is
deleted after 30 days.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from caunoi.accounts.tokens import hash_of, new_token
from caunoi.messages.models import LetterKind
from caunoi.messages.services import in_language_of, write_letter
from caunoi.people.consents import OfferedConsent, kept_text
from caunoi.people.facts import Fact
from caunoi.people.models import Person
from caunoi.people.particulars import Particulars
from caunoi.people.purposes import Purpose
from caunoi.people.services import change_own_profile, say_yes
from caunoi.self_service.inviting import send_link_to
from caunoi.self_service.models import Registration, RegistrationYes
from caunoi.self_service.newcomers import add_newcomer
from caunoi.self_service.queries import with_email

REGISTRATION = "registration"
LINK_LIFETIME = datetime.timedelta(days=7)
KEPT_FOR = datetime.timedelta(days=30)


@transaction.atomic
def register(
    *,
    name: str,
    email: str,
    organisation: str,
    expertise: str,
    language: str,
    yeses: Iterable[OfferedConsent],
    now: datetime.datetime,
) -> None:
    """Keep the registration and have its address proven; whoever asks learns nothing by it.

    An address that is in the register gets a link to its own page instead.
    """
    if with_email(email):
        return send_link_to(email=email)
    registration, _token = Registration.issue(
        purpose=REGISTRATION,
        lifetime=LINK_LIFETIME,
        now=now,
        display_name=name,
        email=email,
        organisation=organisation,
        expertise=expertise,
        language=language,
    )
    RegistrationYes.objects.bulk_create(
        RegistrationYes(registration=registration, text=kept_text(one), recipient=one.recipient)
        for one in yeses
    )
    _send_soon(registration)
    return None


def _send_soon(registration: Registration) -> None:
    # Here and not above: the task is written in terms of this module.
    from caunoi.self_service.tasks import send_confirmation

    transaction.on_commit(lambda: send_confirmation.defer(registration_id=registration.pk))


@sensitive_variables("token", "words")
def send_confirmation(*, registration_id: int) -> None:
    """Write to the address with a link made this moment; an earlier one no longer opens."""
    token = new_token()
    registration = Registration.objects.filter(pk=registration_id, used_at=None).first()
    if registration is None:
        return
    Registration.objects.filter(pk=registration_id).update(token_hash=hash_of(token))
    path = reverse("self_service:confirm_registration", args=[token])
    with translation.override(registration.language or settings.LANGUAGE_CODE):
        words = [
            _("Dear %(name)s,") % {"name": registration.display_name},
            _("somebody, probably you, asked to be in our register with this address."),
            _("Open this link and press the button, and an officer looks at your registration."),
            f"{settings.SITE_URL.rstrip('/')}{path}",
            _("If it was not you, do nothing: all is deleted after 30 days."),
        ]
        subject = _("Please confirm your address")
    EmailMessage(subject, "\n\n".join(words), to=[registration.email]).send()


@sensitive_variables("token")
@transaction.atomic
def confirm_address(token: str, *, now: datetime.datetime) -> Registration:
    """The registration, which officers see from now on. Raises InvalidLink."""
    return Registration.take(token, purpose=REGISTRATION, now=now)


@transaction.atomic
def approve(*, registration: Registration, same_as: Person | None, on: datetime.date) -> Person:
    """Put the person into the register with the yeses clicked; the registration is gone then.

    same_as: somebody in the register who, an officer says, is the same; their own facts stay.
    """
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    person = same_as or add_newcomer(
        name=registration.display_name,
        email=registration.email,
        organisation=registration.organisation,
        language=registration.language,
        on=on,
    )
    clicked_on = timezone.localdate(registration.created_at)
    for yes in registration.yeses.select_related("text", "recipient"):
        say_yes(person=person, text=yes.text, recipient=yes.recipient, on=clicked_on)
    person = Person.objects.get(pk=person.pk)
    if same_as is None and registration.expertise and hasattr(person, "expert"):
        stated = Particulars(
            display_name=person.display_name, facts={Fact.EXPERTISE: registration.expertise}
        )
        change_own_profile(person=person, particulars=stated, on=on)
    registration.delete()
    _welcome(person)
    return person


def _welcome(person: Person) -> None:
    with in_language_of(person):
        write_letter(
            person=person,
            kind=LetterKind.INVITATION,
            subject=_("You are in the register"),
            paragraphs=[
                _("Dear %(name)s,") % {"name": person.display_name},
                _("your registration was accepted. Your page says what is kept and who looked."),
            ],
            link_to="self_service:home",
        )


def refuse(*, registration: Registration, now: datetime.datetime) -> None:
    """Nobody is told why: there is no reason kept. It is deleted after 30 days."""
    Registration.objects.waiting().filter(pk=registration.pk).update(refused_at=now)


def delete_old_registrations(*, now: datetime.datetime) -> int:
    """Those refused, or never confirmed, for 30 days; how many."""
    before = now - KEPT_FOR
    old = Registration.objects.filter(
        Q(refused_at__lte=before) | Q(used_at=None, created_at__lte=before)
    )
    count = old.count()
    old.delete()
    return count


def says_yes_to_a_profile(yeses: Iterable[OfferedConsent]) -> bool:
    return any(one.purpose == Purpose.PROFILE for one in yeses)
