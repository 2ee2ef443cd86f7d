"""An hour is the mission's own, in winter as in summer."""

from calendar import MONDAY
from datetime import UTC, datetime

import pytest

from caunoi.jobs.clock import is_hour_of_week


@pytest.mark.parametrize(
    ("utc", "is_it"),
    [
        (datetime(2026, 11, 23, 7, 0), True),  # winter: one hour ahead of UTC
        (datetime(2026, 11, 23, 8, 0), False),
        (datetime(2026, 7, 6, 6, 0), True),  # summer: two
        (datetime(2026, 7, 6, 7, 0), False),
        (datetime(2026, 11, 24, 7, 0), False),
    ],
)
def test_eight_on_monday(utc, is_it):
    timestamp = int(utc.replace(tzinfo=UTC).timestamp())

    assert is_hour_of_week(timestamp, weekday=MONDAY, hour=8) == is_it


def test_it_comes_once_a_week_even_when_the_clocks_change():
    start = int(datetime(2026, 10, 19, tzinfo=UTC).timestamp())
    hours = range(start, start + 21 * 24 * 3600, 3600)

    assert sum(is_hour_of_week(one, weekday=MONDAY, hour=8) for one in hours) == 3
