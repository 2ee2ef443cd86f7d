"""The clock of a breach runs 72 hours from when it was known, until the authority was told."""

from __future__ import annotations

import datetime

import pytest

from caunoi.rights.models import Breach
from caunoi.rights.queries import clock_of

NOW = datetime.datetime(2026, 3, 14, 12, tzinfo=datetime.UTC)


def hours(number: float) -> datetime.timedelta:
    return datetime.timedelta(hours=number)


@pytest.mark.parametrize(
    ("known", "left", "late"),
    [(0, 72, 0), (10, 62, 0), (71.5, 0, 0), (72, 0, 0), (73, -1, 1), (100, -28, 28)],
)
def test_hours_left_and_late(known, left, late):
    clock = clock_of(Breach(known_at=NOW - hours(known)), now=NOW)

    assert (clock.hours_left, clock.hours_late) == (left, late)


@pytest.mark.parametrize("done", ["authority_told_at", "closed_at"])
def test_it_stops_once_the_authority_was_told_or_it_is_closed(done):
    breach = Breach(known_at=NOW - hours(100), **{done: NOW})

    assert clock_of(breach, now=NOW).hours_left is None
