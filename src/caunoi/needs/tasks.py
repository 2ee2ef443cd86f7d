"""The letter two weeks before a need or an offer ends."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from caunoi.needs.queries import ending_soon
from caunoi.needs.services import warn_of_end


@app.periodic(cron="30 3 * * *")
@app.task(name="needs.warn_of_ends", queueing_lock="needs.warn_of_ends", lock="needs.warn_of_ends")
def warn_of_ends(timestamp: int) -> None:
    for posting in ending_soon(on=timezone.localdate()):
        warn_of_end(posting=posting)
