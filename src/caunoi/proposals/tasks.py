"""What proposals need done while nobody waits. Arguments carry ids only."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from caunoi.proposals.keeping import forget_mails_of_nobody
from caunoi.proposals.similar import keep_gists

GISTS_AT_ONCE = 1_000


@app.periodic(cron="*/2 * * * *")
@app.task(name="proposals.keep_gists", queueing_lock="proposals.keep_gists")
def keep_gists_of_new_ones(timestamp: int) -> None:
    """Imports write many proposals at a time and wait for none of this."""
    while keep_gists(GISTS_AT_ONCE) == GISTS_AT_ONCE:
        pass


@app.periodic(cron="40 3 * * *")
@app.task(name="proposals.forget_mails", queueing_lock="proposals.forget_mails")
def forget_mails(timestamp: int) -> None:
    forget_mails_of_nobody(on=timezone.localdate())
