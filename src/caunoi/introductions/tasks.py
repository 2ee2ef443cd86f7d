"""The nightly share of introductions."""

from __future__ import annotations

from procrastinate.contrib.django import app

from caunoi.introductions.outcomes import ask_for_outcomes
from caunoi.introductions.services import close_those_without_a_yes


@app.periodic(cron="30 6 * * *")
@app.task(name="introductions.ask_for_outcomes", queueing_lock="introductions.ask_for_outcomes")
def ask_what_came_of_it(timestamp: int) -> None:
    """In the early morning, so that the letters do not ring by night."""
    ask_for_outcomes()


@app.periodic(cron="30 1 * * *")
@app.task(name="introductions.close_ended", queueing_lock="introductions.close_ended")
def close_what_has_ended(timestamp: int) -> None:
    close_those_without_a_yes()
