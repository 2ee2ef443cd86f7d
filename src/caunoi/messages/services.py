"""Writing a letter, and what becomes of it where it is not sent by e-mail.

Reach for `write_letter` within `in_language_of(person)`, so that its words are the person's. What
sends it is `sending`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from caunoi.accounts.models import User
from caunoi.messages.links import OWN_HOME, text_with_link
from caunoi.messages.models import (
    GAP_FOR_THE_LINK,
    KINDS_THAT_NEED_A_YES,
    Letter,
    LetterKind,
    LetterNames,
    LetterState,
)
from caunoi.messages.queries import mail_comes_back
from caunoi.organisations.models import ContactPoint
from caunoi.people.models import Letters, Person
from caunoi.people.purposes import Purpose
from caunoi.people.services import note_named


class NoYes(Exception):
    """The person did not agree to be contacted with letters of this kind."""


def language_of(reader: Person | ContactPoint) -> str:
    """The language of the reader's letters: the chosen one, else the site's own."""
    known = dict(settings.LANGUAGES)
    return reader.language if reader.language in known else settings.LANGUAGE_CODE


@contextmanager
def in_language_of(reader: Person | ContactPoint) -> Iterator[str]:
    """Within it `gettext` speaks the reader's language; yields its code."""
    language = language_of(reader)
    with translation.override(language):
        yield language


@transaction.atomic
def write_letter(
    *,
    person: Person,
    kind: LetterKind,
    subject: str,
    paragraphs: Sequence[str],
    link_to: str = "",
    naming: Collection[Person] = (),
    by: User | None = None,
    now: datetime | None = None,
) -> Letter:
    """Keep the letter and have it sent as the person wishes. Raises NoYes.

    link_to: the name of one of the person's own pages; its address follows the paragraphs.
    naming: the others whom its words name; each can read later that this was so, and to whom.
    """
    now = now or timezone.now()
    if kind in KINDS_THAT_NEED_A_YES and not _may_be_contacted(person, now):
        raise NoYes
    letter = Letter(person=person, kind=kind, link_to=link_to, written_by=by, written_at=now)
    _keep(letter, subject, paragraphs, _state_of_a_new_letter(person, kind))
    _note_who_is_named(letter, naming)
    return letter


@transaction.atomic
def write_to_office(
    *,
    office: ContactPoint,
    kind: LetterKind,
    subject: str,
    paragraphs: Sequence[str],
    link_to: str = "",
    naming: Collection[Person] = (),
    by: User | None = None,
    now: datetime | None = None,
) -> Letter:
    """Keep a letter to an office of a body and have it sent.

    link_to: the name of one of the body's own pages; its address follows the paragraphs.
    naming: the others whom its words name; each can read later that this was so, and to whom.
    """
    now = now or timezone.now()
    letter = Letter(contact_point=office, kind=kind, link_to=link_to, written_by=by, written_at=now)
    state = LetterState.WAITING if _takes_mail(office) else LetterState.BY_HAND
    _keep(letter, subject, paragraphs, state)
    _note_who_is_named(letter, naming)
    return letter


def _keep(letter: Letter, subject: str, paragraphs: Sequence[str], state: LetterState) -> None:
    letter.language = language_of(letter.recipient)
    letter.subject = " ".join(subject.split())[:200]
    letter.body = body_of(paragraphs, letter.link_to)
    letter.state = state
    letter.next_try_at = letter.written_at if state == LetterState.WAITING else None
    letter.save()
    if state == LetterState.WAITING:
        _send_soon()


def _note_who_is_named(letter: Letter, naming: Collection[Person]) -> None:
    """Naming a person to themselves tells nobody anything."""
    others = {person.pk for person in naming} - {letter.person_id}
    LetterNames.objects.bulk_create(
        [LetterNames(letter=letter, person_id=person_id) for person_id in sorted(others)]
    )
    reader = letter.contact_point.organisation if letter.contact_point else letter.recipient
    note_named(
        people=sorted(others),
        by=letter.written_by,
        about=letter.subject,
        given_to=str(reader)[:300],
    )


def body_of(paragraphs: Sequence[str], link_to: str) -> str:
    """Braces typed by somebody are no gap."""
    said = [paragraph.replace("{", "(").replace("}", ")").strip() for paragraph in paragraphs]
    return "\n\n".join([*said, GAP_FOR_THE_LINK] if link_to else said)


def _may_be_contacted(person: Person, now: datetime) -> bool:
    standing: Any = person.consents.all()
    today = timezone.localdate(now)
    return bool(standing.in_force(on=today).filter(purpose=Purpose.CONTACT).exists())


def _state_of_a_new_letter(person: Person, kind: LetterKind) -> LetterState:
    """What the person never asked for may wait or stay on the page; what is owed goes out."""
    if not _takes_mail(person):
        return LetterState.BY_HAND
    wish = person.expert.letters if hasattr(person, "expert") else Letters.AT_ONCE
    if kind in {LetterKind.INVITATION, LetterKind.RIGHTS} or wish == Letters.AT_ONCE:
        return LetterState.WAITING
    return LetterState.HELD if wish == Letters.WEEKLY else LetterState.ON_OWN_PAGE


def _takes_mail(reader: Person | ContactPoint) -> bool:
    return bool(reader.email and settings.EMAIL_HOST) and not mail_comes_back(reader)


def _send_soon() -> None:
    # Here and not above: the task is written in terms of this module's letters.
    from caunoi.messages.tasks import send_now

    transaction.on_commit(send_now.defer)


def mark_opened(*, letters: Sequence[Letter], now: datetime | None = None) -> None:
    """The person has seen them on the own page."""
    unseen = Letter.objects.filter(pk__in=[one.pk for one in letters], opened_at=None)
    unseen.update(opened_at=now or timezone.now())


SENT_AGAIN_FROM = frozenset({LetterState.REFUSED, LetterState.CAME_BACK, LetterState.PERHAPS_SENT})


def send_again(*, letter: Letter, now: datetime | None = None) -> bool:
    """An officer decides that it goes out once more; False where it is not theirs to decide."""
    now = now or timezone.now()
    stuck = Letter.objects.filter(pk=letter.pk, state__in=SENT_AGAIN_FROM)
    begun = stuck.update(
        state=LetterState.WAITING, tries=0, next_try_at=now, handing_over_at=None, failure=""
    )
    if begun:
        _send_soon()
    return bool(begun)


@transaction.atomic
def pass_on_by_hand(*, letter: Letter, now: datetime | None = None) -> str:
    """The words for an officer to pass on, with a link made this moment; the letter is done then.

    What is being sent this moment is left alone, and one that was sent stays sent.
    """
    now = now or timezone.now()
    open_ones = Letter.objects.filter(pk=letter.pk).exclude(
        state__in=[LetterState.BEING_SENT, LetterState.SENT]
    )
    open_ones.update(state=LetterState.PASSED_ON, next_try_at=None)
    return text_with_link(letter, now=now)


@transaction.atomic
def send_weekly_letters(*, now: datetime | None = None) -> int:
    """Let what was held through the week go out, as one letter a person; how many letters go."""
    now = now or timezone.now()
    held = Letter.objects.filter(state=LetterState.HELD).select_for_update(skip_locked=True)
    by_person: dict[int | None, list[Letter]] = {}
    for letter in held.order_by("written_at", "id"):
        by_person.setdefault(letter.person_id, []).append(letter)
    for letters in by_person.values():
        _send_together(letters, now)
    if by_person:
        _send_soon()
    return len(by_person)


def _send_together(letters: Sequence[Letter], now: datetime) -> None:
    """The last of them carries the words of all; the others stay readable on the own page."""
    last = letters[-1]
    if len(letters) > 1:
        last.link_to = last.link_to or OWN_HOME
        last.body = body_of([_said_in(one) for one in letters], last.link_to)
        with in_language_of(last.recipient):
            last.subject = gettext("This week: %(number)d letters") % {"number": len(letters)}
    last.state, last.next_try_at = LetterState.WAITING, now
    last.save(update_fields=["subject", "body", "link_to", "state", "next_try_at"])
    Letter.objects.filter(pk__in=[one.pk for one in letters[:-1]]).update(
        state=LetterState.ON_OWN_PAGE
    )


def _said_in(letter: Letter) -> str:
    return f"{letter.subject}\n\n{letter.body.replace(GAP_FOR_THE_LINK, '').strip()}"
