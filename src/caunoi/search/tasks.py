"""The worker's share: take in each change, build what is missing, look after what nobody notes."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from caunoi.jobs.services import running
from caunoi.search.building import (
    build_missing_index,
    count_collection_if_due,
    refresh_index,
)
from caunoi.search.freshness import forget_finished_refreshes, note_consents_that_turn
from caunoi.search.triggers import REFRESH


@app.task(name=REFRESH)
def refresh() -> None:
    """Asked for by the database itself, in the transaction that changed something.

    Without a lock of the queue, whose jobs are only looked for anew every five seconds: the
    index's own lock keeps writers apart.
    """
    refresh_index()


@app.task(name="search.build_missing", queueing_lock="search.build_missing")
def build_missing(job_id: str) -> None:
    with running(UUID(job_id)) as report:
        build_missing_index(report)


@app.periodic(cron="* * * * *")
@app.task(name="search.catch_up", queueing_lock="search.catch_up")
def catch_up(timestamp: int) -> None:
    """What a killed writer left undone, the index of a register that has none, the statistics."""
    refresh_index()
    count_collection_if_due()


@app.periodic(cron="5 0 * * *")
@app.task(name="search.turn_of_the_day", queueing_lock="search.turn_of_the_day")
def turn_of_the_day(timestamp: int) -> None:
    note_consents_that_turn(on=timezone.localdate())
    forget_finished_refreshes()
