"""Monday's letter to officers: how much waits on the desk, and where. It names nobody.

What it holds is counted when it leaves. It is sent as carefully as a letter (`messages.sending`):
the moment before the words are handed over is written down first, and from then on it is not sent
again, whatever happens. What the server did not take is tried again the same day.
"""

from __future__ import annotations

import smtplib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from caunoi.accounts.models import User
from caunoi.accounts.rules import may
from caunoi.accounts.viewers import viewer_of_user
from caunoi.desk.models import SentDigest
from caunoi.desk.news import new_since
from caunoi.desk.queries import DeskRow, waiting_rows
from caunoi.messages.sending import hand_over, plain_mail

WEEK = timedelta(days=7)
FROM_HOUR = 8


def is_due(now: datetime) -> bool:
    """On Monday from eight, where the mission is."""
    at = timezone.localtime(now)
    return at.weekday() == 0 and at.hour >= FROM_HOUR


def send_digests(*, now: datetime) -> int:
    """How many left. None where no mail server is named."""
    if not settings.EMAIL_HOST:
        return 0
    return sum(send_digest(user=user, now=now) for user in readers())


def readers() -> Iterator[User]:
    """Whoever has a desk and has not said that they do not want it."""
    for user in User.objects.filter(is_active=True, wants_digest=True).order_by("pk"):
        if may(viewer_of_user(user), "desk.view"):
            yield user


def send_digest(*, user: User, now: datetime) -> bool:
    """False where nothing waits, it went out already, or the server did not take it."""
    text, today = text_of_digest(user, now=now), timezone.localdate(now)
    if not text:
        return False
    monday = today - timedelta(days=today.weekday())
    sent, _made = SentDigest.objects.get_or_create(user=user, week=monday)
    return sent.handing_over_at is None and _send(user, sent, text)


def _send(user: User, sent: SentDigest, text: str) -> bool:
    def note(at: datetime | None) -> None:
        SentDigest.objects.filter(pk=sent.pk).update(handing_over_at=at)

    with translation.override(language_of(user)):
        subject = _("What waits on the desk")
    mail = plain_mail(
        to=user.email,
        subject=subject,
        text=text,
        language=language_of(user),
        name=f"digest-{sent.pk}",
    )
    try:
        hand_over(mail, before_the_words=lambda: note(timezone.now()))
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused):
        note(None)  # the server said that it did not take it
        return False
    except OSError:
        return False
    return True


def text_of_digest(user: User, *, now: datetime) -> str:
    """In the user's language; "" where nothing waits."""
    viewer, on = viewer_of_user(user), timezone.localdate(now)
    with translation.override(language_of(user)):
        rows = waiting_rows(viewer, on=on)
        if not rows:
            return ""
        news = [f"{one.label}: {one.count}" for one in new_since(viewer, since=now - WEEK)]
        return "\n\n".join([*_paragraphs(rows), _new_in_the_week(news), _how_to_end_it()])


def _paragraphs(rows: Sequence[DeskRow]) -> Iterator[str]:
    yield _("This waits on the desk today:")
    for row in rows:
        when = f" ({row.when})" if row.when else ""
        yield f"{row.title}: {row.count}{when}\n{settings.SITE_URL}{row.url}"


def _new_in_the_week(news: Sequence[str]) -> str:
    return _("New in the last seven days:") + "\n" + "\n".join(news)


def _how_to_end_it() -> str:
    address = settings.SITE_URL + reverse("accounts:own_account")
    return _("You can end this letter on the page of your account:") + f"\n{address}"


def language_of(user: User) -> str:
    known = dict(settings.LANGUAGES)
    return user.language if user.language in known else settings.LANGUAGE_CODE
