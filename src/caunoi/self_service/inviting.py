"""Inviting people to their own page: by an officer, by a colleague; and taking links back.

Whoever is invited is a participant until saying yes: a name, an e-mail and an organisation, for 60
days and no more.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.accounts.models import User
from caunoi.messages.models import Letter, LetterKind
from caunoi.messages.services import in_language_of, write_letter
from caunoi.organisations.queries import the_register
from caunoi.organisations.wording import reader_language
from caunoi.people.facts import Fact
from caunoi.people.models import Participant, Person, PersonLink
from caunoi.people.particulars import AffiliationLine, Particulars
from caunoi.people.purposes import PARTICIPANT_KEPT_DAYS
from caunoi.people.services import add_participant
from caunoi.self_service.models import InvitedColleague
from caunoi.self_service.queries import with_email

COLLEAGUES_A_MONTH = 10
A_MONTH = datetime.timedelta(days=30)


class TooManyInvited(Exception):
    """This person invited as many colleagues this month as one may."""


@transaction.atomic
def invite_person(
    *,
    name: str,
    email: str,
    organisation: str,
    language: str,
    by: User | None,
    on: datetime.date,
) -> Person:
    """Keep them as a participant and write the invitation."""
    lines = [AffiliationLine(organisation)] if organisation else None
    particulars = Particulars(display_name=name, affiliations=lines, facts={Fact.EMAIL: email})
    person = _added(particulars, by=by, on=on)
    Person.objects.filter(pk=person.pk).update(language=language)
    person.refresh_from_db()
    write_invitation(person=person, by=by)
    return person


def _added(particulars: Particulars, *, by: User | None, on: datetime.date) -> Person:
    # Without an officer: what a colleague says of somebody is no officer's word, and is as little
    # the invited person's own, who corrects it on the page the invitation opens.
    if by is not None:
        return add_participant(particulars=particulars, by=by, on=on)
    person = Person.objects.create(display_name=particulars.display_name)
    delete_on = on + datetime.timedelta(days=PARTICIPANT_KEPT_DAYS)
    Participant.objects.create(person=person, delete_on=delete_on)
    person.email = (particulars.facts or {})[Fact.EMAIL]
    person.save()
    for line in particulars.affiliations or ():
        person.affiliations.create(organisation_name=line.organisation_name)
    return person


def write_invitation(
    *, person: Person, by: User | None, invited_by: Person | None = None
) -> Letter:
    """A letter that opens the own page; its link is made when it leaves."""
    with in_language_of(person):
        return write_letter(
            person=person,
            kind=LetterKind.INVITATION,
            subject=_("Your page: yes or no"),
            paragraphs=[_greeting(person), _who_writes(invited_by), _what_it_is(), _what_to_do()],
            link_to="self_service:home",
            by=by,
        )


def _greeting(person: Person) -> str:
    return _("Dear %(name)s,") % {"name": person.display_name}


def _who_writes(invited_by: Person | None) -> str:
    """The controller after a colon: no language then asks for its article or case."""
    register = the_register()
    language = reader_language()
    controller = register.controller.name_in(language) if register else ""
    if invited_by is not None:
        said = _("%(name)s asked that this letter be sent to you. It comes from: %(controller)s.")
        return said % {"name": invited_by.display_name, "controller": controller}
    return _("this letter comes from: %(controller)s.") % {"controller": controller}


def _what_it_is() -> str:
    return _(
        "We keep a register of experts who work, or want to work, with Viet Nam. You are in it with"
        " a profile only if you say yes, and each use of it is a yes of its own. Without your yes"
        " your name, organisation and e-mail are deleted after 60 days."
    )


def _what_to_do() -> str:
    return _("This link opens your page, without an account. It is yours alone: do not pass it on.")


@transaction.atomic
def invite_colleague(
    *, person: Person, name: str, email: str, on: datetime.date, now: datetime.datetime
) -> None:
    """The mission writes to the colleague, unless it knows the address: the inviter is not told.

    Raises TooManyInvited.
    """
    # Locked, so that many presses at once do not slip past the count.
    Person.objects.select_for_update().get(pk=person.pk)
    lately = InvitedColleague.objects.filter(invited_by=person, invited_at__gt=now - A_MONTH)
    if lately.count() >= COLLEAGUES_A_MONTH:
        raise TooManyInvited
    if with_email(email):
        return
    particulars = Particulars(display_name=name, facts={Fact.EMAIL: email})
    colleague = _added(particulars, by=None, on=on)
    Person.objects.filter(pk=colleague.pk).update(language=person.language)
    colleague.refresh_from_db()
    InvitedColleague.objects.create(person=colleague, invited_by=person, invited_at=now)
    write_invitation(person=colleague, by=None, invited_by=person)


@transaction.atomic
def send_link_to(*, email: str) -> None:
    """Write a fresh link to whoever in the register has this address; nothing where nobody has."""
    for person in with_email(email):
        with in_language_of(person):
            write_letter(
                person=person,
                kind=LetterKind.RIGHTS,
                subject=_("A new link to your page"),
                paragraphs=[
                    _greeting(person),
                    _("somebody, probably you, asked for a new link to your page."),
                    _("If it was not you, leave this letter: nobody else received the link."),
                ],
                link_to="self_service:home",
            )


def revoke_links(*, person: Person, now: datetime.datetime) -> int:
    """Close the own pages to everyone who holds a link; how many links there were."""
    links = PersonLink.objects.filter(person=person, used_at=None, revoked_at=None)
    return links.update(revoked_at=now)
