"""Hours as people at the mission say them; the worker's timetable speaks UTC."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone


def local_time_of(timestamp: int) -> datetime:
    """timestamp: seconds since 1970, as a periodic task is given them."""
    return timezone.localtime(datetime.fromtimestamp(timestamp, UTC))


def is_hour_of_week(timestamp: int, *, weekday: int, hour: int) -> bool:
    """weekday: 0 for Monday. For a task that is called each hour: true once a week."""
    at = local_time_of(timestamp)
    return (at.weekday(), at.hour) == (weekday, hour)
