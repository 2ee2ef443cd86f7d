"""What was in a record before: every insertion, change and deletion, kept by the database itself.

Reach for `@keeps_history` on any model whose past matters or whose imports can be undone. History
outlives its record, so erasing a person runs through it too.
"""

from __future__ import annotations

from typing import TypeVar

import pghistory
from django.db import models

Tracked = TypeVar("Tracked", bound=type[models.Model])


def keeps_history(model: Tracked) -> Tracked:
    """The trackers are made anew for each model: pghistory's defaults are copied wrongly for
    statement-level triggers, and row-level ones would slow an import down severalfold."""
    track = pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
    )
    tracked: Tracked = track(model)
    return tracked
