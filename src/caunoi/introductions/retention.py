"""How long the reason of a refusal is kept."""

from __future__ import annotations

import datetime

from caunoi.introductions.models import RefusalReason

REASONS_KEPT_DAYS = 90


def forget_refusal_reasons(*, on: datetime.date) -> int:
    """Delete those given more than 90 days before this day; how many."""
    before = on - datetime.timedelta(days=REASONS_KEPT_DAYS)
    forgotten, _rows = RefusalReason.objects.filter(given_at__date__lt=before).delete()
    return forgotten
