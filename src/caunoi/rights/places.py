"""Every place in the database where a person can stand: what is exported of it, what erasure does.

A table that points at a person, or at one of these tables, must be declared here: a test generated
from the models fails for one that is not. What stands in files is the business of `files`, what
stands in texts of others of `blotting`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caunoi.sources.history import event_model_of


class Fate(StrEnum):
    """What erasing a person does with the rows of a place."""

    DELETED = "deleted"
    # The row goes with the person only where nobody else stands behind it.
    DELETED_IF_ALONE = "deleted_if_alone"


@dataclass(frozen=True, slots=True)
class Place:
    """path: from a row to its person, as a query writes it."""

    model: str
    path: str
    label: str | Promise
    fate: Fate = Fate.DELETED
    is_exported: bool = True

    @property
    def code(self) -> str:
        """Names the place in an export: "affiliation"."""
        return apps.get_model(self.model)._meta.model_name or ""

    @property
    def history(self) -> Any:
        """The model of its history; None for a place that keeps none."""
        model = apps.get_model(self.model)
        return event_model_of(model) if hasattr(model, "pgh_event_models") else None

    def rows_of(self, person_id: int) -> QuerySet[Any]:
        rows: QuerySet[Any] = apps.get_model(self.model)._default_manager.filter(
            **{self.path: person_id}
        )
        return rows.order_by("pk").distinct()


PLACES = (
    Place("people.Person", "pk", _("person")),
    Place("people.PersonName", "person", _("other names")),
    Place("people.Affiliation", "person", _("affiliations")),
    Place("people.Expert", "person", _("profile")),
    Place("people.ExpertSector", "expert", _("sectors")),
    Place("people.Participant", "person", _("participant")),
    Place("people.OfficeHolder", "person", _("office")),
    Place("people.Consent", "person", _("consents")),
    Place("people.PersonStatement", "person", _("who stated what")),
    Place("people.Look", "person", _("who looked")),
    # A link's hash says nothing to anybody.
    Place("people.PersonLink", "person", _("links to the own page"), is_exported=False),
    Place("caunoi_messages.Letter", "person", _("letters")),
    # A letter to somebody else; who looked says that it named the person, and to whom.
    Place("caunoi_messages.LetterNames", "person", _("letters"), is_exported=False),
    Place("events.Participation", "person", _("events")),
    Place("seminars.SignUp", "person", _("sign-ups at events")),
    Place("seminars.SignUpYes", "sign_up__person", _("yeses not yet confirmed")),
    Place("works.Authorship", "expert", _("whose works"), is_exported=False),
    Place("works.Work", "authorships__expert", _("works"), Fate.DELETED_IF_ALONE),
    Place("proposals.Authorship", "person", _("whose proposals"), is_exported=False),
    Place("proposals.Proposal", "authorships__person", _("proposals"), Fate.DELETED_IF_ALONE),
    Place(
        "proposals.OriginalMail", "proposal__authorships__person", _("e-mails proposals came in")
    ),
    Place("proposals.CoAuthor", "person", _("named as co-author")),
    Place("proposals.Draft", "person", _("draft of a proposal")),
    Place("needs.Match", "person", _("needs you were considered for")),
    Place("introductions.Introduction", "person", _("requests for help and introductions")),
    Place("introductions.Conflict", "person", _("bodies you are not to be asked for")),
    Place("introductions.RefusalReason", "introduction__person", _("why you said no")),
    Place("introductions.KnowledgeSecurity", "introduction__person", _("what you were asked for")),
    Place("introductions.Meeting", "introduction__person", _("meetings")),
    Place("introductions.Outcome", "introduction__person", _("what came of introductions")),
    # Who invited the person is told to nobody, and whom the person invited is somebody else.
    Place(
        "self_service.InvitedColleague", "person", _("invited by a colleague"), is_exported=False
    ),
    Place(
        "self_service.InvitedColleague", "invited_by", _("invited colleagues"), is_exported=False
    ),
    Place("self_service.NewAddress", "person", _("new address, not yet proven")),
    Place("self_service.Offer", "person", _("read elsewhere, not yet chosen from")),
    Place("rights.DataRequest", "person", _("requests about the own data")),
)
