"""How long the e-mail is kept in which a proposal came: while its author is in the register."""

from __future__ import annotations

import datetime

from caunoi.people.purposes import PARTICIPANT_KEPT_DAYS
from caunoi.proposals.models import OriginalMail

MAIL_OF_NOBODY_KEPT_DAYS = PARTICIPANT_KEPT_DAYS


def forget_mails_of_nobody(*, on: datetime.date) -> int:
    """Delete those whose author is not, or no longer, in the register, after 60 days; how many."""
    before = on - datetime.timedelta(days=MAIL_OF_NOBODY_KEPT_DAYS)
    over = OriginalMail.objects.filter(proposal__authorships=None, proposal__received_on__lt=before)
    deleted, _rows = over.delete()
    return deleted
