"""Words for what a job keeps as codes and instants: why it failed, how long it took.

Reach for it where a job is shown. Invariant: nothing here quotes an error's own text, which could
name a person.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By the name of the exception, which is all that a job keeps of it.
FAILURES: Mapping[str, Promise] = {
    "OperationalError": _("The database could not be reached for a moment."),
    "InterfaceError": _("The database could not be reached for a moment."),
    "IntegrityError": _("What was to be written contradicts something in the register."),
    "MemoryError": _("There was not enough memory for it."),
    "TimeoutError": _("It took longer than it may."),
    "PermissionError": _("A file could not be opened or written in the data folder."),
    "FileNotFoundError": _("A file it needs is no longer there."),
    "OSError": _("The disk could not be read or written; it may be full."),
}
UNFORESEEN = _("Something went wrong that nobody foresaw.")


def failure_in_words(failure: str) -> Promise:
    """One sentence for the exception's name that a failed job keeps."""
    return FAILURES.get(failure, UNFORESEEN)


def duration_in_words(duration: datetime.timedelta) -> str:
    """Such as "12 s", "3 min 05 s" or "1 h 04 min": the units are the same in every language."""
    seconds = max(0, int(duration.total_seconds()))
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"
