"""The nightly share of keeping promises about data."""

from __future__ import annotations

from procrastinate.contrib.django import app

from caunoi.rights.erasing import wipe_dead_rows


@app.periodic(cron="15 2 * * *")
@app.task(name="rights.wipe_dead_rows", queueing_lock="rights.wipe_dead_rows")
def wipe_what_was_erased(timestamp: int) -> None:
    """Finish erasures that were cut short, and write anew what held them."""
    wipe_dead_rows()
