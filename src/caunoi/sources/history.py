"""What was in a record before: every insertion, change and deletion, kept by the database itself.

Reach for `@keeps_history` on any model whose past matters or whose imports can be undone, and for
`history_of` to read that past; each noun's own `history` puts it in words. History outlives its
record, so erasing a person runs through it too.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeVar

import pghistory
import pghistory.models
from django.db import models

from caunoi.accounts.models import User

INSERTED, UPDATED, DELETED = "insert", "update", "delete"
CHANGES_SHOWN = 20

Tracked = TypeVar("Tracked", bound=type[models.Model])


def keeps_history(model: Tracked) -> Tracked:
    """The trackers are made anew for each model: pghistory's defaults are copied wrongly for
    statement-level triggers, and row-level ones would slow an import down severalfold."""
    track = pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
    )
    tracked: Tracked = track(model)
    return tracked


# --- reading ---


@dataclass(frozen=True, slots=True)
class FieldChange:
    """old or new is "" where there was or is nothing."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastChange:
    """All that was done at one go; each noun adds what it tells of that.

    by: "" for the command line. import_run: the number of the run that did it, or undid it.
    """

    at: datetime.datetime
    by: str
    import_run: int | None
    is_undo: bool

    @classmethod
    def told_by(cls, event: Any, users: Mapping[int, User], **told: Any) -> Self:
        """From any one of its events; `told` are the noun's own fields."""
        undone = _noted(event, "undo_of_import_run")
        user = users.get(_noted(event, "user") or 0)
        return cls(
            at=event.pgh_created_at,
            by=str(user) if user else "",
            import_run=_noted(event, "import_run") or undone,
            is_undo=undone is not None,
            **told,
        )


def event_model_of(model: type[models.Model]) -> Any:
    """The model of the table in which the database notes what becomes of this model's rows."""
    return next(
        relation.related_model
        for relation in model._meta.related_objects
        if relation.field.name == "pgh_obj"
    )


def history_of(model: type[models.Model]) -> Any:
    """All that the database has noted about rows of this model, those deleted since included."""
    return event_model_of(model).objects.all()


def users_behind(events: Iterable[Any]) -> Mapping[int, User]:
    """{id: user} of those who did what these events, fetched with their contexts, tell."""
    return User.objects.in_bulk({user for event in events if (user := _noted(event, "user"))})


def _noted(event: Any, key: str) -> int | None:
    context = event.pgh_context
    return context.metadata.get(key) if context else None


# --- forgetting ---


def forget_history(model: type[models.Model], ids: Collection[int]) -> None:
    """Delete what the history says of these records, and of others by way of naming them."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and is_history(relation.related_model):
            events = relation.related_model._default_manager
            events.filter(**{f"{relation.field.name}__in": ids}).delete()


def is_history(model: type[models.Model]) -> bool:
    return issubclass(model, pghistory.models.Event)
