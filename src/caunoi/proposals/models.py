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
from caunoi.sources.models import Attachment, Source


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
        """Those on whose sectors nobody has decided yet, save those taken up into another."""
        standing = Placement.objects.standing().filter(proposal=OuterRef("pk"))
        return self.filter(~Exists(standing), superseded_by=None)

    def in_sector(self, code: str) -> ProposalQuerySet:
        placed = PlacedSector.objects.filter(sector=code, placement__taken_back_at__isnull=True)
        return self.filter(Exists(placed.filter(placement__proposal=OuterRef("pk"))))

    def in_hand_of_nobody(self) -> ProposalQuerySet:
        """Those that no officer has passed on or merged: their authors may still change them."""
        return self.filter(progress=Progress.RECEIVED, superseded_by=None)

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

    @property
    def is_in_hand_of_nobody(self) -> bool:
        return self.progress == Progress.RECEIVED and self.superseded_by_id is None


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


@keeps_history
class CoAuthor(models.Model):
    """Somebody an author or officer named beside the author, as a line of text and no more.

    person: somebody in the register whose address was named, and who is asked; on a yes the line
    becomes an authorship, on a no it goes. Nobody is put into the register by being named.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="co_authors")
    line = models.CharField(_("as named"), max_length=254)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="named_as_co_author"
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("named co-author")
        verbose_name_plural = _("named co-authors")
        constraints = [
            models.CheckConstraint(name="co_author_is_named", condition=~Q(line="")),
            models.UniqueConstraint(fields=["proposal", "line"], name="co_author_is_named_once"),
        ]

    def __str__(self) -> str:
        return f"co-author of {self.proposal_id}"


class Draft(models.Model):
    """What a person is writing and has not sent: one at a time, seen by nobody else."""

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="draft_of_a_proposal"
    )
    title = models.CharField(_("title"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    signature = models.CharField(_("shown"), max_length=8, choices=Signature, blank=True)
    co_authors = models.TextField(_("co-authors"), blank=True)
    kept_at = models.DateTimeField(_("kept at"))

    class Meta:
        verbose_name = _("draft of a proposal")
        verbose_name_plural = _("drafts of proposals")

    def __str__(self) -> str:
        return f"draft of {self.person_id}"


class ProposalFile(models.Model):
    """A paper handed in with a proposal; its bytes go with it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="files")
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("file of a proposal")
        verbose_name_plural = _("files of proposals")

    def __str__(self) -> str:
        return f"file {self.attachment_id} of {self.proposal_id}"


class OriginalMail(models.Model):
    """The e-mail a proposal came in, as it was pasted: what was cut off is only here."""

    proposal = models.OneToOneField(
        Proposal, models.CASCADE, primary_key=True, related_name="original_mail"
    )
    text = models.TextField(_("as received"))

    class Meta:
        verbose_name = _("e-mail of a proposal")
        verbose_name_plural = _("e-mails of proposals")

    def __str__(self) -> str:
        return f"e-mail of {self.proposal_id}"


class ProposalGist(models.Model):
    """What the proposal is about as numbers, to find others like it: a cache, made any time.

    text_hash: of the title and text it was made from.
    """

    proposal = models.OneToOneField(Proposal, models.CASCADE, primary_key=True, related_name="gist")
    text_hash = models.CharField(max_length=64)
    kept = models.BinaryField()

    class Meta:
        verbose_name = _("gist of a proposal")
        verbose_name_plural = _("gists of proposals")

    def __str__(self) -> str:
        return f"gist of {self.proposal_id}"


class MadeBy(models.TextChoices):
    HUMAN = "human", _("by a human")
    MACHINE = "machine", _("by a machine")


@keeps_history
class Translation(models.Model):
    """A proposal in another language, beside the original and never in its place."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=8)
    title = models.CharField(_("title"), max_length=300, blank=True)
    text = models.TextField(_("text"))
    made_by = models.CharField(_("translated"), max_length=7, choices=MadeBy)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_on = models.DateField(_("added on"))

    class Meta:
        ordering = ["language", "made_by"]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.CheckConstraint(name="translation_has_a_text", condition=~Q(text="")),
            models.UniqueConstraint(
                fields=["proposal", "language", "made_by"],
                name="proposal_is_translated_once_in_a_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} in {self.language}"
