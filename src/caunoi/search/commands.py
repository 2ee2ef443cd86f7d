"""`caunoi reindex`: the index built anew, with its progress on standard error."""

from __future__ import annotations

import sys
import time

from caunoi.search.building import rebuild_index

SAID_EVERY_S = 1.0


def reindex() -> int:
    """The old index serves until the new one is whole; exit code 0."""
    begun_at = time.monotonic()
    number = rebuild_index(_Progress().say)
    print(f"Indexed {number:,} records in {time.monotonic() - begun_at:.1f} s.")
    return 0


class _Progress:
    """One line that is written over on a terminal, a line a second elsewhere."""

    def __init__(self) -> None:
        self._said_at = time.monotonic()

    def say(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._said_at < SAID_EVERY_S:
            return
        self._said_at = now
        end = "\r" if sys.stderr.isatty() else "\n"
        print(f"{done:,} of {total:,} records", end=end, file=sys.stderr, flush=True)
