"""Letters as jobs. Arguments hold nothing: what is due stands in the database."""

from __future__ import annotations

from calendar import MONDAY

from procrastinate.contrib.django import app

from caunoi.jobs.clock import is_hour_of_week
from caunoi.messages.sending import send_due_letters
from caunoi.messages.services import send_weekly_letters


@app.task(name="messages.send_now")
def send_now() -> None:
    send_due_letters()


@app.periodic(cron="* * * * *")
@app.task(name="messages.send_waiting_letters", queueing_lock="messages.send_waiting_letters")
def send_waiting_letters(timestamp: int) -> None:
    """What waits for another try, and what a worker left that died."""
    send_due_letters()


@app.periodic(cron="0 * * * *")
@app.task(name="messages.send_weekly_letters", queueing_lock="messages.send_weekly_letters")
def send_what_was_held(timestamp: int) -> None:
    """On Monday at eight, for whoever wants the week's letters together."""
    if is_hour_of_week(timestamp, weekday=MONDAY, hour=8):
        send_weekly_letters()
