"""What a person does on the own pages: says yes or no, keeps a profile, proposes, leaves.

Each is the person's own word. Doing the same twice, as a second press of a button does, changes
nothing more.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from caunoi.accounts.models import Role, RoleGrant, User, normalise_email
from caunoi.accounts.services import check_has_no_account
from caunoi.events.models import Event
from caunoi.messages.models import LetterKind
from caunoi.messages.services import in_language_of, write_letter
from caunoi.people.consents import OfferedConsent, kept_text
from caunoi.people.models import Consent, Expert, Participant, Person
from caunoi.people.particulars import Particulars
from caunoi.people.retention import delete_participants_past_their_day
from caunoi.people.services import (
    change_own_profile,
    confirm_own_profile,
    say_yes,
    withdraw_consent,
)
from caunoi.proposals.models import Channel, Proposal, Signature
from caunoi.proposals.receiving import Words, forget_draft, receive_proposal

# --- consents ---


@transaction.atomic
def say_yeses(
    *,
    person: Person,
    offered: Iterable[OfferedConsent],
    ask_before_naming: bool | None = None,
    on: datetime.date,
) -> list[Consent]:
    """The person's click on each of these; the very words shown are kept.

    ask_before_naming: None leaves it as it is.
    """
    given = [
        say_yes(person=person, text=kept_text(one), recipient=one.recipient, on=on)
        for one in offered
    ]
    if ask_before_naming is not None:
        Expert.objects.filter(person=person).update(ask_before_naming=ask_before_naming)
    return given


@transaction.atomic
def confirm(*, person: Person, renewed: Iterable[OfferedConsent], on: datetime.date) -> None:
    """All is still so: the profile, and each yes whose words were shown beside the button."""
    say_yeses(person=person, offered=renewed, on=on)
    confirm_own_profile(person=person, on=on)


# --- the profile ---


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person wants to be asked and written to."""

    availability: str = ""
    requests_a_year: int = 4
    letters: str = "at_once"


@transaction.atomic
def save_own_profile(
    *,
    person: Person,
    particulars: Particulars,
    wishes: Wishes | None,
    language: str,
    on: datetime.date,
) -> None:
    """wishes: None for a participant, who has none."""
    change_own_profile(person=person, particulars=particulars, on=on)
    choose_language(person=person, language=language)
    if wishes is not None:
        Expert.objects.filter(person=person).update(
            availability=wishes.availability,
            requests_a_year=wishes.requests_a_year,
            letters=wishes.letters,
        )


def choose_language(*, person: Person, language: str) -> None:
    Person.objects.filter(pk=person.pk).update(language=language)
    person.language = language


# --- proposals ---


@transaction.atomic
def send_proposal(
    *,
    person: Person,
    title: str,
    text: str,
    on: datetime.date,
    signature: str = Signature.UNSIGNED,
    co_authors: Sequence[str] = (),
    files: Sequence[UploadedFile] = (),
    channel: Channel = Channel.OWN_PAGE,
    event: Event | None = None,
) -> Proposal:
    """Keep it word for word and thank for it; the same text again is the same proposal.

    files: looked through already (`papers.check_paper`). What was kept as a draft goes.
    """
    proposal, is_new = receive_proposal(
        person=person,
        words=Words(title, text, signature, co_authors),
        channel=channel,
        on=on,
        files=files,
        event=event,
    )
    forget_draft(person=person)
    if is_new:
        _thank_for(proposal, person)
    return proposal


def _thank_for(proposal: Proposal, person: Person) -> None:
    with in_language_of(person):
        write_letter(
            person=person,
            kind=LetterKind.RECEIVED,
            subject=_("Your proposal has arrived"),
            paragraphs=[
                _("Thank you. We received your proposal: %(proposal)s")
                % {"proposal": str(proposal)},
                _("Your page shows where it stands. We answer within 30 days."),
            ],
            link_to="self_service:proposals",
        )


# --- leaving ---


@transaction.atomic
def end_profile(*, person: Person, on: datetime.date) -> None:
    """Withdraw the yes to a profile, and with it every other."""
    expert = Expert.objects.filter(person=person).select_related("yes").first()
    if expert is not None:
        withdraw_consent(consent=expert.yes, on=on)


@transaction.atomic
def delete_participant(*, person: Person, on: datetime.date) -> None:
    """Delete at once what is kept of somebody who never said yes to more."""
    Participant.objects.filter(person=person).update(delete_on=on)
    delete_participants_past_their_day(on=on)


# --- an account ---


@sensitive_variables("password")
@transaction.atomic
def make_account(*, person: Person, password: str | None) -> User:
    """An account that speaks for this person. password: None for one opened by a passkey.

    Raises ValidationError where the address has an account already.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.user_id:
        raise ValueError("this person has an account")
    check_has_no_account(normalise_email(person.email))
    user = User.objects.create_user(
        person.email, password, display_name=person.display_name, language=person.language
    )
    RoleGrant.objects.create(user=user, role=Role.EXPERT, granted_at=timezone.now())
    Person.objects.filter(pk=person.pk).update(user=user)
    return user


@transaction.atomic
def tie_account(*, person: Person, user: User) -> bool:
    """Let an account of the same address speak for the person; False where that is not so."""
    is_same = normalise_email(person.email) == user.email
    is_free = person.user_id is None and not Person.objects.filter(user=user).exists()
    if is_same and is_free:
        Person.objects.filter(pk=person.pk).update(user=user)
        RoleGrant.objects.get_or_create(
            user=user, role=Role.EXPERT, defaults={"granted_at": timezone.now()}
        )
    return is_same and is_free
