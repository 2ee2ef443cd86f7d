"""What people propose, kept word for word as it was received."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.events.models import Event
from caunoi.people.models import Person
from caunoi.sectors.models import Sector
from caunoi.sources.history import keeps_history
from caunoi.sources.models import Source


def text_hash(text: str) -> str:
    """Equal for texts that differ only in white space: 64 hexadecimal digits."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


class Channel(models.TextChoices):
    """How a proposal came in."""

    OFFICER = "officer", _("typed in by an officer")
    IMPORT = "import", _("a row of an imported file")
    OWN_PAGE = "own_page", _("on the author's own page")
    PUBLIC_PAGE = "public_page", _("on the public page")
    SEMINAR = "seminar", _("at a seminar")
    EMAIL = "email", _("by e-mail")


class Signature(models.TextChoices):
    """How the author wants to be shown to whoever is asked about the proposal."""

    BY_NAME = "by_name", _("with my name")
    BY_FIELD = "by_field", _("by my field only")
    UNSIGNED = "unsigned", _("unsigned")


class Progress(models.TextChoices):
    """How far it has come, as everybody concerned may know; moved on by `set_progress` alone."""

    RECEIVED = "received", _("received")
    BEING_ANSWERED = "being_answered", _("with the bodies that can answer")
    ANSWERED = "answered", _("answered")
    LED_TO = "led_to", _("led to something")
    CLOSED = "closed", _("closed")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def to_place(self) -> ProposalQuerySet:
        """Those on whose sectors nobody has decided yet."""
        return self.filter(~Exists(Placement.objects.standing().filter(proposal=OuterRef("pk"))))

    def in_sector(self, code: str) -> ProposalQuerySet:
        placed = PlacedSector.objects.filter(sector=code, placement__taken_back_at__isnull=True)
        return self.filter(Exists(placed.filter(placement__proposal=OuterRef("pk"))))

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
    channel = models.CharField(
        _("how it came in"), max_length=11, choices=Channel, default=Channel.OFFICER
    )
    signature = models.CharField(
        _("shown"),
        max_length=8,
        choices=Signature,
        # What nobody chose reveals nobody.
        default=Signature.UNSIGNED,
    )
    progress = models.CharField(
        _("progress"), max_length=14, choices=Progress, default=Progress.RECEIVED, db_index=True
    )
    superseded_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="supersedes"
    )
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-id"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.CheckConstraint(name="proposal_has_a_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="proposal_does_not_supersede_itself",
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("proposals:proposal", args=[self.pk])


class PlacementQuerySet(models.QuerySet["Placement"]):
    def standing(self) -> PlacementQuerySet:
        return self.filter(taken_back_at__isnull=True)


@keeps_history
class Placement(models.Model):
    """An officer's decision on the sectors of one proposal; without sectors: none of these.

    suggested: the codes the library had proposed at that moment, best first, so that it can learn
    from the difference. A placement that was taken back stays for the record.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="placements")
    suggested = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    placed_at = models.DateTimeField(_("placed at"))
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-id"]
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(taken_back_at__isnull=True),
                name="proposal_has_one_standing_placement",
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} placed"


@keeps_history
class PlacedSector(models.Model):
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="placed_sectors")
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="placed_sectors")

    class Meta:
        ordering = ["sector__position"]
        verbose_name = _("sector of a proposal")
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "sector"], name="placement_names_a_sector_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.placement_id}: {self.sector_id}"


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
