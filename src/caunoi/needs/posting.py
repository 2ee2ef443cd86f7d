"""What a need and an offer share: who answers for it, how ripe it is, and whether it may be used.

A *posting* is a need or an offer, as Enterprise Europe Network has them. Invariant: only what was
accepted is looked at by matching, figures and the desk; a draft is seen by its body alone; what is
confidential leaves the mission as its summary and no other way.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.events.models import Event
from caunoi.organisations.models import ContactPoint, Organisation
from caunoi.sources.models import Source

LOWEST_TRL, HIGHEST_TRL = 1, 9


class PostingState(models.TextChoices):
    OPEN = "open", _("open")
    MET = "met", _("met")
    CLOSED = "closed", _("closed without an answer")


class Review(models.TextChoices):
    DRAFT = "draft", _("draft")
    WAITING = "waiting", _("to be reviewed")
    ASKED_BACK = "asked_back", _("asked back")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("not taken up")


class IpStatus(models.TextChoices):
    NONE = "none", _("no protection")
    KNOW_HOW = "know_how", _("secret know-how")
    COPYRIGHT = "copyright", _("copyright")
    APPLIED = "applied", _("patent applied for")
    GRANTED = "granted", _("patent granted")
    OTHER = "other", _("other")


class Channel(models.TextChoices):
    OFFICER = "officer", _("an officer")
    OWN_PAGES = "own_pages", _("the body's own pages")
    FORM = "form", _("an Excel or Word form")
    EXHIBITION = "exhibition", _("an exhibition")
    MISSION = "mission", _("another mission")


class PostingQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> PostingQuerySet:
        """Officers see all but drafts; a home partner those of the own organisations, drafts
        included; nobody else any."""
        if viewer.is_officer:
            return self.exclude(review=Review.DRAFT)
        if viewer.is_home_partner and viewer.organisation_ids:
            return self.filter(**{f"{self.model.body_field}__in": viewer.organisation_ids})
        return self.none()

    def in_use(self, *, on: datetime.date) -> PostingQuerySet:
        """Accepted, open and not expired: what is matched, counted and looked after."""
        return self.filter(is_in_use(on))


def is_in_use(on: datetime.date) -> Q:
    return Q(review=Review.ACCEPTED, state=PostingState.OPEN) & ~has_expired(on)


def has_expired(on: datetime.date) -> Q:
    return Q(valid_until__isnull=False, valid_until__lt=on)


class Posting(models.Model):
    """body_field: the column that names the body it comes from."""

    body_field: str
    text: Any

    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=8, blank=True)
    is_confidential = models.BooleanField(
        _("the description is confidential"),
        default=False,
        help_text=_("Then only the summary is shown outside the mission."),
    )
    summary = models.TextField(
        _("summary without anything confidential"),
        blank=True,
        help_text=_("This is what experts and other missions read."),
    )
    trl_from = models.PositiveSmallIntegerField(
        _("technology readiness from"),
        null=True,
        blank=True,
        validators=[MinValueValidator(LOWEST_TRL), MaxValueValidator(HIGHEST_TRL)],
        help_text=_("From 1, an idea, to 9, proven in use."),
    )
    trl_to = models.PositiveSmallIntegerField(
        _("technology readiness up to"),
        null=True,
        blank=True,
        validators=[MinValueValidator(LOWEST_TRL), MaxValueValidator(HIGHEST_TRL)],
    )
    ip_status = models.CharField(
        _("intellectual property"), max_length=10, blank=True, choices=IpStatus
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    warned_of = models.DateField(
        _("end that was written about"), null=True, blank=True, editable=False
    )
    contact_point = models.ForeignKey(
        ContactPoint,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("office that answers for it"),
    )
    review = models.CharField(
        _("review"), max_length=10, choices=Review, default=Review.ACCEPTED, db_index=True
    )
    review_words = models.TextField(_("what the body was told"), blank=True)
    channel = models.CharField(
        _("came by"), max_length=10, choices=Channel, default=Channel.OFFICER
    )
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("event")
    )
    state = models.CharField(
        _("state"), max_length=6, choices=PostingState, default=PostingState.OPEN, db_index=True
    )
    stated_on = models.DateField(_("stated on"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    objects = PostingQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-stated_on", "-id"]
        constraints = [
            models.CheckConstraint(name="%(class)s_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="%(class)s_has_a_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="confidential_%(class)s_has_a_summary",
                condition=Q(is_confidential=False) | ~Q(summary="") | Q(review=Review.DRAFT),
            ),
            models.CheckConstraint(
                name="%(class)s_readiness_is_from_1_to_9",
                condition=(
                    (Q(trl_from__isnull=True) | Q(trl_from__range=(LOWEST_TRL, HIGHEST_TRL)))
                    & (Q(trl_to__isnull=True) | Q(trl_to__range=(LOWEST_TRL, HIGHEST_TRL)))
                ),
            ),
            models.CheckConstraint(
                name="%(class)s_readiness_goes_upwards",
                condition=Q(trl_from__isnull=True)
                | Q(trl_to__isnull=True)
                | Q(trl_to__gte=F("trl_from")),
            ),
            models.CheckConstraint(
                name="%(class)s_not_taken_up_has_its_reason",
                condition=~Q(review__in=[Review.REFUSED, Review.ASKED_BACK]) | ~Q(review_words=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    @property
    def open_text(self) -> str:
        """What may be read outside the mission and the body."""
        return self.summary or ("" if self.is_confidential else self.text)

    @property
    def has_expired(self) -> bool:
        return self.valid_until is not None and self.valid_until < timezone.localdate()

    @property
    def body(self) -> Organisation | None:
        found: Organisation | None = getattr(self, self.body_field)
        return found

    @property
    def sector_rows(self) -> Any:
        """The manager of the rows that say in which sectors it stands."""
        return getattr(self, f"{self._meta.model_name}_sectors")

    @property
    def waits_for_review(self) -> bool:
        return self.review == Review.WAITING

    @property
    def can_be_changed_by_its_body(self) -> bool:
        """Until it was decided on; afterwards the body withdraws it and posts another."""
        return self.review in {Review.DRAFT, Review.ASKED_BACK, Review.WAITING}
