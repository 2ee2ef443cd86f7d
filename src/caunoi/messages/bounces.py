"""Letters that came back: what mail servers report, noted at the letter.

Reach for `note_reports` with what `trithuc.importers.delivery_reports` read. A report changes only
a letter that was sent, and only one sent before the report was written: an officer may have sent
it once more since.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q

from caunoi.messages.models import Letter, LetterState
from trithuc.importers.delivery_reports import DeliveryReport, Outcome


class Noted(Enum):
    """What became of one report."""

    CAME_BACK = "came back"
    KNOWN = "known already"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    AUTOMATIC_REPLY = "automatic replies"
    NOT_OURS = "about no letter of this register"


_WITHOUT_CONSEQUENCE = {
    Outcome.AUTOMATIC_REPLY: Noted.AUTOMATIC_REPLY,
    Outcome.DELAYED: Noted.DELAYED,
    Outcome.DELIVERED: Noted.DELIVERED,
}
# An interrupted letter that comes back has left after all.
_HAD_LEFT = (LetterState.SENT, LetterState.PERHAPS_SENT)


def note_reports(reports: Iterable[DeliveryReport]) -> Counter[Noted]:
    """How many of each; a second reading of the same reports changes nothing."""
    return Counter(note_report(one) for one in reports)


def note_report(report: DeliveryReport) -> Noted:
    if report.outcome == Outcome.AUTOMATIC_REPLY:
        return Noted.AUTOMATIC_REPLY
    number = letter_number(report.about)
    letter = number and Letter.objects.filter(pk=number).first()
    if not letter:
        return Noted.NOT_OURS
    if report.outcome != Outcome.FAILED:
        return _WITHOUT_CONSEQUENCE[report.outcome]
    return Noted.CAME_BACK if _came_back(letter, report) else Noted.KNOWN


def _came_back(letter: Letter, report: DeliveryReport) -> bool:
    had_left = Letter.objects.filter(pk=letter.pk, state__in=_HAD_LEFT)
    if report.at is not None:
        had_left = had_left.filter(Q(sent_at=None) | Q(sent_at__lte=report.at))
    return bool(had_left.update(state=LetterState.CAME_BACK, failure=report.status))


def letter_number(message_id: str) -> int | None:
    """None for a Message-ID that this register did not give."""
    host = re.escape(urlsplit(settings.SITE_URL).hostname or "")
    found = re.fullmatch(rf"<letter-(\d{{1,18}})@{host}>", message_id)
    return int(found[1]) if found else None
