"""People's share of the nightly work."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from caunoi.people.retention import delete_participants_past_their_day


@app.periodic(cron="0 3 * * *")
@app.task(name="people.delete_past_participants", queueing_lock="people.delete_past_participants")
def delete_past_participants(timestamp: int) -> None:
    delete_participants_past_their_day(on=timezone.localdate())
