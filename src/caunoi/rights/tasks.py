"""The nightly share of keeping promises about data."""

from __future__ import annotations

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from caunoi.rights.erasing import make_index_anew, wipe_dead_rows
from caunoi.rights.retention import apply_retention


@app.periodic(cron="15 2 * * *")
@app.task(name="rights.wipe_dead_rows", queueing_lock="rights.wipe_dead_rows")
def wipe_what_was_erased(timestamp: int) -> None:
    """Finish erasures that were cut short, and write anew what held them."""
    wipe_dead_rows()


@app.periodic(cron="45 1 * * *")
@app.task(name="rights.apply_retention", queueing_lock="rights.apply_retention")
def delete_what_is_over(timestamp: int) -> None:
    """Before dead rows are wiped, so that these go the same night."""
    apply_retention(on=timezone.localdate())


@app.task(
    name="rights.make_index_anew",
    queueing_lock="rights.make_index_anew",
    lock="rights.make_index_anew",
    retry=RetryStrategy(max_attempts=5, exponential_wait=60),
)
def make_index_anew_soon() -> None:
    """After an erasure in the browser; the night does it where this was lost."""
    make_index_anew()
