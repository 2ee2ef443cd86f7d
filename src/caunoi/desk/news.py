"""What came into the register since a reader's last visit.

Every record is counted and listed through `visible_to(viewer)`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, QuerySet, Value
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
    """Counted in one query, however many nouns there are."""
    counted = [
        new_records(noun, viewer, since=since)
        .order_by()
        .annotate(noun=Value(noun))
        .values("noun")
        .annotate(number=Count("pk", distinct=True))
        .values_list("noun", "number")
        for noun in NOUNS
    ]
    counts = dict(counted[0].union(*counted[1:], all=True))
    return [NewRecords(noun, label, counts.get(noun, 0)) for noun, (_, label) in NOUNS.items()]
