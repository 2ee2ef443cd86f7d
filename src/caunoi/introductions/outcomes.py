"""What came of an introduction: asked of both sides after 1, 3 and 12 months."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from caunoi.introductions import letters
from caunoi.introductions.models import (
    ASKED_AFTER_MONTHS,
    Introduction,
    Outcome,
    Result,
    Side,
    Stage,
)


def ask_for_outcomes(*, now: datetime.datetime | None = None) -> int:
    """Write to both sides of each introduction whose day has come; how many questions.

    Doing it twice asks nobody twice. After a long pause of the machine the last question alone is
    asked, and not three at once.
    """
    now = now or timezone.now()
    introduced = Introduction.objects.standing().filter(stage=Stage.INTRODUCED)
    return sum(_ask(pk, now) for pk in introduced.values_list("pk", flat=True))


@transaction.atomic
def _ask(pk: int, now: datetime.datetime) -> int:
    rows = Introduction.objects.standing().filter(pk=pk, stage=Stage.INTRODUCED)
    introduction = rows.select_for_update(of=("self",)).first()
    if introduction is None or introduction.introduced_at is None:
        return 0
    months = _due(introduction.introduced_at, now)
    if months is None or introduction.outcomes.filter(after_months__gte=months).exists():
        return 0
    for side in Side:
        outcome = Outcome.objects.create(
            introduction=introduction, side=side, after_months=months, asked_at=now
        )
        letters.write_question_of_outcome(outcome)
    return len(Side)


def _due(introduced_at: datetime.datetime, now: datetime.datetime) -> int | None:
    """The latest of the months after which is asked, None before the first."""
    day, today = timezone.localdate(introduced_at), timezone.localdate(now)
    passed = [months for months in ASKED_AFTER_MONTHS if months_after(day, months) <= today]
    return max(passed, default=None)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month; where that month is shorter, the first of the next."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return datetime.date(year, month + 1, day.day)
    except ValueError:
        year, month = divmod(year * 12 + month + 1, 12)
        return datetime.date(year, month + 1, 1)


@transaction.atomic
def answer_outcome(
    *,
    outcome: Outcome,
    what: Result,
    happened_on: datetime.date | None,
    words: str,
    now: datetime.datetime | None = None,
) -> Outcome:
    """A later answer to the same question takes the place of the earlier."""
    held = Outcome.objects.select_for_update().get(pk=outcome.pk)
    held.what, held.happened_on, held.words = what, happened_on, words.strip()
    held.answered_at = now or timezone.now()
    held.save()
    return held
