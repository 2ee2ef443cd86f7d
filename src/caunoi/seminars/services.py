"""Opening a kit, signing up, confirming by the own link, coming in at the door, thanking.

Doing any of it twice, as a second press or a broken line does, changes nothing more.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.accounts.models import User
from caunoi.events.models import Event, Participation
from caunoi.messages.models import LetterKind
from caunoi.messages.services import in_language_of, write_letter
from caunoi.people.consents import OfferedConsent, kept_text
from caunoi.people.models import Person
from caunoi.people.services import say_yes
from caunoi.proposals.models import Channel, Proposal, Signature
from caunoi.proposals.receiving import InHand, Words, receive_proposal, withdraw_proposal
from caunoi.self_service.newcomers import add_newcomer, person_meant
from caunoi.self_service.services import delete_participant
from caunoi.seminars.models import Kit, SignUp, SignUpYes

# Without those that are taken for one another on a slide: 0 o, 1 l i.
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class TypedIn:
    """What somebody types to sign up; without a text no proposal is handed in."""

    name: str
    email: str
    organisation: str = ""
    language: str = ""
    title: str = ""
    text: str = ""
    signature: str = Signature.UNSIGNED

    @property
    def words(self) -> Words:
        return Words(title=self.title, text=self.text, signature=self.signature)


@transaction.atomic
def open_kit(*, event: Event, opens_on: datetime.date, closes_on: datetime.date) -> Kit:
    """A kit with a new code, or other days for the one there is: what is printed stays right."""
    days = {"opens_on": opens_on, "closes_on": closes_on}
    kit, _is_new = Kit.objects.update_or_create(
        event=event, defaults=days, create_defaults={**days, "code": _new_code()}
    )
    return kit


def _new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


# --- signing up ---


@transaction.atomic
def sign_up(
    *,
    kit: Kit,
    typed: TypedIn,
    yeses: Iterable[OfferedConsent] = (),
    key: str,
    now: datetime.datetime,
) -> SignUp:
    """Keep what was typed, once. Whoever types an address learns nothing of whose it is.

    Somebody new is a participant of the event from now on. For somebody in the register everything
    waits until that person confirms it.
    """
    kit = Kit.objects.select_for_update(of=("self",)).get(pk=kit.pk)
    known = person_meant(email=typed.email, name=typed.name)
    before = kit.sign_ups.filter(key=key).first()
    if before is None and known is not None:
        before = kit.sign_ups.filter(person=known).first()
    if before is not None:
        return before
    kept = _keep(kit, typed, known or _newcomer(typed, now), key, now, waits=known is not None)
    SignUpYes.objects.bulk_create(
        SignUpYes(sign_up=kept, text=kept_text(one), recipient=one.recipient) for one in yeses
    )
    if not kept.waits:
        _take_part(kept, typed.words, on=timezone.localdate(now))
    return kept


def _newcomer(typed: TypedIn, now: datetime.datetime) -> Person:
    return add_newcomer(
        name=typed.name,
        email=typed.email,
        organisation=typed.organisation,
        language=typed.language,
        on=timezone.localdate(now),
    )


def _keep(
    kit: Kit, typed: TypedIn, person: Person, key: str, now: datetime.datetime, *, waits: bool
) -> SignUp:
    # What has become a proposal is kept there, word for word, and nowhere else.
    waiting = {"title": typed.title, "text": typed.text, "signature": typed.signature}
    return SignUp.objects.create(
        kit=kit,
        person=person,
        key=key,
        display_name=typed.name,
        waits=waits,
        signed_up_at=now,
        **(waiting if waits and typed.text else {}),
    )


def _take_part(sign_up: SignUp, words: Words, *, on: datetime.date) -> None:
    event, person = sign_up.kit.event, sign_up.person
    Participation.objects.get_or_create(event=event, person=person)
    if words.text:
        sign_up.proposal = _hand_in(sign_up, words, on=on)
        sign_up.save(update_fields=["proposal"])


def _hand_in(sign_up: SignUp, words: Words, *, on: datetime.date) -> Proposal:
    proposal, _is_new = receive_proposal(
        person=sign_up.person,
        words=words,
        channel=Channel.SEMINAR,
        on=on,
        event=sign_up.kit.event,
    )
    return proposal


@transaction.atomic
def confirm(*, sign_up: SignUp, on: datetime.date, now: datetime.datetime) -> None:
    """The person says, by the own link, that it was them: their yeses are in force from now on."""
    sign_up = SignUp.objects.select_for_update(of=("self",)).get(pk=sign_up.pk)
    if sign_up.confirmed_at:
        return
    for yes in sign_up.yeses.select_related("text", "recipient"):
        say_yes(person=sign_up.person, text=yes.text, recipient=yes.recipient, on=on)
    if sign_up.waits:
        words = Words(title=sign_up.title, text=sign_up.text, signature=sign_up.signature)
        _take_part(sign_up, words, on=on)
    sign_up.waits, sign_up.confirmed_at = False, now
    sign_up.title = sign_up.text = ""
    sign_up.save()
    sign_up.yeses.all().delete()


@transaction.atomic
def disown(*, sign_up: SignUp, on: datetime.date) -> None:
    """The person says that it was somebody else: what was typed is gone.

    Of a newcomer nothing but the sign-up made a record, so that goes as well.
    """
    if sign_up.confirmed_at:
        return
    sign_up.delete()
    if not sign_up.waits:
        if sign_up.proposal is not None:
            # One that was passed on already stays, unsigned.
            with suppress(InHand):
                withdraw_proposal(proposal=sign_up.proposal, person=sign_up.person)
        delete_participant(person=sign_up.person, on=on)


# --- at the door ---


def check_in(*, sign_up: SignUp, now: datetime.datetime) -> None:
    """Somebody came in; the first time stands."""
    SignUp.objects.filter(pk=sign_up.pk, checked_in_at=None).update(checked_in_at=now)


def take_back_check_in(*, sign_up: SignUp) -> None:
    SignUp.objects.filter(pk=sign_up.pk).update(checked_in_at=None)


# --- thanking ---


@transaction.atomic
def thank(*, sign_ups: Sequence[SignUp], by: User | None, now: datetime.datetime) -> int:
    """Write to each of them who was not thanked yet; how many that were."""
    ids = [one.pk for one in sign_ups]
    rows = SignUp.objects.select_for_update(of=("self",)).filter(pk__in=ids, thanked_at=None)
    rows = rows.order_by("pk")
    unthanked = list(rows.select_related("person", "kit__event"))
    for one in unthanked:
        _write_thanks(one, by=by, now=now)
    SignUp.objects.filter(pk__in=[one.pk for one in unthanked]).update(thanked_at=now)
    return len(unthanked)


def _write_thanks(sign_up: SignUp, *, by: User | None, now: datetime.datetime) -> None:
    person = sign_up.person
    with in_language_of(person):
        write_letter(
            person=person,
            kind=LetterKind.THANKS,
            subject=_("Thank you for coming"),
            paragraphs=[
                _("Dear %(name)s,") % {"name": person.display_name},
                _("somebody signed up for “%(event)s” with your address; it was probably you.")
                % {"event": sign_up.kit.event},
                _(
                    "Please open this link and confirm it, correct it, or have it deleted. Only "
                    "then is what you said yes to in force."
                ),
            ],
            link_to=f"seminars:mine/{sign_up.pk}",
            by=by,
            now=now,
        )
