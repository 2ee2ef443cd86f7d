"""Monday's digest as a job."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from caunoi.desk.digest import is_due, send_digests


# Each hour, so that a machine that starts late on Monday still sends it; once a week each.
@app.periodic(cron="5 * * * *")
@app.task(name="desk.send_digests", queueing_lock="desk.send_digests", lock="desk.send_digests")
def send_mondays_digests(timestamp: int) -> None:
    now = timezone.now()
    if is_due(now):
        send_digests(now=now)
