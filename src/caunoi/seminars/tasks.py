"""The thank-you of the morning after."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from caunoi.seminars.queries import sign_ups_to_thank
from caunoi.seminars.services import thank


@app.periodic(cron="0 9 * * *")
@app.task(name="seminars.thank", queueing_lock="seminars.thank", lock="seminars.thank")
def thank_the_day_after(timestamp: int) -> None:
    waiting = sign_ups_to_thank(on=timezone.localdate())
    thank(sign_ups=list(waiting), by=None, now=timezone.now())
