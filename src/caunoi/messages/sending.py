"""Sending letters so that none is lost and none arrives twice.

A mail server says nothing until it has taken the words, and a process may die in between. So the
moment right before they are handed over is written down and committed first. A letter found *being
sent* without that moment was never handed over and is tried again; one with it may have arrived,
and an officer decides. Its Message-ID is the same at each try.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.utils import timezone

from caunoi.messages.links import text_with_link
from caunoi.messages.models import Letter, LetterState

TRIES = 8
FIRST_WAIT = timedelta(minutes=2)
# A worker that has not come back to its letter by then is dead: one letter takes seconds.
DEAD_AFTER = timedelta(minutes=10)


def send_due_letters(*, now: datetime | None = None) -> int:
    """Send what is due, one letter at a time; how many the receiving servers took."""
    take_up_what_was_left(now=now or timezone.now())
    taken = 0
    while letter := _begin(now or timezone.now()):
        taken += _send(letter)
    return taken


@transaction.atomic
def take_up_what_was_left(*, now: datetime) -> None:
    """Letters of a worker that died: again if they were not handed over, else for an officer."""
    left = Letter.objects.filter(
        state=LetterState.BEING_SENT, next_try_at__lte=now - DEAD_AFTER
    ).select_for_update(skip_locked=True)
    ids = list(left.values_list("pk", flat=True))
    rows = Letter.objects.filter(pk__in=ids)
    rows.filter(handing_over_at=None).update(state=LetterState.WAITING, next_try_at=now)
    rows.exclude(handing_over_at=None).update(state=LetterState.PERHAPS_SENT, next_try_at=None)


@transaction.atomic
def _begin(now: datetime) -> Letter | None:
    """The next letter, now being sent; next_try_at keeps when that began."""
    due = Letter.objects.filter(state=LetterState.WAITING, next_try_at__lte=now)
    letter = due.order_by("next_try_at", "id").select_for_update(skip_locked=True).first()
    if letter is not None:
        letter.state, letter.next_try_at = LetterState.BEING_SENT, now
        letter.tries += 1
        letter.save(update_fields=["state", "next_try_at", "tries"])
    return letter


def _send(letter: Letter) -> bool:
    try:
        _hand_over(letter)
    except smtplib.SMTPResponseException as error:
        _not_taken(letter, failure=str(error.smtp_code), for_good=500 <= error.smtp_code < 600)
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0]
        _not_taken(letter, failure=str(code), for_good=500 <= code < 600)
    except OSError as error:
        _line_broke(letter, failure=type(error).__name__)
    else:
        Letter.objects.filter(pk=letter.pk).update(
            state=LetterState.SENT, sent_at=timezone.now(), next_try_at=None, failure=""
        )
        return True
    return False


def _hand_over(letter: Letter) -> None:
    def note_that_it_leaves() -> None:
        Letter.objects.filter(pk=letter.pk).update(handing_over_at=timezone.now())

    hand_over(mail_of(letter, now=timezone.now()), before_the_words=note_that_it_leaves)


def hand_over(mail: EmailMessage, *, before_the_words: Callable[[], None]) -> None:
    """Give one mail to the server. before_the_words writes down that it may now have arrived.

    Raises SMTPResponseException, SMTPRecipientsRefused or OSError where it was not taken.
    """
    words = mail.as_bytes(policy=SMTP)
    connection: Any = EmailBackend()
    connection.open()
    try:
        server: smtplib.SMTP = connection.connection
        server.ehlo_or_helo_if_needed()
        _expect(server.mail(_plain_address(settings.DEFAULT_FROM_EMAIL)), 250)
        code, said = server.rcpt(str(mail["To"]))
        if code not in (250, 251):
            raise smtplib.SMTPRecipientsRefused({"": (code, said)})
        before_the_words()
        _expect(server.data(words), 250)
    finally:
        connection.close()


def _expect(reply: tuple[int, bytes], code: int) -> None:
    if reply[0] != code:
        raise smtplib.SMTPResponseException(*reply)


def _not_taken(letter: Letter, *, failure: str, for_good: bool) -> None:
    """The server said so itself: the letter was not taken, whatever was handed over."""
    gives_up = for_good or letter.tries >= TRIES
    Letter.objects.filter(pk=letter.pk).update(
        state=LetterState.REFUSED if gives_up else LetterState.WAITING,
        next_try_at=None if gives_up else timezone.now() + FIRST_WAIT * 2 ** (letter.tries - 1),
        handing_over_at=None,
        failure=failure,
    )


def _line_broke(letter: Letter, *, failure: str) -> None:
    letter.refresh_from_db(fields=["handing_over_at"])
    if letter.handing_over_at is None:
        _not_taken(letter, failure=failure, for_good=False)
    else:
        Letter.objects.filter(pk=letter.pk).update(
            state=LetterState.PERHAPS_SENT, next_try_at=None, failure=failure
        )


def mail_of(letter: Letter, *, now: datetime) -> EmailMessage:
    """Plain text in the person's language, with a fresh link where it has one."""
    mail = plain_mail(
        to=letter.recipient.email,
        subject=letter.subject,
        text=text_with_link(letter, now=now),
        language=letter.language,
        name=f"letter-{letter.pk}",
    )
    mail["Date"] = format_datetime(letter.written_at)
    return mail


def plain_mail(*, to: str, subject: str, text: str, language: str, name: str) -> EmailMessage:
    """name: the Message-ID without the host, the same at each try."""
    mail = EmailMessage()
    mail["From"] = settings.DEFAULT_FROM_EMAIL
    mail["To"] = to
    mail["Subject"] = subject
    mail["Message-ID"] = f"<{name}@{urlsplit(settings.SITE_URL).hostname}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text, cte="quoted-printable")
    # After the words: setting them takes away what was said about them before.
    mail["Content-Language"] = language
    return mail


def _plain_address(sender: str) -> str:
    return sender.rpartition("<")[2].rstrip(">").strip()
