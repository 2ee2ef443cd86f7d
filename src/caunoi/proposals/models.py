"""What people propose, kept word for word as it was received."""

from __future__ import annotations

import hashlib

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.events.models import Event
from caunoi.people.models import Person
from caunoi.sources.history import keeps_history
from caunoi.sources.models import Source


def text_hash(text: str) -> str:
    """Equal for texts that differ only in white space: 64 hexadecimal digits."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, viewer: Viewer) -> ProposalQuerySet:
        """Officers see all; an author sees the own ones; nobody else sees what was received."""
        if viewer.is_officer:
            return self
        if viewer.person_id:
            return self.filter(authorships__person=viewer.person_id).distinct()
        return self.none()


@keeps_history
class Proposal(models.Model):
    title = models.CharField(_("title"), max_length=300, blank=True)
    text = models.TextField(_("text"))
    text_hash = models.CharField(max_length=64, editable=False, db_index=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    stated_sectors = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        help_text=_("As the author or the sheet named them; placing is another step."),
    )
    received_on = models.DateField(_("received on"))
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-id"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [models.CheckConstraint(name="proposal_has_a_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.title or self.text[:60]


@keeps_history
class Authorship(models.Model):
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="authorships")
    # A text outlives its author's record: it then stands unsigned.
    person = models.ForeignKey(Person, models.CASCADE, related_name="authorships")

    class Meta:
        ordering = ["id"]
        verbose_name = _("authorship")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="author_is_named_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} wrote {self.proposal_id}"
