"""An import's life: a file, what it would change, what it changed, and whether it was undone.

The plan is kept as rows so that it can be read page by page and decided upon. Rows hold personal
data, so their contents are forgotten 30 days after the run ended; counts and row numbers stay.
What a run changed is not listed here: the history says it, through the run's context.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.events.models import Event
from caunoi.jobs.models import JobRun
from caunoi.sources.models import Attachment, Source

CONTENTS_KEPT_DAYS = 30
# Consents make long headings; whatever is longer is a text that stands in the heading's row.
LONGEST_HEADING = 600


class RunState(models.TextChoices):
    RECEIVED = "received", _("received")
    NEEDS_COLUMNS = "needs_columns", _("waiting for its columns to be named")
    PLANNED = "planned", _("planned, nothing changed yet")
    APPLIED = "applied", _("applied")
    UNDONE = "undone", _("undone")
    REFUSED = "refused", _("refused")


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, viewer: Viewer) -> ImportRunQuerySet:
        return self if viewer.is_officer else self.none()


class ImportRun(models.Model):
    kind = models.CharField(_("kind"), max_length=20)
    state = models.CharField(_("state"), max_length=13, choices=RunState, default=RunState.RECEIVED)
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(max_length=64)
    upload = models.ForeignKey(Attachment, models.SET_NULL, null=True, blank=True, related_name="+")
    signed_list = models.ForeignKey(
        Attachment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed list"),
    )
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="import_runs"
    )
    headings = models.JSONField(default=list, blank=True)
    rejects_headings = models.JSONField(default=dict, blank=True)
    notices = models.JSONField(default=list, blank=True)
    left_alone = models.JSONField(default=list, blank=True)
    refusal = models.JSONField(null=True, blank=True)
    job = models.ForeignKey(JobRun, models.SET_NULL, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    contents_forgotten_at = models.DateTimeField(null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                name="import_is_undone_only_after_it_was_applied",
                condition=Q(undone_at__isnull=True) | Q(applied_at__isnull=False),
            ),
            models.CheckConstraint(
                name="applied_import_says_when",
                condition=~Q(state="applied") | Q(applied_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("imports:run", args=[self.pk])


class Outcome(models.TextChoices):
    CREATE = "create", _("new")
    UPDATE = "update", _("changed")
    POSSIBLE_DUPLICATE = "possible_duplicate", _("possible duplicate")
    UNCHANGED = "unchanged", _("unchanged")
    REJECTED = "rejected", _("rejected")


class Decision(models.TextChoices):
    SAME = "same", _("the same: update it")
    DIFFERENT = "different", _("someone else: create")
    LEAVE_OUT = "leave_out", _("leave out")


class PlannedAction(models.Model):
    """What one row of the file would do, in the shape the preview shows and `apply` carries out."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="actions")
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField()
    subject = models.CharField(max_length=12)
    outcome = models.CharField(max_length=18, choices=Outcome)
    label = models.CharField(max_length=200, blank=True)
    record = models.JSONField(null=True, blank=True)
    changes = models.JSONField(default=list, blank=True)
    problems = models.JSONField(default=list, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    cells = models.JSONField(default=list, blank=True)
    target = models.BigIntegerField(null=True, blank=True)
    candidates = ArrayField(models.BigIntegerField(), default=list, blank=True)
    decision = models.CharField(max_length=9, choices=Decision, blank=True)
    decided_for = models.BigIntegerField(null=True, blank=True)
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="planned_actions"
    )

    class Meta:
        ordering = ["position"]
        verbose_name = _("planned change")
        indexes = [models.Index(fields=["run", "outcome", "position"])]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="plan_tells_each_step_once"),
            models.CheckConstraint(
                name="only_a_possible_duplicate_is_decided",
                condition=Q(decision="") | Q(outcome="possible_duplicate"),
            ),
            models.CheckConstraint(
                name="the_same_as_whom_is_said",
                condition=~Q(decision="same") | Q(decided_for__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.outcome}"

    @property
    def place(self) -> str:
        """Where the row stands, as its file shows it."""
        row = _("row %(row)d") % {"row": self.row}
        return f"{self.sheet}, {row}" if self.sheet else str(row)


class ColumnMemory(models.Model):
    """What an officer once said a heading holds, so that it is not asked about again."""

    kind = models.CharField(max_length=20)
    heading = models.CharField(max_length=LONGEST_HEADING)
    field = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["kind", "heading"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "heading"], name="heading_is_remembered_once")
        ]

    def __str__(self) -> str:
        return f"{self.heading} → {self.field}"
