"""When a reader was here before: kept in their own browser, not in the register.

Reach for it to say what came in since. A visit lasts until the reader has been away for an hour.
Invariant: the note holds instants and the reader's number, is signed, and is nobody else's.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core import signing

COOKIE = "caunoi_visit"
COOKIE_AGE_S = 365 * 24 * 3600
AWAY = datetime.timedelta(hours=1)
_SALT = "caunoi.desk.visits"


@dataclass(frozen=True, slots=True)
class Visit:
    """since: when the visit before this one ended. seen_at: the latest look during this one."""

    user_id: int
    since: datetime.datetime
    seen_at: datetime.datetime

    def noted(self) -> str:
        """As the browser keeps it."""
        times = (self.since, self.seen_at)
        return signing.dumps([self.user_id, *(time.timestamp() for time in times)], salt=_SALT)


def this_visit(
    note: str, *, user_id: int, now: datetime.datetime, first_time: datetime.datetime
) -> Visit:
    """Goes on with the visit that was noted, or begins one after it.

    first_time: what `since` is for a reader without a note of their own.
    """
    before = _read(note)
    if before is None or before.user_id != user_id:
        return Visit(user_id, since=first_time, seen_at=now)
    is_new = now - before.seen_at > AWAY
    return Visit(user_id, since=before.seen_at if is_new else before.since, seen_at=now)


def _read(note: str) -> Visit | None:
    try:
        user_id, *times = signing.loads(note, salt=_SALT, max_age=COOKIE_AGE_S)
    except signing.BadSignature:
        return None
    since, seen_at = (datetime.datetime.fromtimestamp(time, datetime.UTC) for time in times)
    return Visit(user_id, since=since, seen_at=seen_at)
