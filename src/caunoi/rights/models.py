"""What a person asked about their data, what was erased, and what went wrong with data.

Erasures and tombstones hold no personal data: an identifier that is never given again, a day, and
counts.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.people.models import Person

ANSWERED_WITHIN_DAYS = 30


class RequestKind(models.TextChoices):
    CORRECTION = "correction", _("correct something")
    OBJECTION = "objection", _("object to a use")
    ERASURE = "erasure", _("erase everything")
    QUESTION = "question", _("ask a question")


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    def visible_to(self, viewer: Viewer) -> DataRequestQuerySet:
        """Officers see all; a person the own ones; nobody else any."""
        if viewer.is_officer:
            return self
        return self.filter(person=viewer.person_id) if viewer.person_id else self.none()

    def waiting(self) -> DataRequestQuerySet:
        return self.filter(handled_on=None)


class DataRequest(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="data_requests")
    kind = models.CharField(_("kind"), max_length=10, choices=RequestKind)
    words = models.TextField(_("in your words"), blank=True)
    asked_on = models.DateField(_("asked on"))
    due_on = models.DateField(_("to be answered by"))
    handled_on = models.DateField(_("handled on"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("answer"), blank=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        ordering = ["handled_on", "due_on", "id"]
        verbose_name = _("request about data")
        verbose_name_plural = _("requests about data")
        constraints = [
            models.CheckConstraint(
                name="request_is_due_after_it_was_made", condition=Q(due_on__gt=F("asked_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"

    def get_absolute_url(self) -> str:
        return reverse("rights:request", args=[self.pk])


class ErasureState(models.TextChoices):
    BEGUN = "begun", _("begun")
    ROWS_GONE = "rows_gone", _("gone from all records; the search index is being made anew")
    INDEX_NEW = "index_new", _("gone from all records and the index; traces are being wiped")
    DONE = "done", _("done")


class Erasure(models.Model):
    """The receipt of one erasure. counts: {place: how many}, without anything of the person."""

    identifier = models.UUIDField(unique=True, editable=False)
    state = models.CharField(max_length=9, choices=ErasureState, default=ErasureState.BEGUN)
    with_proposals = models.BooleanField(_("with the proposals"), default=False)
    asked_by_the_person = models.BooleanField(_("by the person"), default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    begun_at = models.DateTimeField(_("begun at"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        constraints = [
            models.CheckConstraint(
                name="erasure_that_is_done_says_when",
                condition=~Q(state=ErasureState.DONE) | Q(done_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{_('erasure')} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("rights:receipt", args=[self.pk])


class Breach(models.Model):
    """Data that somebody lost, saw or changed who should not have: the log of GDPR Article 33."""

    known_at = models.DateTimeField(_("known since"))
    what_happened = models.TextField(_("what happened"))
    whose_data = models.TextField(_("whose data, and how many people"), blank=True)
    what_follows = models.TextField(_("what may follow for them"), blank=True)
    what_was_done = models.TextField(_("what was done about it"), blank=True)
    authority_told_at = models.DateTimeField(_("authority told at"), null=True, blank=True)
    people_told_at = models.DateTimeField(_("people told at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-known_at", "-id"]
        verbose_name = _("breach")
        verbose_name_plural = _("breaches")

    def __str__(self) -> str:
        return f"{self.known_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("rights:breach", args=[self.pk])
