"""What came into the register since a reader's last visit.

Every record is counted and listed through `visible_to(viewer)`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.needs.models import Need
from caunoi.organisations.models import Organisation
from caunoi.people.models import Person
from caunoi.proposals.models import Proposal
from caunoi.sources.history import INSERTED, history_of


@dataclass(frozen=True, slots=True)
class NewRecords:
    """Records of one noun that entered the register since an instant."""

    noun: str
    label: str | Promise
    count: int


NOUNS: dict[str, tuple[type[Model], Promise]] = {
    "people": (Person, _("People")),
    "proposals": (Proposal, _("Proposals")),
    "needs": (Need, _("Needs")),
    "organisations": (Organisation, _("Organisations")),
}


def new_records(noun: str, viewer: Viewer, *, since: datetime.datetime) -> QuerySet[Any]:
    """Newest first. Raises KeyError for a noun that is none of NOUNS."""
    model, _label = NOUNS[noun]
    entries = history_of(model).filter(
        pgh_obj_id=OuterRef("pk"), pgh_label=INSERTED, pgh_created_at__gt=since
    )
    visible: QuerySet[Any] = model._default_manager.visible_to(viewer)  # type: ignore[attr-defined]
    return visible.filter(Exists(entries)).order_by("-pk")


def new_since(viewer: Viewer, *, since: datetime.datetime) -> list[NewRecords]:
    return [
        NewRecords(noun, label, new_records(noun, viewer, since=since).count())
        for noun, (_model, label) in NOUNS.items()
    ]
