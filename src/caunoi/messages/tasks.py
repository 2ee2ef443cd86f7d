"""Letters as jobs. Arguments hold nothing: what is due stands in the database."""

from __future__ import annotations

from procrastinate.contrib.django import app

from caunoi.messages.sending import send_due_letters


@app.task(name="messages.send_now")
def send_now() -> None:
    send_due_letters()


@app.periodic(cron="* * * * *")
@app.task(name="messages.send_waiting_letters", queueing_lock="messages.send_waiting_letters")
def send_waiting_letters(timestamp: int) -> None:
    """What waits for another try, and what a worker left that died."""
    send_due_letters()
