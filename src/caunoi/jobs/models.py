"""Long work that a person may watch, leave and come back to."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer


class JobState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class JobRunQuerySet(models.QuerySet["JobRun"]):
    def visible_to(self, viewer: Viewer) -> JobRunQuerySet:
        if viewer.is_officer or viewer.is_administrator:
            return self
        return self.none()


class JobRun(models.Model):
    """One run of a task: what it is, how far it is, how it ended.

    `subject_url` leads back to what the work is about; the title holds no personal data.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    subject_url = models.CharField(max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=JobState, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.CheckConstraint(
                name="job_never_does_more_than_its_total",
                condition=Q(total=0) | Q(done__lte=F("total")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("jobs:job", args=[self.pk])

    @property
    def is_over(self) -> bool:
        return self.state in {JobState.DONE, JobState.FAILED}

    @property
    def percent(self) -> int | None:
        """0 to 100, or None while the amount of work is unknown."""
        return self.done * 100 // self.total if self.total else None
