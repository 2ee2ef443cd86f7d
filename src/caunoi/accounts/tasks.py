"""Accounts' share of the nightly work: what signing in leaves behind goes."""

from __future__ import annotations

import datetime

from axes.models import AccessAttempt
from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django import app

ATTEMPTS_KEPT = datetime.timedelta(days=30)


@app.periodic(cron="15 3 * * *")
@app.task(name="accounts.forget_sign_ins", queueing_lock="accounts.forget_sign_ins")
def forget_sign_ins(timestamp: int) -> None:
    """Ended sessions, and failed attempts, which name addresses that may belong to nobody here."""
    call_command("clearsessions")
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - ATTEMPTS_KEPT).delete()
